### Thứ tự phát, và những gì xảy ra với một lượt phát

## Hỏi thứ tự

web-order-title = Bản tin nào phát trước?
web-order-what = Các bản tin ưu tiên này trùng giờ nhau. Chưa bản tin nào được phát cho tới khi có người chọn.
web-order-before = Cần chọn trước { $first }. Nơi trùng: { $where }.
web-order-first = “{ $title }” phát trước
web-order-item = { $when }, dài { $length }
web-order-place = Thứ tự phát của “{ $title }”
web-order-give = Chốt thứ tự này
web-order-wait = Lãnh đạo của địa bàn phải chọn bản tin phát trước.
web-order-questions = { $count } chỗ trùng giờ cần chọn bản tin phát trước
occurrence-asks = Đợi chọn thứ tự
web-done-order = Đã ghi thứ tự phát.

refused-order-of-one = Hãy chọn từ hai bản tin trở lên để xếp thứ tự.
refused-order-twice = “{ $title }” đứng hai lần trong thứ tự. Mỗi bản tin chỉ đứng một lần.
refused-order-not-live = “{ $title }” đang ở trạng thái “{ $state }”, nên không xếp thứ tự được.
refused-order-not-asked = Các bản tin này không trùng giờ nhau ở thiết bị nào, hoặc không cùng là tin ưu tiên của xã, nên không cần xếp thứ tự.
refused-order-too-late = Đã quá muộn: lượt phát trùng nhau đã qua và bị bỏ. Hãy soạn lại bản tin với giờ khác.
refused-order-incomplete = Ở cùng giờ ấy còn có { $titles }. Hãy xếp thứ tự cho tất cả.
refused-order-stranger = { $titles } không trùng giờ với các bản tin kia, hãy bỏ ra khỏi thứ tự.
refused-order-place = Hãy chọn cho mỗi bản tin một vị trí khác nhau.

## Phát ngay

refused-play-hours-not-set = Nơi này chưa nhập khung giờ được phép phát ({ $devices } cụm loa): chỉ bản tin khẩn cấp được phát ngay. Hãy nhập khung giờ trước.
refused-play-outside-hours = Bây giờ nằm ngoài khung giờ được phép phát của { $devices } cụm loa: chỉ bản tin khẩn cấp được phát ngay.
refused-play-session-too-long = Phát ngay thì buổi phát dài quá { $limit } phút được phép, ở { $devices } cụm loa. Hãy đợi buổi sau, hoặc phát bản tin ngắn hơn.
refused-play-too-many-sessions = Hôm nay đã đủ { $limit } buổi phát được phép, ở { $devices } cụm loa: chỉ bản tin khẩn cấp được phát thêm.
refused-play-day-too-long = Phát ngay thì hôm nay phát quá { $limit } phút được phép, ở { $devices } cụm loa: chỉ bản tin khẩn cấp được phát thêm.
refused-play-too-many-days = Tuần này đã đủ { $limit } ngày phát được phép, ở { $devices } cụm loa: chỉ bản tin khẩn cấp được phát thêm.
