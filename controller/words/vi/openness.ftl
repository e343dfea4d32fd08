### Những gì dịch vụ nói cho người và chương trình trông nom nó.

health-starting = Dịch vụ đang khởi động.
health-database-away = Không đọc được cơ sở dữ liệu.
health-broker-away = Chưa nối được với máy chủ MQTT.
health-clockwork-stopped = Đồng hồ báo việc đã dừng: không việc nào được gọi đúng giờ. Hãy khởi động lại dịch vụ.
health-inbox-stuck = Tin từ thiết bị chưa ghi được vào cơ sở dữ liệu; chưa mất tin nào, dịch vụ đang thử lại.
health-disk-full = Ổ đĩa chứa dữ liệu sắp đầy.
health-data-folder-locked = Không ghi được vào thư mục dữ liệu.
refused-metrics-token = Số đo chỉ dành cho chương trình gửi đúng khóa. Hãy đặt khóa trong thiết lập metrics_token và gửi kèm “Authorization: Bearer …”.
