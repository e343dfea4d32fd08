# Voices: what a notice is spoken with.

refused-voice-missing = Máy chủ thiếu giọng đọc đã chọn. Hãy chọn giọng khác, hoặc báo cán bộ kỹ thuật chạy: ./run setup
refused-voice-unknown = Không có giọng đọc này. Hãy chọn một trong: { $known }.
refused-voice-model = Không dùng được tệp giọng Piper trong thiết lập. Hãy chọn giọng khác, và báo cán bộ kỹ thuật kiểm tra speech.piper_model (tệp .onnx, có tệp .onnx.json bên cạnh).
refused-voice-slow = Giọng đọc trả lời quá chậm nên đã dừng lại. Hãy thử lại sau, hoặc chọn giọng khác.
refused-voice-died = Giọng đọc đã dừng giữa chừng, chưa tạo âm thanh nào. Hãy thử lại, hoặc chọn giọng khác.
refused-voice-wrong = Giọng đọc trả về thứ không phải tiếng nói, chưa tạo âm thanh nào. Hãy chọn giọng khác và báo cán bộ kỹ thuật.
refused-voice-away = Không liên lạc được với dịch vụ giọng đọc. Hãy chọn giọng có sẵn trong máy, hoặc thử lại sau.
refused-voice-refuses = Dịch vụ giọng đọc từ chối (mã { $status }). Hãy chọn giọng có sẵn trong máy, và báo cán bộ kỹ thuật kiểm tra địa chỉ và khóa.
refused-voice-busy = Máy chủ đang đọc nhiều bản tin khác. Hãy thử lại sau ít giây.
refused-speech-nothing = Không có chữ nào đọc được. Hãy viết nội dung bằng tiếng Việt, hoặc bỏ phần đọc.
refused-speech-too-long = Đọc hết nội dung này mất hơn { $limit } phút, tối đa được { $limit } phút. Hãy rút gọn, giảm số lần đọc, hoặc chia thành nhiều bản tin.
refused-readings-too-many = Đã chọn cách đọc cho quá nhiều chỗ. Tối đa { $limit } chỗ.
refused-reading-too-long = Cách đọc của một chỗ dài quá { $limit } chữ cái. Hãy viết ngắn lại.
refused-not-heard = Có chỗ máy đọc chưa chắc đúng mà bạn chưa nghe. Hãy nghe từng chỗ được đánh dấu, rồi mới duyệt.
refused-spans-wrong = Không hiểu đoạn nào đã được nghe. Hãy tải lại trang rồi nghe lại.
refused-lexicon-written = Từ cần đọc phải bắt đầu bằng chữ hoặc số, dài không quá { $limit } ký tự.
refused-lexicon-spoken = Cách đọc phải có chữ, dài không quá { $limit } ký tự.
refused-lexicon-full = Bảng từ đã có { $limit } mục, không thêm được nữa. Hãy bớt những mục không còn dùng.
refused-lexicon-unknown = Không có mục “{ $written }” trong bảng từ.

speech-name = Đọc tự động
voice-north = Giọng Bắc (có sẵn)
voice-central = Giọng Trung (có sẵn)
voice-south = Giọng Nam (có sẵn)
voice-piper = Giọng Piper
voice-remote = Giọng của dịch vụ đã khai báo
