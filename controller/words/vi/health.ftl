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
