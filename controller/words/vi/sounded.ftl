### Đã phát chưa?

sounded-sounded = Đã kêu hoặc hiện
sounded-finished = Xong
sounded-places = Từng nơi
sounded-map = Từng nơi trên bản đồ
sounded-group-failed = không phát được
sounded-group-silent = chưa báo về
sounded-group-open = đang chờ
sounded-group-skipped = bỏ qua
sounded-group-good = tốt
sounded-head-failed = Không phát được ({ $count })
sounded-head-silent = Quá giờ mà chưa báo về ({ $count })
sounded-head-open = Đang chờ hoặc đang phát ({ $count })
sounded-head-skipped = Bỏ qua đúng lịch ({ $count })
sounded-head-good = Phát tốt ({ $count })
sounded-do-again = Phát lại ở đây ngay
sounded-do-report = Hỏi thiết bị đã làm gì
sounded-do-selftest = Cho tự kiểm tra
sounded-again-all = Phát lại ngay ở { $count } nơi
sounded-incident = Xem sự cố
sounded-ordered = Đã gửi lệnh tới { $count } thiết bị. Kết quả hiện dần trên trang này.
sounded-ordered-before = Lệnh này vừa được gửi rồi, nên không gửi thêm.
sounded-see = Xem từng nơi, nơi không phát lên đầu
refused-subject-unknown = Không tìm thấy lượt phát này.
refused-mend-too-many = Quá { $limit } thiết bị cho một lần bấm. Hãy ra lệnh cho cả địa bàn ở trang “Lệnh”.
