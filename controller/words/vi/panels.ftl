### Bảng tin: giờ sáng, sự cố của màn hình, hình chuyển động

## Từ chối

refused-screen-broken = Giờ sáng của bảng không đúng mẫu: { $why }. Hãy sửa rồi gửi lại.
refused-screen-many = Nhiều nhất { $limit } khung giờ mỗi loại và { $limit } mức sáng. Hãy bớt đi.
refused-screen-light = Các mức sáng phải xếp theo độ rọi tăng dần, và độ sáng không được giảm khi trời sáng hơn.
refused-screen-window = Mỗi khung giờ cần ít nhất một ngày, và giờ kết thúc phải khác giờ bắt đầu.

## Sự cố

board-fault-stuck = màn hình đứng, không chiếu trang phải chiếu
board-fault-foreign = đang chiếu một hình không phải của hệ thống
board-fault-wrong-size = bộ điều khiển màn hình đặt sai kích thước
board-fault-dead-module = có mô-đun không sáng
board-fault-dim = màn hình tối hơn mức đặt
board-trouble = { $name }: { $fault }
reason-stuck = màn hình đứng, không chiếu đúng trang
web-board-now = Bảng tin đang có sự cố:
web-board-faults = Sự cố của màn hình
web-board-faults-then = Sự cố của bảng tin trong thời gian này
web-gone = đã gỡ khỏi bảng lúc { $when }
reason-withdrawn = đã rút khỏi lịch
