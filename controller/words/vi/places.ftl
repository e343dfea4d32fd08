### Nơi chốn: cụm loa kề nhau, địa bàn sáp nhập và chia tách

## Cụm loa kề nhau

refused-neighbour-itself = Thiết bị “{ $device }” không thể kề với chính nó: hãy chọn một cụm loa khác.
refused-neighbour-silent = “{ $device }” là bảng tin, không phát tiếng: chỉ ghép cụm loa với cụm loa.
refused-neighbours-unknown = “{ $one }” và “{ $beside }” chưa được ghi là kề nhau.
refused-finding-in-turn = Lượt { $turn } trong { $of } lượt của nhóm loa kề nhau: phát sau lượt đầu { $seconds } giây.
refused-finding-turns-no-room = Lúc { $first }, các cụm loa kề nhau phát lần lượt { $turns } lượt, cần { $seconds } giây, không còn đủ chỗ trong khung giờ. Hãy rút ngắn bản tin, đổi giờ, hoặc cho các cụm loa phát cùng lúc; nếu vẫn phát thì mọi cụm loa phát cùng lúc.

web-neighbours = Cụm loa kề nhau
web-neighbours-lead = Những cụm loa mà một người đứng giữa nghe thấy cả hai.
web-neighbours-none = Chưa ghi cụm loa nào kề với cụm loa này.
web-neighbours-turn = Lượt { $turn } trong { $of } lượt; giữa hai lượt nghỉ { $pause } giây.
web-neighbours-together = Phát cùng lúc với các cụm loa khác.
web-neighbours-echo = cách { $metres } m, tiếng đến chậm { $echo } ms
web-neighbours-add = Ghi là kề nhau
web-neighbours-remove = Bỏ
web-neighbours-which = Cụm loa
web-neighbours-metres = Khoảng cách (mét, nếu biết)
web-neighbours-way = Cách phát của các cụm loa kề nhau
web-neighbours-where = Địa bàn
web-neighbours-set = Đặt cách phát
horns-together = cùng lúc
horns-in-turn = lần lượt, không chồng tiếng
horns-inherit = theo địa bàn cấp trên
web-done-neighbours = Đã ghi. Lịch phát được tính lại.
