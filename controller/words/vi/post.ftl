## Báo cho người

post-opened = { $title } (từ { $at })
post-closed = Đã xong: { $title }
post-many =
    { $opened ->
        [0] { $closed } sự cố đã xong
       *[other]
            { $closed ->
                [0] { $opened } sự cố mới
               *[other] { $opened } sự cố mới, { $closed } đã xong
            }
    }
post-step = Việc cần làm: { $step }
post-more = … và { $count } mục nữa.
post-digest = Buổi phát { $at }: { $ready } trong { $all } thiết bị sẵn sàng
post-digest-all = Buổi phát { $at }: cả { $all } thiết bị đều sẵn sàng
post-digest-nothing = Sáng nay không có buổi phát nào
post-digest-box = – { $name }: { $why }
post-digest-open = Sự cố đang mở: { $count }
post-digest-late = Tin này gửi muộn: máy chủ không chạy hoặc không nghe được thiết bị vào giờ gửi thường ngày.
post-trial = Tin thử từ Tiếng Làng
post-trial-text = Bạn nhận được tin này tức là đường báo tin dùng được.

refused-post-unknown = Không có đường báo tin này trong các đường của bạn.
refused-post-channel = Không có cách báo “{ $channel }”. Chọn một trong: { $known }.
refused-post-mail = Địa chỉ thư điện tử không đúng dạng. Hãy nhập một địa chỉ như ten@xa.gov.vn.
refused-post-address = Địa chỉ không dùng được. Hãy nhập địa chỉ đầy đủ, như https://may-chu.tinh.gov.vn/bao.
refused-post-address-plain = Địa chỉ phải bắt đầu bằng https://. Địa chỉ http chỉ dùng được khi quản trị máy chủ bật notices.private.
refused-post-nowhere = Không tìm thấy máy “{ $host }”. Hãy xem lại địa chỉ.
refused-post-private = Máy “{ $host }” nằm trong mạng riêng. Quản trị máy chủ phải bật notices.private thì mới gọi được.
refused-post-kinds = Hãy chọn ít nhất một loại tin. Có các loại: { $known }.
refused-post-severity = Không có mức “{ $severity }”. Chọn một trong: { $known }.
refused-post-quiet = Giờ yên lặng phải viết như 22:00-05:00, hoặc để trống.
refused-post-too-many = Mỗi người có nhiều nhất { $most } đường báo tin. Hãy bỏ bớt một đường.
refused-post-no-mail = Máy chủ chưa có nơi gửi thư (notices.smtp_host và notices.sender). Hãy nhờ quản trị máy chủ đặt, hoặc chọn cách báo khác.
refused-setting-mail-address = { $key }: “{ $value }” không phải địa chỉ thư điện tử.

notice-title = Báo tin cho tôi
notice-lead = Sự cố và tình hình trước buổi phát sáng được gửi đến bạn. Nhiều sự cố một lúc là một tin; tin hằng ngày đi lúc { $at }.
notice-ways = Các đường báo tin
notice-none = Chưa có đường nào. Thêm một đường ở dưới.
notice-add = Thêm đường báo tin
notice-change = Sửa đường báo tin
notice-channel = Gửi bằng
notice-channel-mail = Thư điện tử
notice-channel-webhook = Gọi máy chủ khác (webhook)
notice-target = Địa chỉ
notice-target-mail = Như ten@xa.gov.vn
notice-target-hint = Thư điện tử: như ten@xa.gov.vn. Webhook: địa chỉ https đầy đủ.
notice-kinds = Báo khi nào
notice-kind-opened = Có sự cố mới
notice-kind-closed = Sự cố đã xong
notice-kind-digest = Hằng ngày trước buổi phát sáng
notice-severity = Mức sự cố
notice-least-grave = Chỉ sự cố nặng
notice-least-warn = Từ mức cần xem
notice-least-note = Mọi sự cố
notice-quiet = Giờ yên lặng
notice-quiet-hint = Trong giờ này không báo sự cố; hết giờ thì báo gộp. Để trống: báo cả ngày đêm.
notice-quiet-from = Yên lặng { $hours }
notice-save = Lưu
notice-try = Gửi thử
notice-remove = Bỏ
notice-off = Đã tắt: nơi nhận không còn
notice-trouble = Gửi chưa được
notice-failing = { $count } lần liền, lần cuối: { $reason }
notice-key = Khóa ký của webhook. Hãy chép ngay: khóa chỉ hiện một lần.
notice-sent = Tin gửi gần đây
notice-none-sent = Chưa gửi tin nào.
notice-outcome-waiting = đang gửi
notice-outcome-sent = đã gửi
notice-outcome-given-up = gửi không được, đã thôi
notice-outcome-gone = nơi nhận không còn

action-hook = cho máy chủ gọi địa chỉ riêng
notice-reason-timeout = nơi nhận không trả lời kịp
notice-reason-connection = không nối được
notice-reason-tls = không nối được an toàn (chứng chỉ)
notice-reason-smtp-password = máy chủ thư không nhận mật khẩu
notice-reason-smtp-unset = máy chủ chưa đặt nơi gửi thư
notice-reason-post-private = địa chỉ nằm trong mạng riêng
notice-reason-post-nowhere = không tìm thấy máy
notice-reason-post-address-plain = địa chỉ không phải https
