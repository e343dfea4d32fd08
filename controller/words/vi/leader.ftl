### Hộp chờ duyệt của lãnh đạo

inbox-title = Chờ tôi duyệt
inbox-number = { $number } / { $all }
inbox-later = Để sau
inbox-open = Duyệt lần lượt
inbox-empty = Không còn gì chờ bạn duyệt.
inbox-empty-more = Có bản tin mới gửi duyệt, trang này sẽ hiện từng bản một để nghe, xem và quyết định.
inbox-elsewhere = Cũng đang chờ bạn
inbox-fine = Kiểm tra: không có gì vướng
inbox-noted = { $count } điều cần biết
inbox-blocked = Chưa thể duyệt, { $count } điều vướng
inbox-changed = { $count } chỗ khác lần trước
inbox-unchanged = Không có gì khác lần trước
inbox-last-approved = { $who } đã duyệt lúc { $when }.
inbox-last-returned = { $who } đã trả lại lúc { $when }:
inbox-you-approved = Bạn đã duyệt “{ $title }”.
inbox-you-returned = Bạn đã trả lại “{ $title }” cho người soạn.
inbox-other-approved = { $who } đã duyệt “{ $title }” lúc { $when }. Quyết định đó giữ nguyên.
inbox-other-returned = { $who } đã trả lại “{ $title }” lúc { $when }. Quyết định đó giữ nguyên.
inbox-because = Lý do: { $reason }
inbox-draft = Người soạn đã lấy “{ $title }” về sửa, nên hiện chưa cần duyệt.
inbox-cancelled = “{ $title }” đã bị hủy, nên không cần duyệt nữa.
inbox-whole = Đọc cả bài
inbox-keep = Thôi
inbox-reason-more = Viết thêm cho người soạn (nếu cần)
inbox-reason-hint = Ví dụ: thiếu số điện thoại của trạm y tế.
inbox-reason-time = Giờ phát chưa hợp
inbox-reason-facts = Sai tên, số liệu hoặc ngày giờ
inbox-reason-unclear = Nghe chưa rõ
inbox-reason-not-now = Chưa nên phát

## Khác lần trước

change-title = Tiêu đề
change-text = Nội dung
change-when = Thời gian
change-where = Nơi nghe
change-klass = Loại tin
change-sound = Âm thanh
change-voice = Giọng đọc
change-volume = Âm lượng
change-chime = Nhạc hiệu của loa
change-page = Hiện trên bảng
change-board = Trang trên bảng
change-show = Hiện trong
change-late = Khi bị trễ
change-origin = Nguồn tin
change-otherwise = đã chọn khác
change-no-sound = không có âm thanh
change-yes = có
change-no = không
