## Thiết bị có đó không

standing-online = Đang kết nối
standing-doubtful = Chưa chắc
standing-off = Mất liên lạc
standing-gone = Mất liên lạc đã lâu
standing-asleep = Nghỉ theo giờ
standing-never = Chưa thấy
web-flapping = Kết nối chập chờn
web-connections = Các lần kết nối
web-no-connections = Chưa ghi được lần kết nối nào trong bảy ngày qua.
web-connection-times =
    { $count ->
       *[other] { $count } lần trong một phút
    }
connection-stands = đang nối
connection-will = đứt giữa chừng
connection-left = thiết bị tự tắt
connection-silent = im lặng quá lâu
connection-restarted = thiết bị khởi động lại
connection-replaced = nối lại bằng phiên mới
connection-unheard = đứt khi máy chủ không nghe
refused-patience-broken = Tệp { $file } của thiết lập health.patience không dùng được: { $reason }. Hãy sửa tệp, hoặc bỏ thiết lập này để dùng bảng có sẵn.

## Số đo

refused-window-length = Khoảng thời gian phải dài hơn 0 và không quá { $days } ngày. Hãy chọn lại từ lúc nào đến lúc nào.
refused-step-too-small = Bước quá nhỏ cho khoảng thời gian này: ít nhất { $seconds } giây. Hãy tăng bước, hoặc chọn khoảng ngắn hơn.
web-readings = Số đo trong 24 giờ
web-no-readings = Chưa có số đo nào trong 24 giờ qua.
web-readings-range = thấp nhất { $low }, cao nhất { $high }
sensor-clock = Sai số đồng hồ
sensor-clock-value = { $value } ms
sensor-restarts = Khởi động lại
sensor-restarts-value = { $value } lần

## Sự cố

refused-rules-broken = Tệp { $file } của thiết lập health.rules không dùng được: { $reason }. Hãy sửa tệp, hoặc bỏ thiết lập này để dùng các quy tắc có sẵn.
refused-incident-unknown = Không có sự cố nào mang mã “{ $incident }” trong địa bàn của bạn. Hãy mở lại danh sách sự cố.
refused-silence-until = Thời điểm báo lại phải sau bây giờ và không quá { $days } ngày nữa.
refused-note-length = Ghi chú phải có chữ, và không quá { $most } ký tự.

incident-dark = Mất liên lạc: { $device }
incident-dark-place = Mất điện hoặc mất mạng { $place }: { $count } thiết bị
incident-mains = Chạy bằng ắc quy: { $device }
incident-mains-place = Mất điện lưới { $place }: { $count } thiết bị
incident-battery = Ắc quy sắp cạn: { $device }
incident-battery-place = Ắc quy sắp cạn ở { $place }: { $count } thiết bị
incident-hot = Quá nóng: { $device }
incident-hot-place = Quá nóng ở { $place }: { $count } thiết bị
incident-signal = Sóng yếu: { $device }
incident-signal-place = Sóng yếu cả { $place }: { $count } thiết bị
incident-storage = Bộ nhớ sắp đầy: { $device }
incident-storage-place = Bộ nhớ sắp đầy ở { $place }: { $count } thiết bị
incident-clock = Đồng hồ không đúng: { $device }
incident-clock-place = Đồng hồ không đúng ở { $place }: { $count } thiết bị
incident-flapping = Kết nối chập chờn: { $device }
incident-flapping-place = Kết nối chập chờn cả { $place }: { $count } thiết bị
incident-drift = Chưa nhận lịch phát mới: { $device }
incident-drift-place = Chưa nhận lịch phát mới ở { $place }: { $count } thiết bị
incident-deaf = Loa không kêu: { $device }
incident-deaf-place = Loa không kêu ở { $place }: { $count } thiết bị
incident-board = Màn hình có lỗi: { $device }
incident-board-place = Màn hình có lỗi ở { $place }: { $count } thiết bị
incident-unready = Không phát được buổi tới: { $device }
incident-unready-place = Không phát được buổi tới ở { $place }: { $count } thiết bị
incident-other = Quy tắc “{ $rule }”: { $device }
incident-other-place = Quy tắc “{ $rule }” ở { $place }: { $count } thiết bị
incident-drift-timetable = Lịch phát ký lúc { $wanted } chưa được nhận; thiết bị đang giữ lịch ký lúc { $held }.
incident-drift-nothing = Lịch phát ký lúc { $wanted } chưa được nhận; thiết bị chưa giữ lịch nào.
incident-drift-missing = Còn thiếu { $count } tệp.

repair-dark = Hỏi người ở gần xem chỗ đặt loa có điện không. Có điện: xem đèn báo mạng, rút nguồn 10 giây rồi cắm lại. Vẫn tối: mang SIM dự phòng đến, thử thay.
repair-dark-place = Gọi điện lực hỏi có cắt điện không, rồi gọi nhà mạng. Chưa cần đến từng loa: thiết bị tự nối lại khi có điện và mạng.
repair-mains = Gọi điện lực hỏi có cắt điện không. Nhà bên vẫn có điện: kiểm tra cầu dao, cầu chì và ổ cắm của thiết bị.
repair-battery = Có điện lưới mà ắc quy vẫn cạn: ắc quy đã già, hãy thay. Mất điện: mang ắc quy dự phòng đến trước buổi phát tới.
repair-hot = Mở hộp xem quạt và lỗ thoát khí có bị bụi, tổ kiến bịt không; che nắng cho hộp. Âm lượng có thể tạm hạ.
repair-signal = Xem ăng-ten có lỏng, gãy hay bị cây che không; thử SIM của nhà mạng khác.
repair-storage = Bấm “Báo cáo lại”, chờ một giờ. Vẫn đầy: khởi động lại thiết bị; nếu lặp lại, thẻ nhớ đã mòn, hãy thay.
repair-clock = Chưa đúng giờ thì thiết bị không tự phát. Xem thiết bị có mạng không, rồi khởi động lại. Lặp lại sau mỗi lần mất điện: thay pin đồng hồ.
repair-flapping = Xem nguồn có chập chờn không (phích lỏng, dây sờn), rồi xem sóng. Nếu hai thiết bị dùng chung một mã, mỗi thiết bị phải được cấp mã riêng.
repair-drift = Bấm “Báo cáo lại”. Sau mười phút vẫn vậy: khởi động lại thiết bị. Vẫn không nhận: xem mục “Phát gần đây” để biết vì sao lịch bị từ chối.
repair-deaf = Bấm “Tự kiểm tra” và nhờ người đứng gần nghe. Không kêu: xem dây loa, củ loa, nút âm lượng và cầu chì của tăng âm.
repair-board = So hình trên bảng với hình ở trang thiết bị. Đứng hoặc sai hình: khởi động lại bảng. Tối, sai kích thước hay mất mô-đun: gọi người lắp bảng, kèm tên lỗi.
repair-unready = Thiết bị chưa từng kết nối: xem đã cắm điện, lắp SIM và nhập mã thiết bị chưa.
repair-other = Mở trang thiết bị, so số đo hôm nay với những ngày trước.

incident-severity-grave = nặng
incident-severity-warn = cần xem
incident-severity-note = để ý
incident-end-recovered = đã trở lại bình thường
incident-end-merged = đã gộp vào sự cố chung
incident-end-retired = thiết bị đã được rút ra
incident-end-no-rule = quy tắc không còn
incident-note-own = nhận việc
incident-note-let-go = trả việc
incident-note-silence = tạm không báo
incident-note-speak = báo lại
incident-note-note = ghi chú

web-incidents = Sự cố
web-incidents-lead = Việc cần làm đứng trước. Nhiều thiết bị cùng hỏng một lúc là một sự cố.
web-incidents-none = Không có sự cố nào. Mọi thiết bị đều ổn.
web-incidents-count =
    { $count ->
       *[other] { $count } sự cố
    }
web-incidents-where = Địa bàn
web-incidents-show = Xem
web-incidents-closed = Đã xong trong bảy ngày
web-incident-next = Việc cần làm
web-incident-since = Từ { $when } ({ $ago })
web-incident-lasted = Từ { $when }, kéo dài { $length }
web-incident-left = { $left } trong { $count } thiết bị chưa trở lại
web-incident-under = { $count } thiết bị
web-incident-back = đã trở lại { $when }
web-incident-again = Lần thứ { $times } trong 90 ngày
web-incident-owner = Người nhận: { $name }
web-incident-nobody = Chưa có ai nhận
web-incident-silent = Không báo đến { $when }
web-incident-own = Tôi nhận việc này
web-incident-let-go = Trả việc
web-incident-quiet = Tạm không báo
web-incident-speak = Báo lại
web-incident-hours = { $hours } giờ
web-incident-note = Ghi chú
web-incident-note-hint = Ví dụ: đã gọi trưởng thôn, chiều nay lên cột thay nguồn.
web-incident-write = Ghi lại
web-incident-story = Diễn biến
web-incident-parent = Xem sự cố chung

## Tự kiểm tra

incident-selftest = Tự kiểm tra không đạt: { $device }
incident-selftest-place = Tự kiểm tra không đạt ở { $place }: { $count } thiết bị
incident-fading = Tiếng yếu dần: { $device }
incident-fading-place = Tiếng yếu dần ở { $place }: { $count } thiết bị
incident-fading-by = Yếu hơn lúc còn tốt { $lacks } dB.
repair-selftest = Khóa hay lịch phát không đúng: bấm “Báo cáo lại”, chờ mười phút rồi cho tự kiểm tra lại. Không có tiếng: xem dây loa, củ loa, cầu chì và nguồn của tăng âm.
repair-selftest-place = Nhiều thiết bị cùng không đạt: xem danh sách khóa ký (khóa mới đã gửi chưa, khóa cũ còn hạn không) trước khi đến từng loa.
repair-fading = Tăng âm già (tụ khô) hoặc củ loa gỉ, đứt một củ. Đến trước khi loa câm hẳn: đo từng củ, thay củ hỏng; các củ đều tốt thì thay tăng âm. Xong thì cho tự kiểm tra và “đặt làm chuẩn”.
reason-unknown = không rõ lý do
reason-keys-old = thiết bị giữ danh sách khóa cũ
reason-no-key = thiếu khóa còn hạn cho một việc
reason-plan-other = thiết bị giữ lịch phát khác
reason-plan-broken = lịch phát trên thiết bị không còn được khóa nào bảo đảm
reason-muted = không có tín hiệu vào tăng âm
reason-weak = tiếng yếu hơn hẳn lúc còn tốt
web-selftests = Tự kiểm tra
web-selftests-none = Chưa tự kiểm tra lần nào.
web-selftest-passed = Đạt
web-selftest-failed = Không đạt
web-selftest-kind-plain = bộ nhớ và đường ra
web-selftest-kind-silent = chuỗi khóa, không kêu
web-selftest-kind-quiet = tiếng nhỏ
web-selftest-calibrates = lấy làm chuẩn
web-selftest-lacks = yếu hơn chuẩn { $lacks } dB
web-selftest-current = { $current } mA
web-errand-chain = Kiểm tra cả chuỗi khóa (không kêu)
web-errand-tone = Kêu một tiếng nhỏ và tự nghe
web-errand-tone-hint = Rất nhỏ, một giây. Ban đêm chỉ quản trị viên được ra lệnh.
web-errand-calibrate = Lấy lần này làm chuẩn
web-errand-calibrate-hint = Lúc lắp đặt hoặc sau khi sửa, khi loa chắc chắn tốt.
web-errand-detail-selftest = { $what }
action-night = cho kêu thử ban đêm
refused-setting-clock = Thiết lập “{ $key }”: “{ $value }” không phải giờ. Ví dụ đúng: 20:15.

## Đúng như phải giữ

incident-drift-keys = Danh sách khóa ký lúc { $wanted } chưa được nhận; thiết bị đang giữ danh sách ký lúc { $held }.
incident-drift-volume = Âm lượng phải là { $wanted } %, thiết bị báo { $held } %.
incident-drift-firmware = Phần mềm đang chạy không phải phần mềm phải chạy.
drift-timetable = lịch phát
drift-media = tệp âm thanh, hình
drift-keys = danh sách khóa
drift-volume = âm lượng
drift-firmware = phần mềm
web-holds = Giữ đúng chưa
held-drift = Chưa đúng: { $parts }
