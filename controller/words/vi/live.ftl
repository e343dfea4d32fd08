### Nói trực tiếp

refused-live-where = Hãy chọn nơi sẽ nghe bạn nói.
refused-air-held = { $who } đang nói trực tiếp tới { $where } từ { $since }. Hãy đợi người đó nói xong, hoặc nhờ người đó kết thúc.
refused-talk-unknown = Không có buổi nói trực tiếp này, hoặc không phải của bạn.
refused-talk-over = Buổi nói trực tiếp này đã kết thúc.
refused-microphone-hello = Micrô phải báo dạng âm thanh trước: pcm hoặc opus.
refused-microphone-word = Micrô gửi một lời không hiểu được; chỉ có lời kết thúc là hợp lệ.
refused-microphone-frames = Micrô gửi { $bytes } byte: phải là số thứ tự rồi các khung 20 mili giây, không quá { $most } byte.
refused-microphone-not-sound = Micrô gửi thứ không phải âm thanh Opus. Hãy tải lại trang rồi thử lại.
