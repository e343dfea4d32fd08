# Lấy lại điều vừa bỏ.
undo-back = Hoàn tác
undo-gone-announcement = Đã hủy “{ $name }”. Nếu hủy nhầm, lấy lại thành bản nháp rồi gửi duyệt lại.
undo-gone-word = Đã xóa từ “{ $name }”.
undo-gone-holiday = Đã xóa ngày nghỉ “{ $name }”.
undo-gone-wish = Không báo tin tới “{ $name }” nữa.
refused-undo-over = Không hoàn tác được nữa: đã quá một ngày, hoặc đã hoàn tác rồi.
log-cancel-undo = lấy lại bản tin “{ $what }” thành bản nháp.
action-restore = lấy lại
