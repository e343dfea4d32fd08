### Quy tắc lặp lại, bằng lời

refused-rule-twice = Hãy chọn lặp lại theo dương lịch hoặc theo âm lịch, không chọn cả hai.
refused-bad-holidays = Lịch nghỉ lễ không đúng ở phần “{ $part }”.

## Ngày nghỉ lễ

holiday-new-year = Tết Dương lịch
holiday-tet = Tết Nguyên đán
holiday-hung-kings = Giỗ Tổ Hùng Vương
holiday-reunification = Ngày Chiến thắng 30/4
holiday-labour = Ngày Quốc tế Lao động
holiday-national = Quốc khánh
holiday-added = Ngày nghỉ thêm
