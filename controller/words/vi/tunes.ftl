# Nhạc hiệu, chuông, nhạc nền: những gì đặt quanh lời của bản tin.

tune-doorbell = Chuông thường dùng, hai tiếng
tune-gong = Hai tiếng cồng
tune-three = Ba tiếng chuông đi lên
tune-bell = Chuông đồng
tune-wood = Mõ gỗ nhẹ
tune-rising = Hai tiếng chuông nhẹ đi lên
tune-rice-field = Đồng lúa (đàn tranh và sáo)
tune-home-river = Sông quê (sáo và đàn tranh)
tune-village-morning = Làng sớm (đàn t’rưng)
tune-still-pond = Mặt hồ lặng
tune-evening-breeze = Gió chiều

bed-soft = rất nhỏ
bed-middle = vừa phải
bed-clear = nghe rõ

refused-tune-unknown = Không có nhạc “{ $tune }” để dùng ở chỗ này. Chọn một trong: { $known }.
refused-composition-too-long = Cả bản tin sẽ dài khoảng { $minutes } phút, tối đa được { $limit } phút. Hãy bớt số lần phát, bớt nhạc, hoặc rút gọn lời.
refused-composition-without-sound = Bản tin chưa có tiếng nên không đặt nhạc hay phát lại được. Hãy chọn tệp âm thanh, thu âm, hoặc bật phần đọc nội dung chữ; nếu không thì bỏ mục này.
refused-bed-without-words = Nhạc nền cần có lời bên trên. Hãy chọn tệp âm thanh, thu âm, hoặc bật phần đọc nội dung chữ; nếu không thì bỏ nhạc nền.
refused-relay-and-composition = Bản tin tiếp âm phát thẳng sóng của đài nên không có nhạc hiệu, nhạc nền hay phát lại. Hãy bỏ những mục ấy, hoặc bỏ tiếp âm.
refused-emergency-has-no-music = Bản tin khẩn cấp phải vào lời ngay, nên không có nhạc hiệu mở đầu và nhạc nền. Hãy chọn “Không” ở mục này.
refused-hear-nothing = Chưa có gì để nghe. Hãy bật phần đọc nội dung chữ, chọn tệp âm thanh, hoặc thu âm.

web-around = Nhạc hiệu, chuông, phát lại, nhạc nền
web-around-hint = Tất cả được ghép vào một bản duy nhất. Người duyệt nghe đúng bản sẽ phát.
web-around-settle = Ghi lại
web-around-lead = Áp dụng cho các bản tin soạn từ nay về sau, trừ khi bản tin chọn khác.
web-opening = Nhạc hiệu mở đầu
web-opening-hint = Dài khoảng 10 giây, cho bà con nhận ra đài của xã.
web-chime = Chuông trước bản tin
web-repeats = Phát mấy lần
web-between = Nghỉ giữa hai lần (giây)
web-again = Phát lại chuông trước mỗi lần nhắc
web-closing = Kết thúc bằng
web-bed = Nhạc nền dưới lời đọc
web-bed-hint = Nhạc tự nhỏ đi khi có lời. Người nghe lớn tuổi dễ nghe nhất khi không có nhạc nền.
web-bed-level = Nhạc nền to hay nhỏ
web-tune-none = Không
web-tune-listen = Nghe
web-tune-stop = Dừng
web-tune-listen-to = Nghe: { $label }
web-tunes-all = Nghe tất cả nhạc và chuông có sẵn
web-made-of = Bản này gồm:
web-device-chime = Trước đó loa tự phát chuông thường dùng, hai tiếng.

made-opening = Nhạc hiệu: { $tune }
made-chime = Chuông: { $tune }
made-words = Lời, lần { $turn }
made-between = Chuông nhắc lại: { $tune }
made-closing = Kết thúc: { $tune }
made-bed = Nhạc nền: { $tune }
made-repeats = Phát { $repeats } lần, nghỉ { $seconds } giây giữa hai lần
