### Từ ngữ chung của API và trang quản lý

## Loại trả lời

problem-malformed = Yêu cầu không đọc được
problem-unauthenticated = Chưa đăng nhập
problem-forbidden = Không được phép
problem-not-found = Không tìm thấy
problem-method = Yêu cầu không phù hợp
problem-clash = Không khớp với hiện trạng
problem-too-large = Quá lớn
problem-media-type = Sai kiểu dữ liệu
problem-range = Ngoài phạm vi
problem-refused = Chưa được chấp nhận
problem-throttled = Hãy đợi một chút
problem-internal = Máy chủ gặp trục trặc
problem-not-ready = Chưa sẵn sàng

## Vai trò

role-editor = cán bộ biên tập
role-approver = lãnh đạo duyệt
role-technician = kỹ thuật viên
role-administrator = quản trị viên
role-system = hệ thống

## Trạng thái bản tin

state-draft = Bản nháp
state-submitted = Chờ duyệt
state-approved = Đã duyệt, đang chuẩn bị
state-ready = Đã chuẩn bị xong
state-planned = Đã lên lịch phát
state-ended = Đã kết thúc
state-rejected = Bị trả lại
state-cancelled = Đã hủy
state-failed = Chuẩn bị không được

## Việc người ta làm

action-read = xem
action-write = soạn bản tin
action-edit = sửa
action-submit = gửi duyệt
action-approve = duyệt
action-reject = trả lại
action-cancel = hủy
action-order = chọn bản tin phát trước
action-play = phát ngay
action-speak = nói trực tiếp
action-emergency = nói trực tiếp khẩn cấp
action-stop = dừng phát
action-tune = chỉnh âm lượng
action-repair = ra lệnh kiểm tra, khởi động lại
action-devices = thêm hay đổi thiết bị
action-holidays = nhập ngày nghỉ lễ
action-relays = chọn nguồn tiếp âm
action-areas = thêm hay đổi địa bàn
action-users = thêm hay đổi người dùng
action-keys = quản lý khóa ký
action-audit = xem nhật ký thao tác
action-rendered = chuẩn bị
action-render-failed = báo lỗi chuẩn bị
action-planned = lên lịch
action-ended = kết thúc
