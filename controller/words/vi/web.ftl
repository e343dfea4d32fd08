### Trang quản lý

## Khung trang

web-name = Tiếng Làng
web-skip = Tới nội dung chính
web-sections = Các mục chính
web-announcements = Bản tin
web-devices = Thiết bị
web-history = Sổ nhật ký
web-waiting-count = { $count } bản tin chờ duyệt
web-foot = Đài truyền thanh và bảng tin điện tử của xã
web-language-vi = Tiếng Việt
web-language-en = English
web-back = Quay lại
web-live = Đang cập nhật trực tiếp

## Đăng nhập

web-sign-in = Đăng nhập
web-sign-out = Thoát
web-login = Tên đăng nhập
web-password = Mật khẩu
web-forgot = Quên mật khẩu? Hãy nhờ quản trị viên đặt mật khẩu mới.
web-first-run = Chưa có người dùng nào.
web-first-run-how = Không có mật khẩu mặc định. Trên máy chủ, hãy tạo địa bàn và người quản trị đầu tiên; mật khẩu chỉ hiện một lần:
web-sign-in-other-tab = Hãy đăng nhập ở thẻ mới, rồi quay lại trang trước (nút Quay lại của trình duyệt) và gửi lại: những gì đã nhập vẫn còn.
web-to-start = Về trang đầu
web-trouble-id = Mã sự việc khi cần hỏi kỹ thuật viên: { $id }

## Ngày giờ

web-moment = { $time }, { $day }
web-day = { $weekday } { $date }
web-weekday-1 = Thứ Hai
web-weekday-2 = Thứ Ba
web-weekday-3 = Thứ Tư
web-weekday-4 = Thứ Năm
web-weekday-5 = Thứ Sáu
web-weekday-6 = Thứ Bảy
web-weekday-7 = Chủ Nhật
web-weekday-short-1 = T2
web-weekday-short-2 = T3
web-weekday-short-3 = T4
web-weekday-short-4 = T5
web-weekday-short-5 = T6
web-weekday-short-6 = T7
web-weekday-short-7 = CN
web-length-minutes = { $minutes } phút { $seconds } giây
web-length-seconds = { $seconds } giây
web-ago-now = vừa xong
web-ago-minute = { $count } phút trước
web-ago-hour = { $count } giờ trước
web-ago-day = { $count } ngày trước
web-repeat-daily = { $time } hằng ngày, từ { $since }
web-repeat-weekly = { $time } các ngày { $days }, từ { $since }
web-repeat-other = { $time }, lặp lại theo quy tắc riêng, từ { $since }
web-repeat-until = { " " }đến hết { $until }

## Danh sách bản tin

web-compose = Soạn bản tin
web-filter = Lọc bản tin
web-show-all = Tất cả
web-show-waiting = Chờ duyệt
web-show-drafts = Bản nháp
web-show-coming = Sắp phát
web-show-over = Đã xong
web-card-when = Phát:
web-card-where = Nơi nghe:
web-card-by = Người soạn: { $name }
web-nowhere = chưa chọn nơi phát
web-empty-all = Chưa có bản tin nào.
web-empty-waiting = Không có bản tin nào chờ duyệt.
web-empty-drafts = Không có bản nháp nào.
web-empty-coming = Không có bản tin nào sắp phát.
web-empty-over = Chưa có bản tin nào đã xong.
web-paging = Chuyển trang
web-newer = ← Mới hơn
web-older = Cũ hơn →

## Mức bản tin

class-normal = Thông thường
class-priority = Ưu tiên
class-emergency = Khẩn cấp

## Soạn bản tin

web-edit = Sửa bản tin
web-edit-voids = Sau khi lưu, bản tin trở lại bản nháp và phải được duyệt lại.
web-mistakes = Cần sửa { $count } chỗ trước khi tiếp tục:
web-choose-file-again = Tệp âm thanh vừa chọn chưa dùng được. Hãy chọn tệp khác.
web-part-what = 1. Nội dung
web-part-where = 2. Nơi phát
web-part-when = 3. Thời gian
web-part-how = 4. Cách phát
web-title = Tiêu đề
web-title-hint = Ví dụ: Lịch cắt điện ngày 25/11
web-text = Nội dung chữ
web-text-hint = Hiện lên bảng tin điện tử. Viết câu ngắn, dễ hiểu.
web-sound = Tệp âm thanh
web-sound-hint = Ghi âm hoặc tệp MP3, WAV, M4A, OGG, FLAC, WebM, tối đa { NUMBER($megabytes, useGrouping: 0) } MB. Để trống nếu chỉ hiện trên bảng.
web-sound-kept = Đã có âm thanh: { $name } ({ $length })
web-sound-unnamed = không tên
web-sound-drop = Bỏ âm thanh này
web-preview = Nghe thử tệp vừa chọn
web-boards = Bảng tin điện tử
web-page = Hiện trên bảng
web-page-small = Bà con đọc được ngay khi bản tin bắt đầu
web-show-minutes = Hiện trong bao nhiêu phút
web-areas = Thôn, xóm, tổ dân phố
web-areas-hint = Chọn một địa bàn là chọn tất cả thiết bị ở đó.
web-tree-count = { $speakers } loa, { $boards } bảng
web-single-devices = Thiết bị chọn riêng
web-date = Ngày phát
web-time = Giờ phát
web-repeat = Lặp lại
web-once = Một lần
web-daily = Hằng ngày
web-weekly = Theo ngày trong tuần
web-other-rule = Theo quy tắc riêng
web-days = Các ngày trong tuần
web-days-hint = Dùng khi lặp lại theo ngày trong tuần.
web-until = Đến hết ngày
web-until-hint = Để trống nếu lặp lại mãi. Dùng khi có lặp lại.
web-class = Mức
web-class-normal = Tin hằng ngày
web-class-priority = Phát trước tin thông thường
web-class-emergency = Bão, lũ, cháy: cắt mọi tin khác
web-volume = Âm lượng
web-volume-hint = Từ 0 đến 100 %. Thường là 70.
web-chime = Phát nhạc hiệu trước bản tin
web-save = Lưu nháp
web-save-and-submit = Lưu và gửi duyệt

## Trang của một bản tin

web-hear = Nghe
web-read = Đọc
web-see = Xem trên bảng
web-no-sound = Không có âm thanh.
web-no-text = Không có nội dung chữ.
web-no-pictures = Nơi nhận không có bảng tin nào.
web-board = Bảng { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } điểm
web-board-alt = { $board } hiện bản tin “{ $title }”
web-board-part = trang { $part }/{ $parts }
web-where-when = Phát ở đâu, khi nào
web-when = Khi nào
web-where = Ở đâu
web-reaches = Tới
web-shown-for = Hiện trên bảng
web-minutes = { $count } phút
web-percent = { $percent } %
web-maker = Người soạn
web-approver = Người duyệt
web-coming = Những lần phát tới
web-checks-blocked = Chưa thể phát, vì:
web-checks-noted = Cần biết:
web-checks-fine = Đã kiểm tra giờ, độ dài và trùng lịch: không có gì vướng.
web-approve = Duyệt
web-submit = Gửi duyệt
web-return = Trả lại
web-edit-button = Sửa
web-own-waiting = Bạn đã soạn hoặc sửa bản tin này, nên phải có người khác duyệt.
web-return-title = Trả lại cho người soạn
web-reason = Lý do
web-reason-hint = Ví dụ: giờ phát trùng buổi họp thôn, đổi sang 18:00.
web-return-now = Trả lại bản tin
web-cancel-title = Hủy bản tin này
web-cancel-what = Mọi lần phát tới đều bị bỏ. Không khôi phục được.
web-cancel-reason = Lý do (không bắt buộc)
web-cancel-now = Hủy bản tin
web-reason-rejected = Bị trả lại vì:
web-reason-cancelled = Đã hủy vì:
web-reason-failed = Không chuẩn bị được vì:
web-not-done = Chưa làm được:
web-done-saved = Đã lưu.
web-done-submitted = Đã gửi duyệt.
web-done-approved = Đã duyệt. Bản tin sẽ được phát đúng giờ.
web-done-rejected = Đã trả lại người soạn.
web-done-cancelled = Đã hủy.
web-done-stopped = Đã ra lệnh dừng. Các thiết bị đang im tiếng.
web-done-ordered = Đã gửi lệnh. Câu trả lời của thiết bị sẽ hiện ở đây.
web-deliveries = Đã phát chưa?
web-no-deliveries = Chưa có lần phát nào được lên lịch.
web-time-summary = { $done }/{ $all } thiết bị đã phát xong
occurrence-planned = Đã lên lịch
occurrence-cancelled = Đã hủy
occurrence-dropped = Không phát được
occurrence-past = Đã qua
web-steps = Các bước
web-evidence = Bằng chứng
web-level = { $level } dBFS
web-skew = lệch { $skew } ms
web-picture = hình { $hash }

## Nấc của một lần phát

rung-planned = Đã xếp lịch
rung-sent = Đã gửi
rung-held = Thiết bị đã giữ
rung-ready = Đã sẵn sàng
rung-started = Đang phát
rung-sounded = Đã kêu
rung-shown = Đã hiện
rung-refused = Từ chối
rung-skipped = Bỏ qua
rung-missed = Lỡ
rung-failed = Hỏng
rung-done = Đã làm xong
rung-finished = Đã phát xong

step-held = Giữ lịch
step-ready = Đủ tệp
step-started = Bắt đầu
step-sounded = Kêu
step-shown = Hiện

## Thiết bị

web-device = Thiết bị
web-devices-summary = { $online } trong { $all } thiết bị đang kết nối.
web-stop-all = Dừng tất cả
web-no-devices = Chưa có thiết bị nào.
web-presence = Kết nối
web-timetable = Lịch phát
web-seen = Báo tin
web-never = chưa bao giờ
web-clock = Đồng hồ
web-last-level = Âm lần cuối
presence-online = Đang kết nối
presence-lost = Mất liên lạc
presence-leaving = Đã tắt
presence-never = Chưa thấy
held-same = Đúng lịch mới nhất
held-other = Chưa nhận lịch mới
held-nothing = Chưa có lịch
web-clock-trusted = { $source }, ± { $error } ms
web-clock-untrusted = chưa đúng giờ
web-clock-unknown = chưa rõ
clock-none = không có nguồn giờ
clock-rtc = đồng hồ trong máy
clock-ntp = giờ mạng
clock-exchange = giờ trung tâm
web-stop-what = Mọi loa trong địa bàn đã chọn sẽ im ngay, bảng tin trở về trang chờ. Các lần phát sau vẫn theo lịch.
web-stop-where = Dừng ở đâu?
web-stop-now = Dừng ngay
web-now = Hiện nay
web-missing = Tệp còn thiếu
web-missing-count = { $count } tệp
web-firmware = Phần mềm
web-timetable-ahead = Lịch phát sắp tới
web-announcement = Bản tin
web-nothing-ahead = Không có gì trong lịch.
web-explain = Lúc ấy thiết bị làm gì, vì sao?
web-explain-at = Thời điểm
web-explain-hint = Ví dụ: 05:30 sáng mai.
web-explain-now = Xem
web-will-sound = Thiết bị sẽ phát “{ $title }”.
web-will-show = Bảng sẽ hiện “{ $title }”.
web-will-show-safe = Bảng sẽ hiện trang chờ của xã.
web-will-rest = Thiết bị sẽ im lặng.
web-reason-line = “{ $title }”: { $why }
web-reason-by = { " " }(vì “{ $title }”)
why-not-yet = chưa đến giờ
why-sounds = phát
why-shows = hiện
why-waits = đợi bản tin khác xong
why-interrupted = bị ngắt
why-late = đã quá muộn để phát
why-outside-hours = ngoài khung giờ được phép
why-over = đã xong
why-covered = bị bản tin ưu tiên hơn che
why-untrusted-clock = đồng hồ thiết bị chưa đúng giờ
why-plan-expired = lịch phát đã hết hạn
why-no-media = thiếu tệp
web-commands = Ra lệnh
web-command = Lệnh
command-stop = Dừng phát
command-volume = Đặt âm lượng
command-selftest = Tự kiểm tra
command-report = Báo cáo lại
command-reboot = Khởi động lại
web-lately = Bảy ngày qua
web-nothing-lately = Không có gì trong bảy ngày qua.
sensor-mains = Điện lưới
sensor-mains-on = có
sensor-mains-off = mất điện
sensor-battery = Ắc quy
sensor-battery-value = { $value } %
sensor-temperature = Nhiệt độ
sensor-temperature-value = { $value } °C
sensor-signal = Sóng
sensor-signal-value = { $value } dBm
sensor-storage = Bộ nhớ trống
sensor-storage-value = { $value } MB
sensor-microphone = Mi-crô nghe lại
sensor-microphone-value = { $value } dBFS
sensor-current = Dòng ra loa
sensor-current-value = { $value } mA
sensor-light = Ánh sáng
sensor-light-value = { $value } lx

## Lý do thiết bị báo

reason-too-large = văn bản quá lớn
reason-malformed = văn bản không đọc được
reason-wrong-kind = văn bản sai loại
reason-unknown-key = khóa ký lạ
reason-revoked-key = khóa ký đã thu hồi
reason-key-out-of-date = khóa ký hết hạn
reason-wrong-role = khóa không được ký việc này
reason-bad-signature = sai chữ ký
reason-wrong-topic = sai kênh
reason-foreign-scope = dành cho nơi khác
reason-expired = đã hết hạn
reason-from-the-future = ngày ở tương lai
reason-old-version = bản cũ
reason-untrusted-clock = đồng hồ chưa đúng giờ
reason-outside-hours = ngoài khung giờ được phép
reason-too-loud = to hơn mức được phép
reason-invalid-plan = lịch phát không hợp lệ
reason-stopped = đã có lệnh dừng
reason-no-media = thiếu tệp
reason-late = đã quá muộn
reason-interrupted = bị bản tin khác ngắt
reason-covered = bị bản tin khác che
reason-plan-expired = lịch phát hết hạn
reason-cancelled = đã hủy
reason-over = đã xong
reason-waits = đợi bản tin khác

## Sổ nhật ký

web-since = Từ ngày
web-to = Đến ngày
web-show = Xem
web-moment-head = Giờ phát
web-result = Kết quả
web-history-empty = Không có lần phát nào trong những ngày này.
web-history-more = Chỉ hiện { $count } lần gần nhất. Hãy chọn ít ngày hơn để xem hết.
