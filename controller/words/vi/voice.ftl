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
