## Phần mềm thiết bị

maker-trusted = Từ nay khóa { $kid } được ký phần mềm cho: { $models }. Thiết bị biết khi nhận được danh sách khóa mới.
refused-maker-key-malformed = Khóa công khai của nhà sản xuất gồm 43 ký tự (chữ, số, “-”, “_”), đúng như lệnh tienglang firmware key đã in ra.
refused-maker-known = Khóa { $kid } đã có trong danh sách khóa; khóa đã thu hồi thì không dùng lại được.
refused-file-there = Tệp { $path } đã có sẵn; hãy đặt tên khác.

refused-document-wrong-model = Phần mềm này dành cho loại thiết bị khác.
refused-document-rollback = Phần mềm này cũ hơn phần mềm đang chạy.
refused-document-too-old = Phải cài một bản trung gian trước đã.

reason-wrong-model = phần mềm dành cho loại thiết bị khác
reason-rollback = phần mềm cũ hơn bản đang chạy
reason-too-old = phải cài một bản trung gian trước
reason-wrong-hash = tệp tải về không đúng như đã ký
reason-on-trial = đang thử một phần mềm khác
reason-replaced = đã có lệnh mới hơn
reason-no-gap = không có lúc nào rảnh để cài
reason-no-contact = chạy bản mới thì không liên lạc được với máy chủ
reason-selftest = chạy bản mới thì tự kiểm tra thấy hỏng
reason-wrong-version = bản mới tự nhận là phiên bản khác
reason-boot-failed = bản mới không khởi động được
reason-image-damaged = bản mới trong bộ nhớ bị hỏng
