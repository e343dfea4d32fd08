### Bảng tin trên các trang quản lý

web-part-looks = 5. Trên bảng tin sẽ hiện
web-looks-see = Xem trên các bảng tin
web-looks-none = Chưa có gì để xem: hãy nhập tiêu đề, và chọn nơi có bảng tin điện tử.
web-template = Mẫu trang trên bảng tin
web-template-hint = Chọn mẫu, rồi điền những phần mà mẫu đó cần.
web-template-none = Theo mức bản tin
web-template-none-small = Tiêu đề và nội dung; khẩn cấp thì khác hẳn
web-template-takes = Gồm: { $fields }
web-set-in = Mẫu trang: { $template }
web-photo = Ảnh hoặc áp phích
web-photo-hint = JPEG, PNG, WebP hoặc HEIC, tối đa { NUMBER($megabytes, useGrouping: 0) } MB. Ảnh được xoay đúng chiều và bỏ thông tin nơi chụp.
web-photo-kept = Ảnh đang dùng
web-photo-drop = Bỏ ảnh này
web-focus-across = Giữ lại phần nào, từ trái sang phải
web-focus-down = Giữ lại phần nào, từ trên xuống dưới
web-of-caption = Chú thích ảnh
web-of-caption-hint = Một câu ngắn dưới ảnh
web-of-table = Bảng
web-of-table-hint = Mỗi dòng một hàng, giữa các ô đặt dấu |. Hàng đầu là tên cột. Có thể dán từ Excel hoặc Word.
web-of-link = Địa chỉ trang web
web-of-link-hint = Bà con quét mã QR để mở trang này. Bắt đầu bằng https://
web-of-title2 = Tiêu đề bằng thứ tiếng thứ hai
web-of-title2-hint = Ví dụ: Power cut in Đông hamlet
web-of-text2 = Nội dung bằng thứ tiếng thứ hai
web-of-text2-hint = Cùng nội dung với bản tiếng Việt
web-of-ticker = Dòng chữ chạy
web-of-ticker-hint = Không bắt buộc. Hiện ở mép dưới của bảng, bên cạnh bản tin.
web-board-more = { $names } và { $more } bảng khác
web-board-time = { $pages } trang, đọc hết trong { $seconds } giây
web-board-pause = Dừng lật trang
web-board-go = Lật trang

## Các bảng lúc này

web-wall = Các bảng tin lúc này
web-wall-what = Theo chính các bảng báo về, không theo những gì đã gửi đi.
web-wall-place = Địa bàn
web-wall-odd = Chỉ bảng hiện khác
web-wall-filter = Lọc
web-wall-summary = { $total } bảng, { $strange } bảng cần xem lại.
web-wall-since = báo về { $ago }
web-wall-differs = Theo lịch phải hiện: { $wanted }
web-wall-other = Một hình khác của hệ thống
web-wall-safe = Trang của xã
web-wall-dark = Bảng tối
web-wall-unknown = Hình lạ, không phải do hệ thống tạo
web-wall-silent = Không có tin báo về
web-wall-untold = Bảng này không báo về hình đang hiện
web-wall-left = Còn { $count } bảng nữa: hãy chọn một địa bàn nhỏ hơn.
web-wall-empty = Không có bảng nào.
web-wall-link = Các bảng tin lúc này
