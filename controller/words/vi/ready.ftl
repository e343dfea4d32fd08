## Sẵn sàng trước buổi phát

ready-title = Sẵn sàng buổi sáng
ready-lead = Trước mỗi buổi phát { $minutes } phút, từng thiết bị được xem lại: có kết nối, đồng hồ đúng, đủ lịch và tệp, tự kiểm tra đạt, lần phát trước có tiếng. Thiết bị nào không phát được thì biết trước, không phải sau.
ready-next = Buổi phát tới, như lúc này
ready-nothing = Không có buổi phát nào trong 24 giờ tới.
ready-count = { $ready } trong { $all } thiết bị sẵn sàng
ready-lacking = Chưa sẵn sàng
ready-taken = Bảy ngày qua
ready-none-taken = Chưa có buổi phát nào được xem trước.
ready-all = Mọi thiết bị đều sẵn sàng.
ready-mended-title = Đã sửa kịp trước giờ phát
ready-mended = { $why }; sẵn sàng từ { $at }
ready-line = Buổi phát { $when }:
ready-cause-unseen = chưa từng kết nối
ready-cause-dark = mất liên lạc
ready-cause-unsure = chưa chắc còn kết nối
ready-cause-clock = đồng hồ chưa đúng
ready-cause-timetable = chưa nhận lịch phát mới
ready-cause-media = còn thiếu tệp
ready-cause-selftest = tự kiểm tra không đạt
ready-cause-deaf = lần phát trước không có tiếng
ready-cause-panel = màn hình có lỗi
