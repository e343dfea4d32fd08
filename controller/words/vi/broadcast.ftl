### Chữ in trên bảng tin

page-class-normal = THÔNG BÁO
page-class-priority = ƯU TIÊN
page-class-emergency = KHẨN CẤP

refused-shelf-full = Kho âm thanh đã đầy { $limit } GB và không còn tệp thừa nào để dọn. Hãy báo cán bộ kỹ thuật tăng hạn mức (limits.media_bytes) hoặc thêm đĩa, rồi thử lại.
refused-sound-busy = Máy chủ đang xử lý các bản thu khác. Bản của bạn chưa được nhận; hãy đợi một phút rồi gửi lại.
refused-upload-busy = Máy chủ đang xử lý các tệp khác. Tệp của bạn chưa được nhận; hãy đợi một phút rồi gửi lại.
refused-upload-no-room = Máy chủ không còn đủ chỗ trên đĩa để lưu tệp này. Hãy báo cán bộ kỹ thuật, rồi thử lại.
