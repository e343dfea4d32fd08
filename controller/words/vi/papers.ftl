### Ảnh và tài liệu tải lên

refused-picture-is-paper = Tệp này là tài liệu, không phải ảnh. Hãy tải lên ở mục “Tài liệu”.
refused-picture-bomb = Ảnh này khi mở ra lớn bất thường nên không được nhận. Hãy thu nhỏ ảnh, lưu lại thành JPEG rồi tải lên.
refused-picture-slow = Mở ảnh này mất quá nhiều thời gian nên đã dừng lại. Hãy thu nhỏ ảnh, lưu lại thành JPEG rồi thử lại.

refused-paper-unknown-kind = Tệp này không phải là tài liệu mà chương trình đọc được. Hãy chọn tệp PDF hoặc Word (.docx).
refused-paper-is-picture = Tệp này là ảnh, không phải tài liệu. Hãy tải lên ở mục “Ảnh”.
refused-paper-old-word = Đây là tệp Word kiểu cũ (.doc), chương trình không đọc được. Hãy mở bằng Word, chọn Lưu thành .docx hoặc PDF, rồi tải lên.
refused-paper-office = Tệp này thuộc một phần mềm văn phòng mà chương trình không đọc được. Hãy mở bằng phần mềm đó, lưu thành PDF rồi tải lên.
refused-paper-locked = Tài liệu có mật khẩu nên không mở được. Hãy bỏ mật khẩu, lưu lại rồi tải lên.
refused-paper-broken = Tài liệu bị hỏng hoặc bị cắt cụt nên không mở được. Hãy chép lại tệp gốc, hoặc mở ra và lưu lại thành PDF, rồi tải lên.
refused-paper-empty = Tài liệu này trống, không có chữ hay hình nào. Hãy chọn lại tệp.
refused-paper-old-letters = Tài liệu viết bằng phông chữ cũ (.VnTime hoặc VNI) nên không lấy được chữ. Hãy dùng UniKey chuyển sang Unicode, hoặc lưu thành PDF để chiếu nguyên trang.
refused-paper-too-heavy = Tài liệu nặng { $megabytes } MB, tối đa được { $limit } MB. Hãy tách ra hoặc lưu lại nhỏ hơn rồi tải lên.
refused-paper-bomb = Tài liệu này khi mở ra lớn bất thường nên không được nhận. Hãy chỉ giữ lại phần cần thông báo, lưu lại rồi tải lên.
refused-paper-slow = Mở tài liệu này mất quá nhiều thời gian nên đã dừng lại. Hãy chỉ giữ lại phần cần thông báo, lưu lại thành PDF rồi thử lại.
refused-paper-tool-missing = Máy chủ không khởi động được bộ đọc tài liệu. Hãy báo cán bộ kỹ thuật.

### Điều cần biết về một ảnh hay tài liệu đã nhận

told-picture-moves = Ảnh này có nhiều hình (ảnh động): chỉ hình đầu tiên được dùng.
told-picture-print = Màu của ảnh dành cho máy in, trên bảng tin có thể hơi khác.
told-picture-place = Ảnh có ghi nơi chụp; thông tin đó đã được xóa.
told-paper-first-pages = Tài liệu có { $count } trang, chỉ { $limit } trang đầu được nhận.
told-paper-script = Tài liệu có kèm chương trình (JavaScript); chương trình đó không được chạy.
told-paper-macros = Tệp Word có kèm macro; macro không được chạy và đã bị bỏ.
told-paper-no-text = Không lấy được chữ từ tài liệu này (có thể là bản quét). Chỉ có thể chiếu nguyên trang.
told-paper-old-letters = Tài liệu viết bằng phông chữ cũ (.VnTime hoặc VNI) nên không lấy được chữ. Chỉ có thể chiếu nguyên trang.
told-paper-text-cut = Tài liệu dài { $length } ký tự, chỉ { $limit } ký tự đầu được lấy.
told-paper-pictures-left = Có { $count } hình trong tệp Word không được nhận (kiểu hình lạ, quá lớn, hoặc nằm ngoài tệp).
told-paper-no-pages = Tài liệu này không có trang hay hình để chiếu, nên chữ của nó được lấy vào bản tin.
refused-paper-no-text = Không lấy được chữ từ tài liệu này (có thể là bản quét). Hãy chọn “Chiếu nguyên trang”.

### Phần tài liệu trong mẫu soạn bản tin

web-paper = Lấy từ tài liệu
web-paper-hint = PDF hoặc Word (.docx), tối đa { NUMBER($megabytes, useGrouping: 0) } MB.
web-paper-as = Dùng tài liệu thế nào
web-paper-as-text = Lấy chữ
web-paper-as-text-small = Chữ vào ô tiêu đề và nội dung, mỗi bảng tự dàn trang cho vừa mắt đọc
web-paper-as-pages = Chiếu nguyên trang
web-paper-as-pages-small = Từng trang PDF, hoặc các hình trong tệp Word; bảng nhỏ có thể không đọc được
web-paper-open = Mở tài liệu
web-paper-text-taken = Đã lấy chữ từ tài liệu. Hãy đọc lại trước khi lưu.
web-paper-pages-taken = Đã nhận { $count } trang. Hãy xem trên các bảng tin bên dưới trước khi lưu.
web-paper-small = { $board }: chữ nhỏ nhất cao { $dots } điểm, cần { $needed } điểm mới đọc được từ chỗ người xem đứng.
web-paper-not-shown = { $board }: chữ chỉ cao { $dots } điểm (cần { $needed }), nên bảng này hiện tiêu đề và nội dung thay cho trang.
web-paper-offer = Nên chọn “Lấy chữ” rồi mở lại tài liệu: mỗi bảng sẽ tự dàn chữ đủ lớn.
web-pages = Các trang tài liệu
web-pages-one = Trang { $number }
web-pages-drop = Bỏ trang { $number }
web-pages-none = Chưa có trang nào: hãy mở một tài liệu ở trên và chọn “Chiếu nguyên trang”.
