### Lịch tuần và dời lượt phát

week-look = Cả tuần trong một cái nhìn: giờ được phép, lượt phát và chỗ vướng
week-open = giờ được phát
week-sounds = tiếng loa
week-shows = hiện trên bảng
week-changed = bị tin khác làm đổi
moving-title = Dời lượt phát
moving-against = Không dời được sang giờ này:
moving-possible = Dời được sang giờ này.
moving-approval = Việc dời phải được người khác duyệt. Trước khi duyệt, lịch cũ vẫn giữ nguyên.
moving-propose = Gửi duyệt việc dời
moving-keep = Giữ giờ cũ
moving-other = Chọn giờ khác
moving-date = Ngày mới
moving-time = Giờ mới
moving-look = Xem trước
moving-done = Đã gửi duyệt việc dời. Lịch cũ vẫn giữ đến khi có người duyệt.
moving-undo = Rút lại
