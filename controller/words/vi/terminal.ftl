### Dòng lệnh và bản chạy thử

serve-ready = Đã sẵn sàng: { $url }
user-added = Đã thêm { $login }. Mật khẩu (chỉ hiện một lần): { $password }
area-added = Đã thêm { $name } ({ $path })
device-added = Đã thêm thiết bị { $id }. Thông tin đăng nhập nằm trong { $path }: hãy chép vào thiết bị rồi xóa đi.
keys-made = Khóa gốc nằm ở { $path }. Hãy cất nó ngoài máy này: chỉ cần khi thay hoặc thu hồi khóa.
key-revoked = Đã thu hồi khóa { $kid }. Thiết bị từ chối khóa này ngay khi nhận được danh sách mới.
db-upgraded = Cơ sở dữ liệu đã ở phiên bản { $revision }.
backup-made = Đã sao lưu vào { $path } ({ $bytes } byte). Tệp này chứa khóa bí mật: hãy cất như cất chìa khóa.
backup-missing = Chú ý: { $count } tệp âm thanh hoặc hình có tên trong cơ sở dữ liệu nhưng không còn trên đĩa hoặc đã hỏng.
backup-restored = Đã phục hồi vào { $path }.

demo-title = Lịch tiêm chủng tại trạm y tế xã
demo-text =
    Trạm y tế xã Tân Hòa tổ chức tiêm chủng cho trẻ dưới 5 tuổi từ 7 giờ 30 đến 11 giờ ngày 25/11.
    Đề nghị bà con đưa trẻ đến đúng giờ, mang theo sổ tiêm chủng. Điện thoại hỏi thêm: 0210 3 555 115.
demo-gathering = Đang chờ các thiết bị mô phỏng vào mạng, chỉnh đồng hồ và nhận lịch phát…
demo-approved = Bản tin { $id } đã được duyệt; các cụm loa và bảng tin đang nhận.
demo-table = Bản tin có phát không?
demo-column-device = Thiết bị
demo-column-held = Đã giữ lịch
demo-column-started = Đã bắt đầu
demo-column-evidence = Bằng chứng (mức âm / mã ảnh)
demo-column-skew = Lệch giờ
demo-column-verdict = Đạt
demo-done = Mọi thiết bị đều làm xong phần việc. Âm thanh (WAV) và hình (PNG) ở { $path }
demo-not-done = Có { $count } thiết bị chưa làm xong phần việc. Xem thêm ở { $path }
demo-address = Mở trang điều khiển: { $url }
demo-first = Bản tin đầu tiên ({ $id }) sẽ phát sau nửa phút.
demo-devices = Âm thanh và hình của các thiết bị mô phỏng: { $path }
demo-end = Nhấn Ctrl-C để dừng.
demo-ended = Đã dừng. Dữ liệu được giữ lại cho lần sau.

refused-no-free-port = Máy này không còn cổng mạng nào trống.
refused-file-missing = Không có tệp { $path }.
refused-demo-devices-ended = Các thiết bị mô phỏng đã tự dừng (mã { $status }). Thử chạy: tienglang doctor
refused-keys-there = Đã có khóa trong { $folder }. Muốn thay một khóa, hãy dùng: tienglang keys rotate
refused-keys-missing = Thiếu khóa ký trong { $folder }. Hãy tạo: tienglang keys make --root-area MÃ-ĐỊA-BÀN
refused-key-root-away = Không thấy khóa gốc ở { $file }. Hãy gắn thẻ nhớ đang cất nó và dùng --root.
refused-key-unknown = Không có khóa nào tên { $kid } còn hiệu lực.
refused-key-purpose-unknown = Không có loại khóa “{ $purpose }”. Các loại: { $known }.
refused-key-only-one = { $kid } là khóa duy nhất của loại này. Hãy thay khóa trước: tienglang keys rotate { $purpose }

boards-docs = Đã viết trang tài liệu { $path }.
boards-sheet = Đã vẽ { $path }.
boards-none = Không có mẫu hoặc loại bảng tin nào như vậy. Loại bảng tin: { $panels }. Mẫu: { $templates }.
