### Chương trình phát: các mục nối nhau trong một khung giờ

## Độ dài, cách làm cho vừa khung giờ

offer-or = { $before }, hoặc { $last }
offer-fewer = { $count ->
    [1] mục { $number } chỉ phát một lần
   *[other] mục { $number } chỉ phát { $count } lần
 }
offer-leave-out = { $last ->
    [0] bớt mục { $number }
   *[other] bớt các mục từ { $number } đến { $last }
 }
offer-closer = bỏ khoảng nghỉ giữa các mục (bớt { $length })
offer-longer = kéo dài khung giờ thành { $count } phút
offer-start = bắt đầu lúc { $clock }

## Điều gì cản chương trình

refused-gap-out-of-range = Khoảng nghỉ trước một mục phải từ 0 đến { $limit } giây.
refused-repeats-out-of-range = Một mục chỉ phát được từ 1 đến { $limit } lần liền nhau.
refused-pause-out-of-range = Khoảng nghỉ giữa hai lần phát một mục phải từ 0 đến { $limit } giây.
refused-slot-length-out-of-range = Khung giờ phải dài từ { $low } đến { $high } phút.
refused-programme-empty = Chương trình chưa có mục nào.
refused-programme-too-many = Chương trình có quá { $limit } mục.
refused-entry-twice = Mục { $number } là bản tin đã có ở mục { $first }. Muốn phát nhiều lần liền nhau, hãy đặt số lần ở mục { $first }.
refused-slot-crosses-midnight = Khung giờ từ { $start } đến { $end } đi qua nửa đêm. Hãy tách làm hai chương trình.
refused-finding-cut-by-slot = Lượt phát lúc { $first } sẽ bị cắt { $seconds } giây vì chương trình dài hơn khung giờ.
refused-finding-over-slot = Lượt phát lúc { $first } kéo quá khung giờ của chương trình { $seconds } giây.
refused-finding-no-room-in-slot = Lượt phát lúc { $first } không còn chỗ trong khung giờ của chương trình.

## Chương trình

refused-programme-unknown = Không có chương trình này.
refused-programme-edited-meanwhile = Người khác vừa thay đổi chương trình này. Những gì bạn nhập vẫn còn ở đây: hãy mở bản mới ở trang khác, so lại rồi sửa.
refused-programme-agreed = Khung giờ của chương trình này đã được duyệt rồi.
refused-programme-changed = Chương trình đã thay đổi so với bản bạn xem. Hãy tải lại trang, xem lại rồi mới duyệt.
refused-own-programme = Bạn đã lập hoặc sửa khung giờ, số lần phát của chương trình này nên không thể tự duyệt. Phải có người khác duyệt.
refused-programme-too-long = Chương trình “{ $name }” lúc { $first } dài hơn khung giờ { $over }.
refused-programme-too-long-offers = Chương trình “{ $name }” lúc { $first } dài hơn khung giờ { $over }: { $offers }.
refused-programme-collides = Lúc { $first } chương trình “{ $programme }” đang phát trên cùng thiết bị. Hãy chọn khung giờ khác.
refused-entry-unknown = Mục { $number }: không có bản tin này.
refused-entry-elsewhere = Mục { $number } “{ $title }” là bản tin của địa bàn khác. Chương trình chỉ nhận bản tin của địa bàn mình và các địa bàn bên trong.
refused-entry-over = Mục { $number } “{ $title }” đã ở trạng thái “{ $state }”, không phát nữa. Hãy bỏ mục này.
refused-entry-silent = Mục { $number } “{ $title }” không có âm thanh nên không đứng trong chương trình được.
refused-entry-emergency = Mục { $number } “{ $title }” là bản tin khẩn cấp: phải phát ngay, không chờ trong chương trình.
refused-entry-never-meets = Mục { $number } “{ $title }” không có lượt phát nào trùng giờ bắt đầu của chương trình, nên không phát trong chương trình. Hãy đặt giờ phát của bản tin là { $clock }.
refused-entry-not-agreed = Mục { $number } “{ $title }” đang ở trạng thái “{ $state }”: chỉ phát sau khi được duyệt.
refused-days-out-of-range = Hãy chọn ngày cuối không trước ngày đầu và không quá { $limit } ngày.

## Trang quản lý

web-programmes = Chương trình
web-programme-new = Lập chương trình
web-programme-edit = Sửa chương trình
web-programmes-empty = Chưa có chương trình nào. Chương trình xếp nhiều bản tin nối nhau trong một khung giờ.
web-programme-in-force = Đã duyệt, đang áp dụng
web-programme-waits = Chờ duyệt khung giờ
web-programme-waits-what = Khung giờ hoặc số lần phát chưa được duyệt. Trong lúc chờ, mỗi bản tin phát theo giờ riêng của nó.
web-programme-size = { $minutes } phút, { $entries } mục
web-programme-list = Các mục, { $day }
web-programme-preview = { $day } sẽ như thế này
web-programme-day = Xem ngày
web-programme-no-slot = Ngày này không có chương trình.
web-programme-slots = Khung giờ
web-programme-name = Tên chương trình
web-programme-name-hint = Ví dụ: Chương trình buổi sáng
web-programme-first = Ngày đầu tiên
web-programme-time = Giờ bắt đầu
web-programme-minutes = Độ dài khung giờ (phút)
web-programme-minutes-hint = Từ 1 đến 240 phút.
web-programme-until-hint = Để trống nếu lặp lại mãi.
web-programme-entries = Các mục
web-programme-no-choices = Chưa có bản tin nào có âm thanh. Hãy soạn bản tin trước, đặt giờ phát bằng giờ bắt đầu của chương trình.
web-programme-save = Lưu chương trình
web-programme-look = Xem thử
web-programme-edit-voids = Đổi thứ tự, khoảng nghỉ, thêm hoặc bớt mục có hiệu lực ngay. Đổi khung giờ hoặc tăng số lần phát thì phải được duyệt lại.
web-programme-agree = Duyệt khung giờ
web-programme-own = Bạn đã lập hoặc sửa khung giờ, số lần phát này, nên phải có người khác duyệt.
web-programme-remove = Bỏ chương trình này
web-programme-remove-what = Các bản tin trong chương trình không bị hủy: mỗi bản tin phát theo giờ riêng của nó.
web-programme-remove-now = Bỏ chương trình
web-programme-done-saved = Đã lưu.
web-programme-done-agreed = Đã duyệt khung giờ. Chương trình được áp dụng.
plan-in-list = Trong chương trình “{ $name }”, mục { $number }.
web-in-programmes = Chương trình
web-in-programme = mục { $number }
web-in-programme-waiting = mục { $number }, khung giờ chờ duyệt
web-programme-returned = Đã trả lại
web-programme-returned-because = Bị trả lại vì:
web-programme-return-title = Trả lại cho người lập
web-programme-return-hint = Ví dụ: bỏ mục 3, hoặc dời sang 17:30.
web-programme-return-now = Trả lại chương trình
web-programme-done-returned = Đã trả lại người lập.
web-programme-done-removed = Đã bỏ chương trình.
web-slot = { $start } đến { $end }
web-slot-turns = Các loa kề nhau phát lần lượt { $turns } lượt: mục sau chỉ bắt đầu khi lượt cuối của mục trước đã xong.
web-slot-empty = Không có mục nào phát trong khung giờ này.
web-programme-blocked = Cần sửa:
web-slot-over = Tổng cộng { $total }: dài hơn khung giờ { $minutes } phút là { $over }.
web-slot-offers = Làm một trong các cách sau là vừa:
web-slot-left = Tổng cộng { $total } trong khung giờ { $minutes } phút, còn trống { $left }.
web-slot-full = Tổng cộng { $total }, vừa đủ khung giờ { $minutes } phút.
web-entry = Mục { $number }
web-entry-none = (không có)
web-entry-choice = { $title } ({ $clock }, dài { $length })
web-entry-number = Mục
web-entry-at = Bắt đầu
web-entry-length = Dài
web-entry-gap = Nghỉ trước
web-entry-times = Số lần
web-entry-gap-s = Nghỉ trước (giây)
web-entry-pause-s = Nghỉ giữa các lần (giây)
web-entry-absent = không phát hôm ấy
web-entry-over = quá khung giờ
web-entries-hint = Chọn “(không có)” để bỏ một mục. Bản tin chỉ phát trong chương trình vào những ngày nó có giờ phát trùng giờ bắt đầu.
web-entry-up = Đưa mục { $number } lên
web-entry-down = Đưa mục { $number } xuống
web-entry-out = Bỏ mục { $number }
web-up = ↑ Lên
web-down = ↓ Xuống
web-out = Bỏ
