### Nơi chốn: cụm loa kề nhau, địa bàn sáp nhập và chia tách

## Cụm loa kề nhau

refused-neighbour-itself = Thiết bị “{ $device }” không thể kề với chính nó: hãy chọn một cụm loa khác.
refused-neighbour-which = Không có đúng một cụm loa tên là “{ $text }” (có { $count }): hãy ghi mã của cụm loa, như ở trang của thiết bị.
refused-neighbour-silent = “{ $device }” là bảng tin, không phát tiếng: chỉ ghép cụm loa với cụm loa.
refused-neighbours-unknown = “{ $one }” và “{ $beside }” chưa được ghi là kề nhau.
refused-finding-in-turn = Lượt { $turn } trong { $of } lượt của nhóm loa kề nhau: phát sau lượt đầu { $seconds } giây.
refused-finding-turns-no-room = Lúc { $first }, các cụm loa kề nhau phát lần lượt { $turns } lượt, cần { $seconds } giây, không còn đủ chỗ trong khung giờ. Hãy rút ngắn bản tin, đổi giờ, hoặc cho các cụm loa phát cùng lúc; nếu vẫn phát thì mọi cụm loa phát cùng lúc.

web-neighbours = Cụm loa kề nhau
web-neighbours-lead = Những cụm loa mà một người đứng giữa nghe thấy cả hai.
web-neighbours-none = Chưa ghi cụm loa nào kề với cụm loa này.
web-neighbours-turn = Lượt { $turn } trong { $of } lượt; giữa hai lượt nghỉ { $pause } giây.
web-neighbours-together = Phát cùng lúc với các cụm loa khác.
web-neighbours-echo = cách { $metres } m, tiếng đến chậm { $echo } ms
web-neighbours-add = Ghi là kề nhau
web-neighbours-remove = Bỏ
web-neighbours-which = Cụm loa
web-neighbours-named = Hoặc cụm loa khác (tên hoặc mã)
web-neighbours-named-hint = Trong danh sách chỉ có những cụm loa gần đây. Ví dụ: Loa cổng chợ
web-neighbours-metres = Khoảng cách (mét, nếu biết)
web-neighbours-metres-hint = Ví dụ: 250
web-neighbours-way = Cách phát của các cụm loa kề nhau
web-neighbours-where = Địa bàn
web-neighbours-set = Đặt cách phát
horns-together = cùng lúc
horns-in-turn = lần lượt, không chồng tiếng
horns-inherit = theo địa bàn cấp trên
web-done-neighbours = Đã ghi. Lịch phát được tính lại.

## Sáp nhập, chia tách địa bàn

refused-steps-none = Chưa có thay đổi nào: hãy thêm ít nhất một bước.
refused-step-twice = “{ $subject }” được chuyển hai lần trong cùng một thay đổi: hãy giữ một lần.
refused-area-ended = Địa bàn “{ $area }” không còn nữa (đã sáp nhập hoặc chia tách): hãy chọn địa bàn mới.
refused-successor-none = Hãy chọn địa bàn tiếp nhận cho “{ $area }”.
refused-successor-which = “{ $area }” chia cho nhiều địa bàn mà còn { $left } thôn hoặc thiết bị chưa rõ về đâu: hãy thêm bước chuyển cho từng cái trước.
refused-leaves-province = “{ $subject }” không thể rời tỉnh: khóa ký của mỗi tỉnh chỉ có hiệu lực trong tỉnh đó. Hãy đưa thiết bị ra khỏi hệ thống này và nhập vào hệ thống của tỉnh mới.
refused-zones-differ = Các địa bàn này ở những múi giờ khác nhau ({ $zones }): không có cùng một nửa đêm để chuyển.
refused-effect-past = Ngày { $effect } đã bắt đầu: thay đổi chỉ có hiệu lực từ 00:00 của một ngày sắp tới.
refused-effect-far = Ngày hiệu lực xa quá { $days } ngày: hãy đề nghị khi gần hơn.
refused-change-unknown = Không có thay đổi địa bàn “{ $change }”.
refused-change-own = Người đề nghị không tự đồng ý: cần một quản trị viên khác, ở cấp bao gồm mọi địa bàn liên quan.
refused-change-late = Ngày { $effect } đã bắt đầu, không làm được nữa: hãy hủy và đề nghị lại với ngày khác.
refused-change-state = Thay đổi này { $stage ->
    [proposed] đang chờ đồng ý
    [agreed] đã được đồng ý
    [done] đã thực hiện
    [cancelled] đã hủy
   *[failed] không thực hiện được
  } nên không làm bước này được.
refused-change-collides = “{ $subject }” đã nằm trong một thay đổi khác ({ $rival }, từ ngày { $effect }): hãy hủy thay đổi kia hoặc bỏ bước này.
refused-change-breaks = Thay đổi { $rival } (từ ngày { $effect }) đã được đồng ý sẽ không thực hiện được nữa nếu có thay đổi này.
refused-change-silences = Sau ngày đó, “{ $title }” không phát được trên { $devices } thiết bị. Hãy nhập khung giờ cho địa bàn mới, sửa bản tin, hoặc đồng ý dù vậy.

step-make = Lập “{ $name }” thuộc { $parent }.
step-hang = Chuyển { $area } về { $under }.
step-rename = Đổi tên { $area } thành “{ $name }”.
step-end = Nhập { $area } vào { $into }.
step-rehome = Chuyển thiết bị { $device } về { $area }.

change-more = { $said } và { $more } nơi khác
change-moves = { $count } thiết bị chuyển địa bàn, mang theo nhật ký của mình: { $devices }.
change-reworded = “{ $title }” gửi tới { $before }, sau đó ghi là { $after }: vẫn đúng những nơi như trước.
change-gains = “{ $title }” phát thêm ở { $count } thiết bị: { $devices }.
change-loses = “{ $title }” không còn phát ở { $count } thiết bị: { $devices }.
change-person = { $name }: { $gained ->
    [0] thôi phụ trách { $lost } thiết bị.
   *[other] { $lost ->
        [0] phụ trách thêm { $gained } thiết bị.
       *[other] phụ trách thêm { $gained } thiết bị, thôi phụ trách { $lost } thiết bị.
      }
  }
change-hours = { $count } thiết bị đổi khung giờ được phép: trước { $before }, sau { $after }.
change-no-hours = chưa nhập, không phát
change-silent = “{ $title }” không phát được trên { $count } thiết bị: { $why }.
change-why = { $code ->
    [hours-not-set] địa bàn chưa nhập khung giờ
    [outside-hours] ngoài khung giờ được phép
    [session-too-long] buổi phát dài quá mức được phép
    [too-many-sessions] đã đủ số buổi phát trong ngày
    [day-too-long] quá số phút được phép trong ngày
    [too-many-days] đã đủ số ngày phát trong tuần
   *[other] không còn chỗ giữa các bản tin khác
  }

## Trang sáp nhập, chia tách địa bàn

refused-step-blank = Bước này còn ô chưa chọn hoặc chưa điền.
change-state-proposed = Chờ đồng ý
change-state-agreed = Đã đồng ý
change-state-done = Đã thực hiện
change-state-cancelled = Đã hủy
change-state-failed = Không thực hiện được
web-area-changes = Sáp nhập, chia tách
web-area-changes-lead = Địa bàn được sáp nhập, chia tách hoặc đổi tên từ 00:00 của một ngày. Thiết bị, bản tin và sổ nhật ký đi theo.
web-area-changes-ahead = Sắp tới
web-area-changes-behind = Đã qua
web-area-changes-none = Không có thay đổi nào sắp tới.
web-area-change-from = Từ { $day }
web-area-change-more = và { $count } bước nữa
web-area-change-new = Đề nghị thay đổi
web-area-change-new-lead = Thêm từng bước, xem điều gì sẽ xảy ra, rồi đề nghị. Chưa có gì thay đổi cho tới khi một quản trị viên khác đồng ý.
web-area-change-day = Từ ngày
web-area-change-day-hint = Có hiệu lực từ 00:00 của ngày này.
web-area-change-note = Ghi chú
web-area-change-note-hint = Ví dụ: số nghị quyết.
web-area-change-steps = Các bước
web-area-change-no-steps = Chưa có bước nào. Hãy thêm ở dưới.
web-area-change-follows = Điều sẽ xảy ra
web-area-change-nothing = Không thiết bị, bản tin hay người nào bị ảnh hưởng.
web-area-change-look = Xem điều sẽ xảy ra
web-area-change-propose = Đề nghị
web-area-change-maker = Người đề nghị
web-area-change-approver = Người đồng ý
web-area-change-carried-out = Đã thực hiện lúc
web-area-change-own = Đang chờ một quản trị viên khác, ở cấp bao gồm mọi địa bàn liên quan, đồng ý.
web-area-change-anyway = Vẫn đồng ý, dù có bản tin không phát được nữa như nêu ở trên
web-area-change-agree = Đồng ý
web-area-change-cancel = Hủy thay đổi này
web-area-change-cancel-now = Hủy
web-area-change-reason = Lý do
web-area-change-done-proposed = Đã đề nghị.
web-area-change-done-agreed = Đã đồng ý. Lịch phát hai bên của ngày này được tính lại.
web-area-change-done-cancelled = Đã hủy.
web-choose = – chọn –
web-step-which = Thêm một bước
web-step-add = Thêm bước này
web-step-out = Bỏ bước { $number }
web-step-area = Địa bàn
web-step-into = Nhập vào
web-step-into-too = và (nếu chia cho hai nơi)
web-step-under = Thuộc về
web-step-name = Tên mới
web-step-name-hint = Ví dụ: Thôn Đông Đoài
web-step-level = Cấp
web-level-province = Tỉnh
web-level-commune = Xã, phường
web-level-hamlet = Thôn, tổ dân phố
web-step-hours = Khung giờ được phép
web-step-hours-hint = Ví dụ: 05:30-06:30, 17:00-18:00. Để trống thì theo cấp trên.
web-step-code = Mã
web-step-code-hint = Chữ thường không dấu, số và gạch nối. Để trống thì lấy từ tên.
web-step-end = Nhập một địa bàn vào nơi khác
web-step-end-hint = Địa bàn này không còn nữa. Những gì còn ở trong nó về nơi tiếp nhận; chia cho hai nơi thì hãy chuyển từng thôn, từng thiết bị trước.
web-step-hang = Chuyển một địa bàn sang nơi khác
web-step-hang-hint = Cả địa bàn, với mọi thứ bên trong, thuộc về nơi khác.
web-step-rehome = Chuyển một thiết bị
web-step-rehome-hint = Một cụm loa hay bảng tin thuộc về địa bàn khác.
web-step-make = Lập địa bàn mới
web-step-make-hint = Dùng được ngay trong các bước sau.
web-step-rename = Đổi tên một địa bàn
web-step-rename-hint = Chỉ đổi tên gọi; bản tin gửi tới đó vẫn như cũ.
