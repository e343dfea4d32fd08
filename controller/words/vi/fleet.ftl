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
