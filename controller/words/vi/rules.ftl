### Quy tắc lặp lại, bằng lời

refused-rule-twice = Hãy chọn lặp lại theo dương lịch hoặc theo âm lịch, không chọn cả hai.
