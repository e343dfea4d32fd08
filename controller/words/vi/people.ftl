### Người dùng, đường dẫn dùng một lần, tài khoản của tôi

## Danh sách, mời

people-title = Người dùng
people-invite = Mời người mới
people-invite-lead = Người được mời tự chọn tên đăng nhập và mật khẩu, nên không ai biết mật khẩu của ai.
people-invite-make = Tạo đường dẫn mời
people-invitations = Đang mời
people-invited-by = { $login } mời
people-revoke = Thu hồi
people-you = (bạn)
people-seen = vào lần cuối { $ago }
people-alone = Chỉ có một quản trị viên. Hãy mời thêm một người, để khi người này vắng vẫn có người thêm được tài khoản.
people-state-active = Đang dùng
people-state-suspended = Tạm khóa
people-state-ended = Đã nghỉ
people-two = Đăng nhập hai bước
people-done-change = Đã lưu.
people-done-suspend = Đã tạm khóa. Mọi phiên đăng nhập của người này đã kết thúc.
people-done-resume = Đã mở khóa. Người này đăng nhập lại được bằng mật khẩu cũ.
people-done-end = Đã ghi nhận người này nghỉ hẳn.
people-done-factor = Đã bỏ bước thứ hai. Lần tới người này đăng nhập chỉ bằng mật khẩu.
people-done-revoked = Đã thu hồi. Đường dẫn mời không còn dùng được.

people-name = Họ và tên
people-name-hint = Ví dụ: Nguyễn Thị Hạnh
people-role = Vai trò
people-role-editor = Soạn bản tin và gửi lãnh đạo duyệt.
people-role-approver = Duyệt bản tin, phát ngay, nói trực tiếp, báo khẩn.
people-role-technician = Lắp và sửa thiết bị, ra lệnh kiểm tra. Không soạn, không duyệt.
people-role-administrator = Làm được mọi việc, kể cả thêm người và đổi địa bàn.
people-area = Địa bàn
people-area-hint = Vai trò có hiệu lực ở đây và mọi nơi bên dưới.
people-mail = Gửi đường dẫn tới e-mail (không bắt buộc)
people-mail-hint = Để trống nếu trao tận tay, qua điện thoại hoặc Zalo. Ví dụ: hanh@tanhoa.gov.vn

## Một người

people-change = Thông tin
people-save = Lưu
people-forgot = Quên mật khẩu
people-forgot-lead = Tạo đường dẫn để người này tự chọn mật khẩu mới. Mật khẩu cũ vẫn dùng được cho đến lúc đó.
people-reset = Tạo đường dẫn đặt lại
people-lost = Mất điện thoại
people-lost-lead = Khi người này mất điện thoại và cả mã dự phòng: bỏ bước thứ hai. Hãy chắc chắn đúng là người ấy đang nhờ.
people-factor-reset = Bỏ bước thứ hai
people-suspend = Tạm khóa
people-suspend-lead = Người này bị đăng xuất ngay ở mọi nơi, và không vào được cho đến khi được mở khóa.
people-resume = Mở khóa
people-resume-lead = Người này lại đăng nhập được bằng mật khẩu cũ.
people-end = Cho nghỉ hẳn …
people-end-lead = Dành cho người đã chuyển công tác hoặc nghỉ việc. Tên vẫn còn trong sổ nhật ký; tài khoản này không mở lại được nữa.
people-end-now = { $name } nghỉ hẳn
people-ended-note = Người này đã nghỉ hẳn. Nếu quay lại làm việc, hãy mời lại với tên đăng nhập khác.
people-log-of = Xem thao tác của người này

## Đường dẫn dùng một lần

people-link-invite = Đường dẫn mời
people-link-reset = Đường dẫn đặt lại mật khẩu
people-link-once = Đường dẫn này chỉ hiện một lần, tại đây.
people-link-how-invite = Hãy trao cho { $name } ngay: để người ấy quét mã bằng điện thoại, hoặc chép đường dẫn gửi qua Zalo, tin nhắn. Ai có đường dẫn này đều vào được thay người ấy, một lần, đến { $until }.
people-link-how-reset = Hãy trao cho { $name } ngay: để người ấy quét mã bằng điện thoại, hoặc chép đường dẫn gửi qua Zalo, tin nhắn. Ai có đường dẫn này đều đặt được mật khẩu, một lần, đến { $until }.
people-link-qr = Mã QR của đường dẫn
people-link-until = Dùng được đến { $until }
people-link-was = Đã hết hạn { $until }
people-link-back = Đã trao xong
people-copy = Chép đường dẫn
people-copied = Đã chép
people-mailed = Đã gửi e-mail tới { $address }.
people-not-mailed = Chưa gửi được e-mail tới { $address } ({ $reason }). Hãy trao đường dẫn bằng cách khác.
people-mail-title = Mời dùng Tiếng Làng
people-mail-text = Kính gửi { $name },

    Mời ông/bà tham gia trang quản lý truyền thanh của xã. Hãy mở đường dẫn dưới đây, chọn tên đăng nhập và mật khẩu. Đường dẫn dùng được một lần, đến { $until }. Xin đừng chuyển tiếp thư này cho người khác.

people-join = Nhận lời mời
people-join-as = Bạn được mời làm { $role } ở { $place }.
people-join-now = Bắt đầu
people-your-name = Họ và tên của bạn
people-login-hint = Chữ thường không dấu, ví dụ: hanh hoặc nguyen.hanh
people-password-hint = Ít nhất { $least } ký tự. Vài từ ghép lại thành câu riêng của bạn là dễ nhớ nhất; không cần chữ hoa hay ký hiệu.
people-new-password = Mật khẩu mới
people-new-password-for = { $name }, tên đăng nhập { $login }
people-password-save = Đổi mật khẩu
people-password-is-new = Đã đổi mật khẩu. Hãy đăng nhập bằng mật khẩu mới.
people-show = Hiện
people-hide = Ẩn

first-title = Tạo người quản trị đầu tiên
first-lead = Hệ thống chưa có ai. Người đầu tiên mời những người khác, và khai báo thôn, thiết bị.
first-province = Tỉnh, thành phố
first-province-hint = Ví dụ: Tỉnh Phú Thọ
first-commune = Xã, phường
first-commune-hint = Ví dụ: Xã Tân Hòa. Sau này thêm được xã khác.
first-make = Tạo và đăng nhập
first-link = Chưa có người dùng nào. Mở đường dẫn này để tạo người quản trị đầu tiên (dùng một lần, trong một giờ):
    { $url }
user-link = { $login } đặt mật khẩu mới tại đây (dùng một lần, trong một ngày):
    { $url }

## Tài khoản của tôi

me-title = Tài khoản của tôi
me-password = Đổi mật khẩu
me-password-old = Mật khẩu đang dùng
me-sessions = Các phiên đang đăng nhập
me-sessions-lead = Thấy nơi nào lạ, hãy cho thoát ở đó rồi đổi mật khẩu.
me-from = từ { $address }
me-seen = dùng { $ago }
me-since = đăng nhập lúc { $when }
me-here = Máy này
me-end-session = Cho thoát
me-end-others = Thoát ở mọi nơi khác
me-done-password = Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.
me-done-session = Đã thoát ở đó.
me-done-others = Đã thoát ở mọi nơi khác.
me-done-factor-off = Đã tắt đăng nhập hai bước.
me-factor = Đăng nhập hai bước
me-factor-lead = Ngoài mật khẩu, mỗi lần đăng nhập cần thêm mã sáu số trên điện thoại của bạn. Ai biết mật khẩu mà không cầm điện thoại thì không vào được.
me-factor-on = Bật đăng nhập hai bước
me-factor-off = Tắt
me-factor-step-1 = Trên điện thoại, cài một ứng dụng tạo mã, ví dụ Google Authenticator, Microsoft Authenticator hoặc Aegis.
me-factor-step-2 = Trong ứng dụng, thêm tài khoản và quét mã này.
me-factor-step-3 = Nhập mã sáu số mà ứng dụng đang hiện.
me-factor-typed = Không quét được? Hãy gõ khóa này vào ứng dụng:
me-factor-qr = Mã QR cho ứng dụng tạo mã
me-factor-confirm = Xác nhận và bật
me-factor-is-on = Đã bật đăng nhập hai bước.
me-code = Mã đăng nhập
me-code-hint = Sáu chữ số trong ứng dụng tạo mã, ví dụ: 123 456
me-code-lead = Mật khẩu đúng. Hãy nhập mã trên điện thoại của bạn.
me-code-lost = Không có điện thoại? Nhập một mã dự phòng, hoặc nhờ quản trị viên.
me-code-other = Đăng nhập lại từ đầu
me-codes = Mã dự phòng
me-codes-once = Các mã này chỉ hiện một lần.
me-codes-how = Hãy in hoặc chép ra giấy, cất nơi an toàn. Khi không có điện thoại, mỗi mã dùng đăng nhập được một lần.
me-codes-print = In
me-codes-kept = Đã cất xong
me-codes-left = Còn { $count } mã dự phòng.
me-codes-new = Tạo mã dự phòng mới
me-proof = Mật khẩu của bạn

agent-on = { $program }, { $device }
agent-iphone = iPhone
agent-ipad = iPad
agent-android = điện thoại Android
agent-chromebook = Chromebook
agent-windows = máy tính Windows
agent-mac = máy Mac
agent-linux = máy tính Linux
agent-other = thiết bị khác
agent-program = chương trình { $name }
agent-unknown = không rõ thiết bị

## Vì sao không được

refused-password-guessable = Mật khẩu này dễ đoán: ai cũng thử trước tiên. Đừng dùng tên mình, tên xã, dãy phím liền nhau. Hãy ghép vài từ chẳng liên quan với nhau.
refused-password-old-wrong = Mật khẩu đang dùng không đúng.
refused-signin-code-needed = Cần thêm mã trên điện thoại.
refused-signin-again = Đã quá năm phút. Hãy đăng nhập lại từ đầu.
refused-code-wrong = Mã không đúng. Hãy nhập mã đang hiện; nếu vẫn sai, xem giờ trên điện thoại có đúng không.
refused-code-used = Mã này đã dùng rồi. Hãy đợi mã tiếp theo, chừng nửa phút.
refused-factor-there = Đăng nhập hai bước đã bật rồi.
refused-factor-none = Chưa bật đăng nhập hai bước.
refused-factor-unreadable = Không đọc được khóa của bước thứ hai. Hãy nhờ quản trị viên bỏ bước này, rồi bật lại.
refused-session-unknown = Phiên đăng nhập này không còn.
refused-link-unknown = Không có đường dẫn này. Hãy chép lại cho đủ, hoặc xin đường dẫn mới.
refused-link-wait = Đã mở nhiều đường dẫn không đúng. Hãy đợi { $seconds } giây rồi thử lại.
refused-link-used = Đường dẫn này đã dùng rồi. Nếu không phải bạn dùng, hãy báo ngay cho quản trị viên.
refused-link-revoked = Đường dẫn này đã bị thu hồi. Hãy xin đường dẫn mới.
refused-link-expired = Đường dẫn này đã hết hạn. Hãy xin đường dẫn mới.
refused-first-done = Đã có người quản trị. Hãy đăng nhập, hoặc nhờ người ấy mời.
refused-administrator-last = { $name } là quản trị viên cuối cùng ở đây. Hãy mời thêm một quản trị viên trước.
refused-user-ended = { $name } đã nghỉ hẳn, không thay đổi được nữa.
refused-user-not-active = { $name } đang bị khóa. Hãy mở khóa trước.
