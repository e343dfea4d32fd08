### Lịch ngày, lịch tuần: điều gì xảy ra với từng lượt phát

## Khoảng thời gian

length-hours = { $count } giờ
length-minutes = { $count } phút
length-seconds = { $count } giây

## Trạng thái của một lượt phát trong lịch

plan-planned = Theo lịch
plan-moved = Dời giờ
plan-cut = Bị ngắn lại
plan-dropped = Không phát
plan-asks = Chờ chọn thứ tự
plan-cancelled = Đã hủy
plan-past = Đã qua

## Vì sao

fate-hours-not-set = Địa bàn chưa nhập khung giờ được phép phát.
fate-outside-hours = Nằm ngoài khung giờ được phép phát.
fate-session-too-long = Buổi phát sẽ dài quá { $limit } phút được phép.
fate-too-many-sessions = Ngày ấy đã đủ { $limit } buổi phát được phép.
fate-day-too-long = Ngày ấy sẽ phát quá { $limit } phút được phép.
fate-too-many-days = Tuần ấy đã đủ { $limit } ngày phát được phép.
fate-emergency-outside-hours = Ngoài khung giờ thường, nhưng là bản tin khẩn cấp nên vẫn phát.
fate-volume-lowered = Âm lượng { $wanted } % được hạ xuống { $cap } % theo giới hạn của địa bàn.
fate-after-higher = Phát muộn { $length }, sau bản tin ưu tiên hơn: { $by }.
fate-after-equal = Phát muộn { $length }, sau bản tin cùng mức: { $by }.
fate-cut-by-higher = Bị cắt { $length } vì bản tin ưu tiên hơn: { $by }.
fate-paused-for-higher = Tạm dừng { $length } nhường bản tin ưu tiên hơn: { $by }.
fate-covered-by-higher = Bị bản tin ưu tiên hơn che mất { $length }: { $by }.
fate-lost-to-higher = Không phát vì trùng bản tin ưu tiên hơn: { $by }.
fate-no-room = Không còn chỗ trong khung giờ của ngày, vì { $by }.
fate-order-needed = Trùng giờ với bản tin ưu tiên khác: { $by }. Phải có người chọn bản tin nào phát trước.
fate-order-missed = Không phát vì trùng bản tin ưu tiên khác ({ $by }) mà không ai kịp chọn thứ tự.
fate-too-many-to-order = { $count } bản tin ưu tiên trùng giờ nhau, quá nhiều để hỏi thứ tự (nhiều nhất { $limit }), nên không bản tin nào phát.
fate-device-has-no-face = Thiết bị không phát được loại nội dung này.
fate-in-turn = Lượt { $turn } trong { $of } lượt của nhóm loa kề nhau: phát sau lượt đầu { $length }.
fate-turns-no-room = Nhóm loa kề nhau cần { $length } để phát lần lượt { $turns } lượt, không còn đủ chỗ trong khung giờ, nên phát cùng lúc.
fate-cut-by-slot = Bị cắt { $length } ở cuối vì khung giờ của chương trình đã hết.
fate-over-slot = Kéo quá khung giờ của chương trình { $length }.
fate-no-room-in-slot = Không phát vì khung giờ của chương trình không còn chỗ.
fate-left = Còn phát { $length }.
fate-everywhere = Mọi thiết bị
fate-changed = Bản tin đã được sửa và đang chờ duyệt lại.
fate-cancelled = Bản tin đã bị hủy.
fate-moved-by-hand = Dời từ { $from }.

## Lịch tuần

plan-week = Lịch tuần
plan-week-of = Lịch tuần: { $name }
plan-days = { $first } – { $last }
plan-this-week = Tuần này
plan-before = ← Tuần trước
plan-after = Tuần sau →
plan-time = Giờ
plan-what = Bản tin
plan-what-happens = Ghi chú
plan-nothing = Không có gì trong ngày này.
plan-today = hôm nay
plan-on = Chỉ ở: { $devices }
plan-on-many = { $count } thiết bị
plan-print = In
plan-all-places = Cả địa bàn
plan-see-week = Xem lịch tuần
plan-key-title = Đưa vào lịch của điện thoại hay máy tính
plan-key-what = Chương trình lịch tự đọc lịch này qua một địa chỉ riêng. Ai có địa chỉ đều xem được lịch, nhưng không làm được gì khác. Có thể thu hồi bất cứ lúc nào.
plan-key-name = Dùng ở đâu
plan-key-hint = Ví dụ: điện thoại của anh Bình.
plan-key-make = Tạo địa chỉ
plan-key-made = Đây là địa chỉ. Hãy chép ngay: nó chỉ hiện một lần.
plan-key-end = Thu hồi
plan-key-since = tạo { $when }

## Trong tệp lịch

ical-cancelled = ĐÃ HỦY: { $title }
ical-dropped = KHÔNG PHÁT: { $title }
ical-asks = CHỜ CHỌN THỨ TỰ: { $title }
ical-class = Mức: { $class }
ical-where = Nơi phát: { $where }
ical-name = Lịch phát: { $name }

refused-days-too-many = Chỉ xem được tối đa { $limit } ngày một lần.
refused-area-too-wide = Địa bàn này có hơn { $limit } thiết bị. Hãy chọn một xã hay một thôn.
refused-feed-wrong = Địa chỉ lịch này không đúng hoặc đã bị thu hồi. Hãy tạo địa chỉ mới.
refused-feed-unknown = Không có địa chỉ lịch này.
refused-feed-name-blank = Hãy viết địa chỉ này dùng ở đâu, để sau này biết mà thu hồi.

## Bắt đầu trễ, hay lỡ lượt

outcome-late-devices = { $count } thiết bị bắt đầu trễ, nhiều nhất { $length }.
outcome-late = Bắt đầu trễ { $length }{ $because }.
outcome-joined = Phát từ giữa chừng, trễ { $length }{ $because }.
outcome-again = Phát lại lúc { $at }{ $because }.
outcome-missed-dark = Bỏ lượt này: máy tắt đến { $until }.
outcome-because-dark = vì mất điện
reason-dark = mất điện lúc phải bắt đầu

## Có nghe thấy không: số đo của máy so với chính bản ghi

verdict-turned-down = Âm lượng của máy đang để 0 % nên không ai nghe thấy. Hãy chỉnh âm lượng rồi phát lại.
verdict-silent = Máy đã chạy nhưng đầu ra im lặng: máy đang bị tắt tiếng. Hãy bật tiếng tại máy rồi phát lại.
verdict-unheard = Đã phát nhưng không nghe thấy: loa hỏng hoặc ampli tắt. Hãy kiểm tra nguồn ampli, dây loa và củ loa, rồi phát lại.
verdict-broken-up = Mất quá nhiều tiếng trên đường truyền: { $lost } không đến kịp nên khó nghe ra lời. Hãy nói lại hoặc phát bản ghi; nếu vẫn vậy, báo kỹ thuật xem mạng của máy.
verdict-cut-short = Bị dứt giữa chừng: mới phát { $heard } trong { $whole }. Hãy phát lại; nếu vẫn vậy, báo kỹ thuật.
verdict-too-quiet = Nhỏ hơn dự kiến { $lacks } dB: có thể hỏng một củ loa hoặc ampli yếu. Hãy cho kỹ thuật đến nghe thử.
verdict-played = Đã phát đủ; máy này không có cảm biến nên không biết loa có kêu không.
reason-unheard = đã phát nhưng không nghe thấy
reason-broken-up = mất quá nhiều tiếng trên đường truyền
reason-cut-short = bị dứt giữa chừng
reason-turned-down = âm lượng để 0 %
