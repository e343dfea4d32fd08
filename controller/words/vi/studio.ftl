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

### Điều đáng ngờ ở một bản thu

sound-doubt-clipped = Bản thu bị vỡ tiếng vì tiếng vào micrô quá to. Nên thu lại: đặt micrô xa miệng hơn một chút hoặc giảm mức thu.
sound-doubt-noisy = Bản thu có nhiều tiếng ồn nền, ngoài trời sẽ khó nghe. Nên thu lại ở chỗ yên tĩnh, tắt quạt, để micrô gần miệng.
sound-doubt-silent = Phần lớn thời gian của bản thu là im lặng. Hãy nghe lại xem có mất đoạn nào không.
sound-doubt-music = Bản này có vẻ chỉ là nhạc, không có tiếng nói. Hãy nghe lại xem có chọn đúng tệp không.
sound-doubt-soft = Bản thu rất nhỏ nên phải khuếch đại nhiều, tiếng ồn cũng to theo. Nên thu lại, nói gần micrô hơn.
