### Hộp bị lấy trộm; thiết bị và sự cố ở dòng lệnh; hỏng đi hỏng lại qua các tháng

incident-stolen = Hộp đã báo mất lại vào mạng: { $device }
incident-stolen-place = Hộp đã báo mất lại vào mạng ở { $place }: { $count } thiết bị
repair-stolen = Ghi lại giờ và địa chỉ mạng rồi báo công an: nhà mạng tra được địa chỉ ấy thuộc về ai. Hộp chỉ nói được là nó có mặt, không nghe và không phát được gì. Nếu tìm lại được hộp, hãy tạo mã mới để hộp nhận chỗ.
box-tried = Đã vào mạng lại { $count } lần, lần cuối lúc { $at }, { $where }
box-from = từ địa chỉ { $address }
box-nowhere = không rõ từ địa chỉ nào
log-box-uninvited = hộp đã báo mất { $what } lại vào mạng.

incident-drift-network = Thiết bị không giữ thiết lập mạng đã đặt lần cuối.
drift-network = thiết lập mạng

device-out = Đã tháo { $id }. Hộp không còn vào mạng được; lắp lại thì dùng: tienglang device back { $id }
device-stolen = Đã ghi { $id } bị mất trộm. Hộp bị cắt khỏi mạng; nếu nó vào mạng lại sẽ có sự cố.
device-back = { $id } đã lắp lại.
device-moves = Đã đề nghị chuyển { $id } sang { $area } từ ngày { $effect } (mã { $change }). Người quản trị khác duyệt ở trang “Sáp nhập, chia tách”.
device-count = { $count } thiết bị
list-looked = { $good } dòng đúng, { $bad } dòng có lỗi.
incident-count = { $count } sự cố đang mở
refused-state-unknown = Không có tình trạng nào là “{ $state }”. Có: { $known }.

again-title = Hỏng đi hỏng lại
again-lead = Chỗ cùng một việc hỏng từ ba lần trở lên, qua hơn một tháng, trong { $months } tháng gần đây. Lịch sử đi theo chỗ treo, dù đã thay hộp. Việc chung của cả thôn chỉ ghi ở thôn.
again-none = Không có chỗ nào hỏng đi hỏng lại.
again-times = { $what }: { $count } lần trong { $months } tháng, lần cuối ngày { $last }.
again-changed = Đã thay hộp mà vẫn vậy: hãy xem nguồn điện, dây, ăng-ten và chỗ treo.
month-title = Qua các tháng
month-which = Tháng
month-what = Sự cố
month-dark = Mất liên lạc
month-not-heard = Không phát
month-trouble = { $what } { $count } lần
month-hung = lắp hộp { $count } lần
month-well = không có sự cố
month-missed = { $missed } trong { $due } lượt

trouble-dark = mất liên lạc
trouble-mains = mất điện, chạy ắc quy
trouble-battery = ắc quy yếu
trouble-hot = quá nóng
trouble-signal = sóng yếu
trouble-storage = bộ nhớ sắp đầy
trouble-clock = đồng hồ không đúng
trouble-flapping = kết nối chập chờn
trouble-drift = giữ không đúng
trouble-deaf = loa không kêu
trouble-board = màn hình có lỗi
trouble-unready = không sẵn sàng cho buổi phát
trouble-selftest = tự kiểm tra hỏng
trouble-fading = loa yếu dần
trouble-claimed-twice = hai hộp một mã
trouble-twin = một hộp nhiều chỗ
trouble-rivals = nhiều hộp một danh tính
trouble-stolen = hộp đã mất lại vào mạng
trouble-firmware = phần mềm không đúng
trouble-flood = gửi quá nhiều
trouble-garbled = gửi điều không đọc được

sensor-hours = Ắc quy còn dùng được
sensor-hours-value = { $value } giờ
sensor-data = Dữ liệu di động tháng này
sensor-data-value = { $value } MB
sensor-panel = Dòng của màn hình
sensor-panel-value = { $value } mA
