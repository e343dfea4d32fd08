### Những gì dịch vụ nói cho người và chương trình trông nom nó.

health-starting = Dịch vụ đang khởi động.
health-database-away = Không đọc được cơ sở dữ liệu.
health-broker-away = Chưa nối được với máy chủ MQTT.
health-clockwork-stopped = Đồng hồ báo việc đã dừng: không việc nào được gọi đúng giờ. Hãy khởi động lại dịch vụ.
health-inbox-stuck = Tin từ thiết bị chưa ghi được vào cơ sở dữ liệu; chưa mất tin nào, dịch vụ đang thử lại.
health-disk-full = Ổ đĩa chứa dữ liệu sắp đầy.
health-data-folder-locked = Không ghi được vào thư mục dữ liệu.
refused-metrics-token = Số đo chỉ dành cho chương trình gửi đúng khóa. Hãy đặt khóa trong thiết lập metrics_token và gửi kèm “Authorization: Bearer …”.

## Báo tin qua trình duyệt, và tin chờ duyệt

post-asked = Chờ bạn duyệt: { $title }
post-asked-many = { $count } việc chờ bạn duyệt
post-asked-line = – { $title } (phát { $at })
post-asked-single = – { $title }: thay đổi cho lượt { $at }
notice-channel-push = Trình duyệt này (kể cả khi đã đóng trang)
notice-kind-asked = Có việc chờ tôi duyệt
notice-browser = Một trình duyệt ({ $host })
notice-push-hint = Điện thoại hoặc máy tính bạn đang dùng sẽ hiện tin. Khi trình duyệt hỏi, hãy chọn “Cho phép”.
notice-push-unable = Trình duyệt này không nhận tin kiểu này được: trang phải mở bằng https, và trên iPhone phải được thêm vào màn hình chính. Hãy chọn thư điện tử.
notice-push-denied = Trình duyệt chưa cho phép hiện tin. Hãy mở phần cài đặt của trang này trong trình duyệt, cho phép “Thông báo”, rồi lưu lại.
notice-push-failed = Chưa đăng ký được với máy chủ tin của trình duyệt. Hãy xem mạng Internet rồi thử lại.
refused-post-push = Chưa có khóa của trình duyệt. Hãy mở trang “Báo tin cho tôi” bằng chính trình duyệt cần nhận tin, rồi lưu lại.

## Thiết bị của hãng khác, qua trình điều khiển

reason-apparatus-unreachable = không gọi được loa mạng: mất điện, mất mạng nội bộ hoặc sai địa chỉ
reason-apparatus-refuses = loa mạng từ chối: sai mật khẩu, hoặc tệp trên loa đã bị xóa
reason-apparatus-silent = loa mạng không trả lời kịp
reason-clip-too-large = tệp dài hơn mức loa mạng nhận
reason-no-live = loại này không phát trực tiếp được
reason-switch-silent = ổ cắm điều khiển không trả lời, chưa bật được máy
reason-nothing-drawn = đã bật nguồn nhưng máy không ăn điện: cháy cầu chì, hỏng máy hoặc rút phích
reason-no-input = máy tự bắt sóng, không nhận được bản tin này

## Thiết bị nói quá nhiều, hoặc nói điều không đọc được

incident-flood = Gửi quá nhiều tin: { $device }
incident-flood-place = Gửi quá nhiều tin ở { $place }: { $count } thiết bị
incident-flood-seen = { $count } tin trong một phút; tin thừa không được ghi.
repair-flood = Khởi động lại thiết bị. Nếu vẫn vậy, phần mềm của hộp hỏng hoặc có người dùng mật khẩu của hộp: hãy báo mất để đổi mật khẩu.
incident-garbled = Gửi tin không đọc được: { $device }
incident-garbled-place = Gửi tin không đọc được ở { $place }: { $count } thiết bị
incident-garbled-seen = { $count } tin không đọc được trong mười phút.
repair-garbled = Phần mềm của hộp nói sai quy ước. Xem phiên bản phần mềm, khởi động lại; nếu vẫn vậy, báo hãng sản xuất và gửi kèm nhật ký của hộp.

## Kịch bản để xem

demo-scenario = Kịch bản: { $title }. Thời gian trôi nhanh gấp { $speed } lần.
demo-opened = sự cố
demo-over = đã xong
demo-as-expected = Đúng như kịch bản: { $count } sự cố, không thừa không thiếu.
demo-otherwise = Khác kịch bản { $count } chỗ:
refused-demo-speed = Tốc độ phải từ { $least } đến { $most } lần.
refused-demo-scenario = Không đọc được kịch bản: { $why }

format-csv = CSV
