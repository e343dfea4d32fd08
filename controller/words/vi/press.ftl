### Bảng tin

refused-text-letters = Bảng tin không vẽ được các ký tự sau: { $letters }. Hãy bỏ chúng hoặc viết bằng chữ thường.
refused-template-broken = Mẫu trang “{ $template }” bị lỗi: { $why }. Hãy sửa tệp mẫu này rồi thử lại.
refused-template-name = Tên tệp mẫu trang { $file } không dùng được. Hãy đặt tên bằng chữ thường không dấu, chữ số và dấu gạch nối, bắt đầu bằng chữ, tối đa 40 ký tự.
refused-template-taken = Tệp { $file } trùng tên với mẫu trang có sẵn “{ $template }”, mà mẫu có sẵn thì không thay được. Hãy đổi tên tệp.
refused-templates-folder = Không đọc được thư mục mẫu trang { $path }: { $reason }. Hãy kiểm tra thiết lập press.templates và quyền đọc thư mục.
refused-template-needs = Mẫu trang đã chọn cần thêm: { $blank }. Hãy điền vào, hoặc chọn mẫu khác.
refused-template-field = Mẫu trang đã chọn không có chỗ cho: { $blank }. Hãy bỏ phần này, hoặc chọn mẫu khác.
refused-template-unknown = Không có mẫu trang nào tên là “{ $template }”. Các mẫu có: { $known }.
refused-template-class = Mẫu trang này chỉ dành cho bản tin mức { $only }. Hãy chọn mẫu khác, hoặc để hiện theo mức bản tin.
refused-template-emergency = Bản tin khẩn cấp luôn hiện theo một mẫu riêng để không ai nhầm. Hãy bỏ mẫu đã chọn.
refused-link-not-web = Địa chỉ trang web phải bắt đầu bằng https:// hoặc http:// và không có dấu cách.
refused-picture-unknown = Không tìm thấy ảnh này. Hãy tải ảnh lên lại.
refused-picture-too-heavy = Ảnh nặng { $megabytes } MB, tối đa được { $limit } MB. Hãy chụp hoặc lưu lại ở cỡ nhỏ hơn.
refused-picture-too-many-pixels = Ảnh lớn hơn { $limit } triệu điểm ảnh nên không được nhận. Hãy thu nhỏ ảnh rồi tải lên lại.
refused-picture-too-small = Ảnh nhỏ hơn { $limit } điểm ảnh mỗi chiều, không xem được trên bảng. Hãy chọn ảnh khác.
refused-picture-unknown-kind = Tệp này không phải là ảnh mà chương trình đọc được. Hãy chọn ảnh JPEG, PNG, WebP, HEIC, GIF, BMP hoặc TIFF.
refused-picture-broken = Tệp ảnh bị hỏng hoặc bị cắt cụt. Hãy chép lại tệp gốc, hoặc mở ra và lưu lại, rồi tải lên.

## Các phần của một mẫu trang

board-field-title = tiêu đề
board-field-text = nội dung chữ
board-field-title2 = tiêu đề bằng thứ tiếng thứ hai
board-field-text2 = nội dung bằng thứ tiếng thứ hai
board-field-table = bảng
board-field-caption = chú thích ảnh
board-field-link = địa chỉ trang web
board-field-ticker = dòng chữ chạy
board-field-picture = ảnh
board-field-pages = các trang tài liệu
board-field-commune = tên xã
board-field-moment = giờ và ngày
board-field-other = một phần không mẫu nào có

## Điều nên biết về một trang

board-note-plain = Bảng này không đủ chỗ cho mẫu “{ $template }”, nên hiện tiêu đề và nội dung như bản tin thường.
board-note-small = Chữ chỉ cao { $dots } điểm, cần { $needed } điểm để đọc được từ chỗ người xem đứng.
board-note-no-code = Bảng này không đủ chỗ cho mã QR, nên hiện địa chỉ bằng chữ.
board-note-no-ticker = Bảng này không đủ chỗ cho dòng chữ chạy.
board-note-runs = Có chữ chạy trên bảng này; hình nào đứng yên là lúc bắt đầu chạy.
board-note-long = Phải { $seconds } giây mới đọc hết { $pages } trang. Người đi ngang qua khó đọc hết: nên viết ngắn hơn.
