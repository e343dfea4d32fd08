## Phần mềm thiết bị

maker-trusted = Từ nay khóa { $kid } được ký phần mềm cho: { $models }. Thiết bị biết khi nhận được danh sách khóa mới.
refused-maker-key-malformed = Khóa công khai của nhà sản xuất gồm 43 ký tự (chữ, số, “-”, “_”), đúng như lệnh tienglang firmware key đã in ra.
refused-maker-known = Khóa { $kid } đã có trong danh sách khóa; khóa đã thu hồi thì không dùng lại được.
refused-file-there = Tệp { $path } đã có sẵn; hãy đặt tên khác.

refused-document-wrong-model = Phần mềm này dành cho loại thiết bị khác.
refused-document-rollback = Phần mềm này cũ hơn phần mềm đang chạy.
refused-document-too-old = Phải cài một bản trung gian trước đã.

reason-wrong-model = phần mềm dành cho loại thiết bị khác
reason-rollback = phần mềm cũ hơn bản đang chạy
reason-too-old = phải cài một bản trung gian trước
reason-wrong-hash = tệp tải về không đúng như đã ký
reason-on-trial = đang thử một phần mềm khác
reason-replaced = đã có lệnh mới hơn
reason-no-gap = không có lúc nào rảnh để cài
reason-no-contact = chạy bản mới thì không liên lạc được với máy chủ
reason-selftest = chạy bản mới thì tự kiểm tra thấy hỏng
reason-wrong-version = bản mới tự nhận là phiên bản khác
reason-boot-failed = bản mới không khởi động được
reason-image-damaged = bản mới trong bộ nhớ bị hỏng
reason-unanswered = không trả lời
reason-other-image = báo đang chạy phần mềm khác
reason-unsteady = chạy bản mới không ổn định
reason-gone = đã ra khỏi danh sách thiết bị của đợt này

refused-release-unknown = Không có phần mềm { $release } này, hoặc nó thuộc nơi khác.
refused-release-missing = Hãy chọn tệp chữ ký (.release) đi kèm phần mềm.
refused-image-missing = Hãy chọn tệp phần mềm.
refused-release-there = Phần mềm số { $number } cho loại { $model } đã có rồi. Bản mới phải có số lớn hơn.
refused-release-model = Chữ ký ghi loại thiết bị “{ $model }”, hệ thống không có loại này.
refused-release-refused = Thiết bị sẽ không nhận phần mềm này: { $why ->
    [unknown-key] chưa có khóa của nhà sản xuất này. Người quản trị chạy: tienglang firmware trust
    [revoked-key] khóa của nhà sản xuất đã bị thu hồi
    [key-out-of-date] khóa của nhà sản xuất đã hết hạn
    [wrong-role] khóa này không được ký phần mềm cho loại thiết bị này
    [bad-signature] chữ ký không đúng; tệp có thể bị hỏng trên đường, hãy tải lại từ nhà sản xuất
    [wrong-model] chữ ký dành cho loại thiết bị khác
    [too-large] phần mềm lớn hơn chỗ chứa của thiết bị
    [foreign-scope] khóa này dành cho nơi khác
   *[other] tệp chữ ký không đọc được. Hãy chọn đúng tệp .release của nhà sản xuất
}.
refused-image-size = Tệp phần mềm dài { $bytes } byte, nhưng chữ ký ghi { $signed } byte: tệp bị cắt ngắn hoặc không phải tệp này. Hãy tải lại từ nhà sản xuất.
refused-image-hash = Tệp phần mềm không đúng với chữ ký. Hãy tải lại cả hai tệp từ nhà sản xuất.
refused-release-used = Đang có đợt cập nhật dùng phần mềm này. Hãy hủy đợt đó trước.
refused-release-ended = Phần mềm { $version } không còn được dùng nữa. Hãy chọn bản khác.
refused-release-elsewhere = Phần mềm này không thuộc địa bàn đã chọn. Hãy chọn địa bàn khác hoặc đưa phần mềm lên ở cấp trên.
refused-campaign-unknown = Không có đợt cập nhật { $campaign } này, hoặc nó thuộc nơi khác.
refused-campaign-nobody = Địa bàn này không có thiết bị nào loại { $model }.
refused-campaign-pilot = Thiết bị { $device } không thuộc loại { $model } ở địa bàn này. Hãy để trống hoặc nhập mã khác.
refused-campaign-open = Ở { $area } đang có một đợt cập nhật cho loại thiết bị này. Hãy chờ xong hoặc hủy đợt đó.
refused-campaign-terms = Cách chạy đợt cập nhật không đúng ({ $why }).
refused-campaign-state = Không làm được nữa, vì đợt cập nhật { $now ->
    [running] đang chạy
    [paused] đang tạm dừng
    [stopped] đã tự dừng
    [aborted] đã bị hủy
   *[finished] đã xong
}. Hãy tải lại trang.

web-software = Phần mềm thiết bị
web-software-lead = Mỗi đợt cập nhật bắt đầu với một thiết bị, rồi tăng dần; tự dừng khi có thiết bị hỏng hoặc không trở lại. Thiết bị chỉ cài ngoài giờ phát của nó.
web-software-none = Chưa có đợt cập nhật nào.
web-campaign-new = Đợt cập nhật mới
web-campaign-new-lead = Mọi thiết bị đúng loại trong địa bàn: đầu tiên 1 thiết bị, rồi 5 %, 25 %, cuối cùng là tất cả.
web-campaign-no-release = Hãy đưa phần mềm của nhà sản xuất lên trước đã.
web-campaign-release = Phần mềm
web-campaign-area = Địa bàn
web-campaign-pilot = Thiết bị đầu tiên (mã)
web-campaign-pilot-hint = Nên chọn thiết bị ở gần, dễ đến xem. Để trống thì hệ thống tự chọn.
web-campaign-hours = Giờ được cài
web-campaign-hours-hint = Ngoài ra, thiết bị tự tránh giờ phát của mình; loại có tiếng kêu khi khởi động thì không cài ban đêm.
web-campaign-to = đến
web-campaign-begin = Bắt đầu cập nhật
web-campaign-pause = Tạm dừng
web-campaign-go-on = Tiếp tục
web-campaign-abort = Hủy đợt này
web-campaign-hint-running = Tạm dừng hoặc hủy: thiết bị nào chưa cài thì thôi không cài nữa.
web-campaign-hint-paused = Tiếp tục: hỏi lại những thiết bị còn lại.
web-campaign-hint-stopped = Hãy xem lý do bên dưới. Tiếp tục nghĩa là chấp nhận những thiết bị đã hỏng cho đến nay.
web-campaign-waves = Các lượt
web-campaign-boxes = Từng thiết bị
web-campaign-more-boxes = Còn { $count } thiết bị nữa không hiện ở đây.
web-releases = Phần mềm của nhà sản xuất
web-releases-none = Chưa có phần mềm nào.
web-release-signed = đã kiểm tra chữ ký
web-release-ended = không dùng nữa
web-release-end = Thôi dùng
web-release-take = Đưa phần mềm lên
web-release-take-lead = Nhà sản xuất gửi hai tệp: phần mềm và tệp chữ ký (.release). Hệ thống kiểm tra y như thiết bị sẽ kiểm tra.
web-release-image = Tệp phần mềm
web-release-document = Tệp chữ ký
web-release-document-hint = Có tên giống tệp phần mềm, thêm đuôi .release.
web-release-send = Kiểm tra và lưu

software-title = { $version } cho { $model }
software-number = số { $number }
software-size = { $megabytes } MB
software-least = cần bản số { $number } trở lên
software-now = đang chạy { $version }
software-aim = phải chạy { $version }: { $state }

campaign-running = đang chạy
campaign-paused = tạm dừng
campaign-stopped = tự dừng
campaign-aborted = đã hủy
campaign-finished = đã xong
campaign-why-running = Đang ở lượt { $wave }. Lượt sau mở khi mọi thiết bị của lượt này đã ổn định.
campaign-why-paused = Tạm dừng ở lượt { $wave }. Không thiết bị nào được yêu cầu cài thêm.
campaign-why-stopped = Tự dừng ở lượt { $wave } vì quá nhiều thiết bị hỏng, từ chối hoặc không trở lại. Thiết bị nào không chạy được bản mới thì đã tự quay về bản cũ.
campaign-why-aborted = Đã hủy ở lượt { $wave }. Thiết bị đã cài xong vẫn chạy bản mới.
campaign-why-finished = Đã hỏi hết mọi thiết bị, hoặc đã hết thời hạn.
campaign-wave = lượt { $wave } trong { $waves }
campaign-wave-name = Lượt { $wave }
campaign-not-drawn = Chưa đến lượt
campaign-progress = { $well } trong { $total } đã ổn định
campaign-bad = { $count } không được
campaign-count = { $state }: { $count }
box-waiting = chưa được hỏi
box-drawn = chờ đến giờ
box-asked = đã yêu cầu
box-held = đang tải
box-ready = đã tải xong, chờ lúc rảnh
box-trying = đang khởi động bản mới
box-settling = đã chạy bản mới, đang theo dõi
box-well = ổn định
box-failed = hỏng, đã quay về bản cũ
box-refused = từ chối
box-lost = không trở lại
web-command-update = Cập nhật phần mềm
web-command-call-off = Thôi cập nhật phần mềm
action-software = quản lý phần mềm thiết bị

incident-firmware = { $device } không cập nhật được phần mềm
incident-firmware-place = { $count } thiết bị ở { $place } không cập nhật được phần mềm
repair-firmware = Mở đợt cập nhật để xem lý do. Thiết bị vẫn chạy bản cũ nếu bản mới không khởi động được; nếu nó không trở lại, hãy đến xem nguồn điện và mạng.
