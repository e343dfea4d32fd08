### Làm thế nào khi bản tin vướng giờ, trùng lịch hoặc quá dài

way-earlier = Phát sớm hơn: { $clock }
way-earlier-day = Phát sớm hơn: { $clock } ngày { $day }
way-later = Phát muộn hơn: { $clock }
way-later-day = Phát muộn hơn: { $clock } ngày { $day }
way-shorter = Giữ giờ này, bản ghi âm dài nhiều nhất { $length } (bớt { $less })
way-fewer = Giữ giờ này, không gửi tới { $places }

web-check = Kiểm tra lịch
web-offers = Có thể làm một trong các cách sau; mỗi cách đã được xếp thử và không vướng gì:
web-offer-record = Hãy ghi âm lại cho ngắn hơn rồi chọn tệp mới ở phần Âm thanh.
web-offer-taken = Đã điền vào mẫu. Bản tin chưa được lưu.

refused-aside-dropped = Vì bản tin này, { $by } lúc { $first } sẽ không phát được nữa ở { $devices } thiết bị.
refused-aside-shortened = Vì bản tin này, { $by } lúc { $first } sẽ bị cắt bớt ở { $devices } thiết bị.
refused-aside-moved = Vì bản tin này, { $by } lúc { $first } sẽ phát muộn hơn ở { $devices } thiết bị.
