### Âm thanh tải lên

refused-sound-empty = Tệp này rỗng, không có âm thanh nào. Hãy chọn lại tệp, hoặc thu âm lại.
refused-sound-not-sound = Tệp này không phải là tệp âm thanh. Hãy chọn tệp MP3, WAV, M4A, OGG hoặc FLAC chứa chính âm thanh, không phải danh sách phát hay tài liệu.
refused-sound-unknown-kind = Âm thanh trong tệp này được nén theo kiểu mà chương trình không đọc được. Hãy mở bằng phần mềm ghi âm, lưu lại thành MP3 rồi tải lên.
refused-sound-too-long = Âm thanh dài khoảng { $minutes } phút, tối đa được { $limit } phút. Hãy cắt ngắn hoặc chia thành nhiều bản tin.
refused-sound-too-large = Tệp nặng { $megabytes } MB, tối đa được { $limit } MB. Hãy lưu lại thành MP3 rồi tải lên.
refused-sound-too-short = Âm thanh ngắn hơn { $seconds } giây, người nghe không kịp nhận ra. Hãy thu âm lại.
refused-sound-silent = Tệp này chỉ có sự im lặng. Hãy kiểm tra micrô rồi thu âm lại.
refused-sound-broken = Tệp âm thanh bị hỏng hoặc bị cắt cụt nên không phát được trọn vẹn. Hãy chép lại tệp gốc, hoặc mở bằng phần mềm ghi âm và lưu lại, rồi tải lên.
refused-sound-bomb = Tệp này khi mở ra lớn bất thường nên không được nhận. Hãy lưu lại đoạn âm thanh cần phát thành MP3 rồi tải lên.
refused-sound-slow = Xử lý tệp này mất quá nhiều thời gian nên đã dừng lại. Hãy lưu lại thành MP3 hoặc cắt ngắn, rồi thử lại.
refused-sound-no-room = Máy chủ không còn đủ chỗ trên đĩa để lưu âm thanh. Hãy báo cán bộ kỹ thuật, rồi thử lại.
refused-sound-tool-missing = Máy chủ thiếu bộ giải mã âm thanh ffmpeg. Hãy báo cán bộ kỹ thuật chạy: ./run setup
