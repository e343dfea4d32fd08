### Tiếp âm: nguồn, bản tin tiếp âm, sự cố

## Từ chối

refused-relay-name = Hãy đặt tên cho nguồn tiếp âm, nhiều nhất { $limit } ký tự.
refused-relay-address = Địa chỉ của nguồn phải bắt đầu bằng http:// hoặc https://, viết liền, không kèm tên và mật khẩu. Ví dụ: https://radio.example.vn/thoi-su.mp3
refused-relay-nowhere = Không tìm thấy máy “{ $host }”. Hãy kiểm tra lại địa chỉ, hoặc thử lại khi có mạng.
refused-relay-private = Địa chỉ “{ $host }” nằm trong mạng riêng, nên không được mở. Nếu đây là máy chủ của cấp trên, hãy nhờ người quản trị máy chủ bật thiết lập relay.private.
refused-relay-ears = Lúc này không nghe thử được. Hãy thử lại sau ít phút.
refused-relay-source-unknown = Không có nguồn tiếp âm này, hoặc nguồn đã ngừng dùng. Hãy chọn nguồn khác.
refused-relay-and-speech = Bản tin vừa tiếp âm vừa đọc văn bản thành tiếng. Hãy chọn một trong hai.
refused-relay-and-file = Bản tin vừa tiếp âm vừa có âm thanh riêng. Hãy chọn một trong hai: đánh dấu “Bỏ âm thanh này”, hoặc chọn “Không tiếp âm”.
refused-relay-unable = { $count } cụm loa không tự tiếp âm được luồng { $codec }, cũng không nhận được tiếng truyền từ trung tâm: { $names }. Hãy chọn nơi khác, hoặc một nguồn mà loa ở đó phát được.
refused-relay-once = Dòng { $number }: “{ $title }” là tiếp âm, nên chỉ phát một lần trong mỗi khung.

## Sự cố, nghe thử

fault-relay-dead = nguồn không phát
fault-relay-wrong = nguồn phát sai định dạng, là đài khác, hoặc dẫn sang nơi khác
fault-relay-silent = nguồn im lặng
fault-link-lost = tiếng từ trung tâm không tới loa
relay-heard-led = Địa chỉ này dẫn sang { $url }. Nếu đó đúng là nơi phát, hãy nhập thẳng địa chỉ ấy.
relay-heard-quiet = không có tiếng
relay-heard = { $codec }, { $loudness } LUFS
relay-incident = { $name }: { $reasons }; { $count } cụm loa
relay-source-gone = Nguồn đã ngừng dùng
relay-codec-mp3 = MP3
relay-codec-aac = AAC
relay-codec-opus = Opus
relay-codec-hls = HLS (danh sách .m3u8)

## Trang

web-relays = Tiếp âm
web-relays-lead = Nguồn tiếp âm là luồng phát của đài cấp trên. Bản tin tiếp âm phát luồng ấy đúng giờ, bằng độ lớn của các bản tin khác.
web-relay-troubles = Sự cố trong 30 ngày qua
web-relay-trouble = Sự cố
web-relay-since = Từ lúc
web-relay-until = Đến lúc
web-relay-lasts = Đang kéo dài
web-relay-devices = Các cụm loa
web-relay-sources = Nguồn tiếp âm
web-relay-name = Tên nguồn
web-relay-name-hint = Ví dụ: Đài tỉnh, thời sự
web-relay-whose = Của địa bàn
web-relay-heard = Nghe thử gần nhất
web-relay-fine = Dùng được
web-relay-bad = Không dùng được
web-relay-untried = Chưa nghe thử
web-relay-listen = Nghe thử
web-relay-end = Ngừng dùng
web-relay-no-sources = Chưa có nguồn nào. Kỹ thuật viên thêm nguồn ở trang này.
web-relay-add = Thêm nguồn
web-relay-change = Sửa nguồn
web-relay-change-lead = Bản tin đã duyệt vẫn theo địa chỉ đã duyệt. Muốn đổi, hãy mở bản tin, lưu lại và trình duyệt lại.
web-relay-address = Địa chỉ của luồng
web-relay-address-hint = Bắt đầu bằng http:// hoặc https://. Là địa chỉ của chính luồng phát, không phải của trang web.
web-relay-codec = Định dạng
web-relay-filler = Âm thanh lấp chỗ trống
web-relay-filler-hint = Phát khi nguồn mất tiếng, cho đến khi nguồn phát lại. Chọn trong các tệp đã tải lên.
web-relay-no-filler = Im lặng
web-relay-save = Lưu và nghe thử
web-relay = Tiếp âm
web-relay-hint = Phát luồng của đài thay cho tệp âm thanh. Bản tin bắt đầu và kết thúc đúng giờ, không có nhạc báo.
web-relay-none = Không tiếp âm
web-relay-gone = Nguồn đã ngừng dùng
web-relay-minutes = Tiếp âm trong (phút)
web-relay-told = Tiếp âm “{ $name }”, { $length }
web-relay-now = Tiếp âm đang có sự cố:
web-relay-see = Xem sự cố tiếp âm
web-carried = tiếp âm được { $heard } trong { $whole }
web-relay-troubles-then = Sự cố tiếp âm
