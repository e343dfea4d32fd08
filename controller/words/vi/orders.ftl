### Thứ tự phát, và những gì xảy ra với một lượt phát

## Một lượt phát không đi đúng như đã định, vì sao

account-hours-not-set = bỏ, vì địa bàn chưa nhập khung giờ được phép phát
account-outside-hours = bỏ, vì nằm ngoài khung giờ được phép phát
account-session-too-long = bỏ, vì buổi phát dài quá { $limit } phút được phép
account-too-many-sessions = bỏ, vì trong ngày đã đủ { $limit } buổi phát được phép
account-day-too-long = bỏ, vì trong ngày đã đủ { $limit } phút được phép
account-too-many-days = bỏ, vì trong tuần đã đủ { $limit } ngày phát được phép
account-emergency-outside-hours = phát ngoài khung giờ thường, vì là tin khẩn cấp
account-volume-lowered = âm lượng hạ từ { $wanted } % xuống { $cap } % theo giới hạn của địa bàn
account-after-higher = dời { $length }, vì nhường { $by }
account-after-equal = dời { $length }, vì { $by } cùng mức phát trước
account-cut-by-higher = cắt mất { $length } ở cuối, vì nhường { $by }
account-paused-for-higher = tạm dừng { $length } giữa chừng, vì nhường { $by }
account-covered-by-higher = bị { $by } che mất { $length }
account-lost-to-higher = bỏ, vì trùng { $by } ở mức cao hơn
account-no-room = bỏ, vì trùng { $by } và trong ngày không còn chỗ nào khác
account-order-needed = chưa phát, đợi lãnh đạo chọn bản tin này hay { $by } phát trước
account-order-missed = bỏ, vì trùng { $by } mà không ai chọn kịp bản tin phát trước
account-too-many-to-order = bỏ, vì { $count } bản tin ưu tiên trùng giờ, quá nhiều để hỏi thứ tự
account-device-has-no-face = thiết bị không phát được loại nội dung này
account-cut-by-slot = cắt mất { $length } ở cuối, vì khung của chương trình đã hết
account-over-slot = quá khung của chương trình { $length }
account-no-room-in-slot = bỏ, vì trong khung của chương trình không còn chỗ
account-in-turn = lượt { $turn } trong { $of } lượt của nhóm loa kề nhau, phát sau lượt đầu { $length }
account-turns-no-room = nhóm loa kề nhau cần { $length } cho { $turns } lượt mà không còn chỗ, nên phát cùng lúc
account-cut-left = còn { $length }
account-everywhere = Mọi thiết bị

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
