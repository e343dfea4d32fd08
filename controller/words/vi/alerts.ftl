### Báo khẩn: phát lặp lại cho tới khi có người kết thúc

web-alerts = Báo khẩn
web-alerts-what = Báo khẩn phát ngay, kể cả ngoài khung giờ, lặp lại cho tới khi được kết thúc hoặc hết hạn. Máy vừa có điện, có mạng trở lại cũng phát.
web-alerts-none = Hiện không có báo khẩn nào.
web-alerts-active = Đang báo khẩn
web-alerts-past = Các lần trước
web-alert-raise = Phát báo khẩn
web-alert-raise-now = Phát báo khẩn ngay
web-alert-which = Bản tin khẩn nào?
web-alert-which-hint = Chỉ bản tin khẩn cấp đã được duyệt và chuẩn bị xong mới có ở đây.
web-alert-no-announcement = Chưa có bản tin khẩn cấp nào được duyệt. Hãy soạn sẵn và duyệt trước mùa mưa bão, để lúc cần chỉ phải bấm phát.
web-alert-where = Báo ở đâu?
web-alert-again = Lặp lại
web-alert-again-once = Chỉ phát một lần
web-alert-again-every = Cứ { $minutes } phút phát một lần
web-alert-lasts = Tự hết sau
web-alert-hours = { $hours } giờ
web-alert-drill = Đây là diễn tập
web-alert-drill-mark = Diễn tập
web-alert-end = Kết thúc báo khẩn
web-alert-since = Phát từ { $since }, { $maker } ra lệnh
web-alert-until = tự hết lúc { $until }
web-alert-ended = { $ender } kết thúc lúc { $at }
web-alert-expired = Tự hết lúc { $at }
web-alert-silent = Chưa thấy trả lời: { $devices }
web-alert-banner = Đang báo khẩn: { $headline } ({ $place })
web-alert-see = Xem
web-done-alert-given = Đã phát báo khẩn. Trang này cho thấy từng nơi đã nghe được chưa.
web-done-alert-ended = Đã kết thúc báo khẩn. Máy nào mất mạng sẽ im ngay khi có mạng trở lại.
action-alert = phát và kết thúc báo khẩn

refused-alert-not-emergency = “{ $title }” không phải bản tin khẩn cấp, nên không dùng làm báo khẩn được. Hãy chọn bản tin khẩn cấp, hoặc soạn và duyệt một bản.
refused-alert-already = { $place } đang có báo khẩn “{ $title }”. Hãy kết thúc báo khẩn ấy trước, rồi phát báo khẩn mới.
refused-alert-unknown = Không có báo khẩn “{ $alert }”.
