### Vì sao thiết bị làm như vậy

explain-by-rule = { " " }– mức { $class }, lịch { $rule }
explain-absent-line = { $time } “{ $title }”: { $why }
explain-open = Khung giờ được phép đang mở đến { $until }, âm lượng tối đa { $cap } %.
explain-closed = Ngoài khung giờ được phép. Mở lại lúc { $opens }.
explain-never-open = Không có khung giờ nào được phép phát.
explain-last = Lượt phát trước trong lịch: { $when }, “{ $title }”.
explain-no-last = Trước đó trong lịch không có lượt phát nào.
explain-next = Lượt phát tới trong lịch: { $when }, “{ $title }”.
explain-no-next = Sau đó trong lịch không có lượt phát nào.
explain-holds-same = Thiết bị báo đang giữ đúng lịch này (ký lúc { $wanted }).
explain-holds-other = Thiết bị đang giữ lịch cũ (ký lúc { $held }) và làm theo lịch ấy, cho đến khi nhận được lịch này (ký lúc { $wanted }).
explain-holds-nothing = Thiết bị chưa báo đang giữ lịch nào, nên chưa chắc sẽ phát.
explain-not-online = Thiết bị không kết nối, tin cuối lúc { $seen }. Nếu có điện, thiết bị vẫn phát theo lịch đang giữ.
explain-clock = Đồng hồ thiết bị đúng giờ, sai không quá { NUMBER($error, useGrouping: 0) } mili giây.
explain-clock-untrusted = Đồng hồ thiết bị chưa đúng giờ: cho đến khi đúng giờ, thiết bị không phát gì theo lịch.
explain-missing = Thiết bị còn thiếu { $count } tệp, và không phát được lượt nào cần tệp ấy.
explain-relay-itself = Tiếp âm: thiết bị tự mở luồng { $codec } { $address }.
explain-relay-pieces = Tiếp âm: đời máy này không tự mở được luồng { $codec }. Trung tâm mở { $address } và truyền tiếng tới thiết bị; khi không có tiếng, thiết bị phát tiếng chờ của mình.

## Những gì không có trong lịch hôm ấy

absent-moved = Dời giờ.
absent-cut = Bị ngắn lại.
absent-dropped = Không phát.
absent-asks = Chờ chọn thứ tự.
absent-left-out = Lượt này đã được bỏ.
absent-moved-away = Lượt này đã dời sang { $detail }.
absent-holiday = Quy tắc lặp lại không có ngày này vì ngày nghỉ lễ: { $detail }.
absent-draft = Còn là bản nháp, chưa gửi duyệt.
absent-submitted = Đang chờ duyệt.
absent-rejected = Đã bị trả lại cho người soạn.
absent-approved = Đã duyệt, nhưng âm thanh hay hình chưa chuẩn bị xong.
absent-failed = Đã duyệt, nhưng không chuẩn bị được âm thanh hay hình.
absent-cancelled = Đã hủy.
absent-not-made = Chưa chuẩn bị xong tệp cho loại thiết bị này.
absent-elsewhere = Chỉ dành cho nơi khác: { $detail }.

## Trên trang của thiết bị

explain-absent = Không có trong lịch hôm ấy, hoặc không như mong muốn
explain-around = Trước và sau
explain-doubts = Thiết bị hiện nay
