### Câu trả lời khi một việc không được chấp nhận

## Đăng nhập, người dùng

refused-sign-in-first = Bạn cần đăng nhập trước.
refused-session-ended = Phiên làm việc đã hết. Hãy đăng nhập lại.
refused-signin-wrong = Tên đăng nhập hoặc mật khẩu không đúng.
refused-signin-wait = Đã nhập sai nhiều lần. Hãy đợi { $seconds } giây rồi thử lại.
refused-token-wrong = Mã truy cập API không đúng, đã hết hạn hoặc đã bị thu hồi.
refused-token-unknown = Không có mã truy cập này trong các mã của bạn.
refused-token-name-blank = Hãy đặt tên cho mã truy cập để sau này còn nhận ra.
refused-token-expiry-past = Ngày hết hạn của mã truy cập phải ở tương lai.
refused-role-may-not = Vai trò { $role } không được phép { $action }.
refused-area-not-reached = Địa bàn “{ $area }” nằm ngoài phạm vi của bạn.
refused-area-not-yours = Bạn không được phát tới “{ $area }”: địa bàn này nằm ngoài phạm vi của bạn.
refused-device-not-yours = Bạn không được phát tới “{ $device }”: thiết bị này nằm ngoài phạm vi của bạn.
refused-user-unknown = Không có người dùng này.
refused-login-form = Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới, và bắt đầu, kết thúc bằng chữ hoặc số.
refused-login-taken = Tên đăng nhập “{ $login }” đã có người dùng.
refused-name-blank = Chưa có tên.
refused-role-unknown = Không có vai trò “{ $role }”. Chọn một trong: { $known }.
refused-language-unknown = Không có ngôn ngữ “{ $language }”. Chọn một trong: { $known }.
refused-password-short = Mật khẩu phải có ít nhất { $least } ký tự. Vài từ ghép lại là dễ nhớ nhất.
refused-password-long = Mật khẩu không được quá { $most } ký tự.

## Địa bàn, thiết bị, lệnh

refused-area-unknown = Không có địa bàn “{ $area }”.
refused-area-taken = Mã “{ $area }” đã được dùng.
refused-area-code = Mã địa bàn “{ $code }” không hợp lệ: chỉ dùng chữ thường không dấu, chữ số và gạch nối.
refused-area-below-itself = Không thể đặt địa bàn “{ $area }” vào bên trong chính nó.
refused-device-unknown = Không có thiết bị “{ $device }”.
refused-device-id = Mã thiết bị “{ $id }” không hợp lệ: chỉ dùng chữ thường không dấu, chữ số và gạch nối.
refused-device-taken = Mã “{ $id }” đã được dùng cho thiết bị hoặc địa bàn khác.
refused-profile-unknown = Không có loại thiết bị này trong danh mục.
refused-scope-unknown = Không có địa bàn hay thiết bị nào tên là “{ $scope }”.
refused-order-unknown = Không có lệnh “{ $kind }”. Chọn một trong: { $known }.
refused-command-unknown = Không có lệnh này.
refused-play-what = Hãy chọn bản tin để phát ngay.
refused-not-approved = Bản tin này chưa được duyệt nên không phát được.
refused-not-ready = Bản tin chưa được chuẩn bị xong cho thiết bị. Hãy thử lại sau ít phút.
refused-timetable-none = Thiết bị “{ $device }” chưa có lịch phát.
refused-instant-too-far = Thời điểm này quá xa hiện tại.

## Nội dung bản tin

refused-announcement-unknown = Không có bản tin này.
refused-bad-id = Mã “{ $id }” không hợp lệ.
refused-unknown-word = Không hiểu “{ $word }”. Chọn một trong: { $known }.
refused-title-blank = Bản tin chưa có tiêu đề.
refused-title-too-long = Tiêu đề dài { $length } ký tự, tối đa { $limit }.
refused-text-blank = Chưa có nội dung chữ để hiện lên bảng. Hãy viết nội dung, hoặc bỏ chọn hiện trên bảng.
refused-text-too-long = Nội dung dài { $length } ký tự, tối đa { $limit }.
refused-no-face = Bản tin chưa có gì để nghe hay xem: hãy tải lên tệp âm thanh, hoặc viết nội dung và chọn hiện trên bảng.
refused-audience-empty = Chưa chọn nơi phát.
refused-audience-nobody = Nơi đã chọn không có thiết bị nào.
refused-audience-no-face = Nơi đã chọn không có thiết bị phù hợp: bản tin chỉ có { $faces ->
    [sound] tiếng mà ở đó không có loa
   *[other] chữ mà ở đó không có bảng
 }.
refused-volume-out-of-range = Âm lượng { $volume } không được: phải từ 0 đến 100.
refused-number-out-of-range = Phải là số từ { $low } đến { $high }.
refused-number-wanted = Hãy nhập một số nguyên.
refused-late-out-of-range = Thời gian cho phép phát muộn phải từ 1 đến { $limit } giây: thiết bị chỉ giữ lại lịch của ngày hôm trước. Muốn phát sau đó nữa, hãy soạn bản tin mới.
refused-page-window-out-of-range = Thời gian hiện trên bảng là { $minutes } phút, phải từ 1 đến { $limit } phút.

## Âm thanh, tệp

refused-sound-unknown = Không tìm thấy tệp âm thanh đã chọn. Hãy tải lên lại.
refused-upload-missing = Chưa chọn tệp.
refused-upload-too-large = Tệp quá lớn: tối đa { $megabytes } MB.
refused-media-unknown = Không có tệp này.
refused-range-outside = Phần tệp được yêu cầu nằm ngoài tệp (tệp dài { NUMBER($size, useGrouping: 0) } byte).

## Thời gian

refused-start-missing = Chưa chọn ngày và giờ phát.
refused-start-half = Hãy nhập cả ngày và giờ.
refused-days-none = Hãy chọn ít nhất một ngày trong tuần.
refused-bad-date = Không hiểu ngày giờ “{ $text }”. Hãy xem lại: tháng ấy có ngày ấy không, giờ viết theo mẫu 05:30.
refused-unknown-zone = Không có múi giờ “{ $zone }”. Dùng tên theo IANA, ví dụ Asia/Ho_Chi_Minh.
refused-bad-rule = Quy tắc lặp lại không đúng ở phần “{ $part }”.
refused-rule-too-often = Lặp lại quá dày: hai lần phát phải cách nhau ít nhất { $minutes } phút.
refused-rule-never-fires = Quy tắc lặp lại này không có lần phát nào trong { $years } năm. Hãy chọn ngày hay tháng khác.
refused-rule-over = Mọi lần phát theo quy tắc này đã qua. Hãy chọn ngày kết thúc muộn hơn, hoặc bắt đầu lại.
refused-end-before-start = Ngày kết thúc nằm trước ngày bắt đầu. Hãy chọn ngày muộn hơn.
refused-start-in-past = Giờ phát đã qua. Hãy chọn giờ khác.
refused-start-too-far = Giờ phát cách đây quá { $years } năm.
refused-no-such-occurrence = Không có lượt phát nào lúc { $original }. Hãy xem danh sách các lượt phát.
refused-holidays-once = Bản tin phát một lần không trừ hay chọn ngày lễ được. Hãy chọn lặp lại, hoặc bỏ lựa chọn về ngày lễ.
refused-holiday-unknown = Không có ngày nghỉ hay quyết định nào đã nhập cho “{ $day }”.
refused-holidays-not-yours = Lịch nghỉ lễ dùng chung cho mọi địa bàn, nên chỉ quản trị viên của địa bàn cao nhất được nhập.
refused-times-not-alike = Các giờ trong ngày phải có cùng số phút, ví dụ 05:30 và 17:30. Giờ khác phút thì hãy soạn thành bản tin riêng.
refused-occurrence-over = Lượt phát này đã bắt đầu hoặc đã qua. Muốn ngừng ngay thì ra lệnh dừng.
refused-nothing-changed = Lượt phát này đã đúng như vậy rồi. Hãy chọn giờ khác hoặc nội dung khác.
refused-too-near-itself = Lượt phát này sẽ chạm lượt lúc { $other } của chính bản tin. Hãy chọn giờ cách xa hơn.
refused-moved-onto-holiday = Lượt phát được dời sang ngày lễ ({ $holiday }), dù bản tin này vốn trừ ngày lễ.
refused-exception-unknown = Lượt phát lúc { $original } không có thay đổi riêng nào.
refused-exception-idle = Đã có thay đổi riêng cho lượt { $original }, nhưng lịch mới không còn lượt ấy. Hãy bỏ thay đổi riêng đó, hoặc đặt lại giờ cũ.
refused-bad-clock = Không hiểu giờ “{ $text }”. Viết theo mẫu 05:30.
refused-bad-weekday = Không có thứ “{ $day }” trong tuần. Dùng số từ 1 (Thứ Hai) đến 7 (Chủ Nhật).
refused-bad-hours = Khung giờ được phép không đúng ở phần “{ $part }”.
refused-window-empty = Khung giờ bắt đầu lúc { $start } không có độ dài.
refused-window-crosses-midnight = Khung giờ từ { $start } đến { $end } đi qua nửa đêm. Hãy tách làm hai.
refused-limit-out-of-range = Giới hạn { $limit } không được: phải từ { $low } đến { $high }.

## Duyệt

refused-own-announcement = Bạn đã soạn hoặc sửa bản tin này nên không thể tự duyệt. Phải có người khác duyệt.
refused-wrong-state = Bản tin đang ở trạng thái “{ $state }” nên không thể { $action }.
refused-announcement-over = Bản tin đã ở trạng thái “{ $state }”, không thay đổi được nữa.
refused-already-approved = Bản tin này đã được duyệt rồi.
refused-changed-since-submit = Bản tin đã thay đổi so với bản bạn xem. Hãy tải lại trang, xem lại rồi mới duyệt.
refused-approval-void = Bản tin đã thay đổi sau khi được duyệt, cần duyệt lại.
refused-edited-meanwhile = Người khác vừa thay đổi bản tin này. Những gì bạn nhập vẫn còn ở đây: hãy mở bản mới ở trang khác, so lại rồi sửa.
refused-reason-blank = Hãy viết lý do trả lại, để người soạn biết cần sửa gì.

## Điều gì cản bản tin

refused-finding-hours-not-set = Địa bàn chưa nhập khung giờ được phép phát, nên chưa phát được gì.
refused-finding-outside-hours = Lúc { $first } nằm ngoài khung giờ được phép phát.
refused-finding-session-too-long = Buổi phát lúc { $first } dài quá { $limit } phút được phép.
refused-finding-too-many-sessions = Ngày { $first } đã đủ { $limit } buổi phát được phép.
refused-finding-day-too-long = Ngày { $first } sẽ phát quá { $limit } phút được phép trong một ngày.
refused-finding-emergency-outside-hours = Lúc { $first } ngoài khung giờ thường, nhưng bản tin khẩn cấp vẫn được phát.
refused-finding-volume-lowered = Âm lượng { $wanted } % sẽ được hạ xuống { $cap } % theo giới hạn của địa bàn.
refused-finding-after-higher = Lúc { $first } có { $by } ở mức cao hơn, nên bản tin này phát muộn { $length }.
refused-finding-after-equal = Lúc { $first } có { $by } cùng mức, nên bản tin này phát muộn { $length }.
refused-finding-cut-by-higher = Lượt phát lúc { $first } sẽ bị cắt { $length }, nhường { $by }.
refused-finding-paused-for-higher = Lượt phát lúc { $first } sẽ tạm dừng { $length }, nhường { $by }.
refused-finding-covered-by-higher = Lượt phát lúc { $first } bị { $by } che mất { $length }.
refused-finding-lost-to-higher = Lượt phát lúc { $first } không phát được vì trùng { $by } ở mức cao hơn.
refused-finding-no-room = Lượt phát lúc { $first } trùng { $by } và trong ngày không còn chỗ nào khác.
refused-finding-order-needed = Lúc { $first } bản tin này trùng { $by }, đều là tin ưu tiên. Chưa bản tin nào được phát cho tới khi lãnh đạo chọn bản tin phát trước.
refused-finding-order-missed = Lúc { $first } trùng { $by } mà chưa ai chọn bản tin phát trước.
refused-finding-too-many-to-order = Lúc { $first } có { $count } bản tin ưu tiên trùng giờ nhau; chỉ hỏi thứ tự cho nhiều nhất { $limit } bản tin. Hãy chọn giờ khác, hoặc hạ mức ưu tiên.
refused-finding-device-has-no-face = Có thiết bị không phát được loại nội dung này.
refused-nearest = Giờ được phép gần nhất là { $nearest }.

## Yêu cầu gửi tới máy chủ

refused-malformed-json = Dữ liệu gửi lên không phải JSON đúng.
refused-malformed-form = Không đọc được biểu mẫu đã gửi. Hãy thử lại.
refused-foreign-origin = Yêu cầu này đến từ một trang web khác nên bị từ chối.
refused-no-such-page = Không có trang này. Có thể địa chỉ bị gõ sai, hoặc nội dung đã được gỡ.
refused-method-not-allowed = Địa chỉ này không nhận kiểu yêu cầu như vậy.
refused-body-too-large = Dữ liệu gửi lên quá lớn: tối đa { $megabytes } MB.
refused-wrong-media-type = Hãy gửi tệp bằng multipart/form-data.
refused-server-full = Ổ đĩa của máy chủ đã đầy nên không lưu được. Không có gì bị mất; hãy báo cán bộ kỹ thuật dọn đĩa, rồi thử lại.
refused-internal = Máy chủ gặp trục trặc. Không có gì bị mất; hãy thử lại, nếu vẫn lỗi hãy báo kỹ thuật viên.
refused-field-missing = Thiếu mục “{ $name }”.
refused-field-unknown = Không có mục nào tên là “{ $name }”.
refused-field-too-long = Mục “{ $name }” dài quá { $limit } ký tự.
refused-field-too-short = Mục “{ $name }” phải có ít nhất { $limit } ký tự.
refused-field-too-many = Mục “{ $name }” có quá { $limit } phần.
refused-field-too-few = Mục “{ $name }” phải có ít nhất { $limit } phần.
refused-field-too-small = Mục “{ $name }” không được nhỏ hơn { NUMBER($limit, useGrouping: 0) }.
refused-field-too-large = Mục “{ $name }” không được lớn hơn { NUMBER($limit, useGrouping: 0) }.
refused-field-choice = Mục “{ $name }” phải là một trong: { $choices }.
refused-field-not-text = Mục “{ $name }” phải là chữ.
refused-field-not-number = Mục “{ $name }” phải là số.
refused-field-not-bool = Mục “{ $name }” phải là true hoặc false.
refused-field-not-list = Mục “{ $name }” phải là một danh sách.
refused-field-wrong = Mục “{ $name }” không đúng.

## Thiết bị từ chối văn bản đã ký

refused-document-too-large = Văn bản đã ký quá lớn.
refused-document-malformed = Văn bản đã ký không đọc được.
refused-document-wrong-kind = Văn bản đã ký thuộc loại khác.
refused-document-unknown-key = Văn bản được ký bằng khóa lạ.
refused-document-revoked-key = Văn bản được ký bằng khóa đã thu hồi.
refused-document-key-out-of-date = Khóa ký của văn bản đã hết hạn.
refused-document-wrong-role = Khóa này không được ký loại văn bản này.
refused-document-bad-signature = Chữ ký không đúng.
refused-document-wrong-topic = Văn bản đến sai kênh.
refused-document-foreign-scope = Văn bản dành cho nơi khác.
refused-document-expired = Văn bản đã hết hạn.
refused-document-from-the-future = Văn bản ghi ngày ở tương lai.
refused-document-old-version = Văn bản là bản cũ.
refused-document-untrusted-clock = Đồng hồ của thiết bị chưa đáng tin.
refused-document-outside-hours = Ngoài khung giờ được phép.
refused-document-too-loud = To hơn mức được phép.
refused-document-invalid-plan = Lịch phát không hợp lệ.
refused-document-stopped = Đã có lệnh dừng.
refused-document-no-media = Thiết bị không có tệp cần thiết.
