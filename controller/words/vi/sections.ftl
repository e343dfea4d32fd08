## Các mục của trang điều khiển

web-more = Thêm
more-on-air = Phát thanh và bảng tin
more-devices = Thiết bị
more-place = Xã và thôn
more-people = Người dùng
more-words = Cách đọc từ và biển hiệu
more-holidays = Ngày nghỉ lễ
more-notices = Báo tin cho tôi
