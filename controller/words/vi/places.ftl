### Nơi chốn: cụm loa kề nhau, địa bàn sáp nhập và chia tách

## Cụm loa kề nhau

refused-neighbour-itself = Thiết bị “{ $device }” không thể kề với chính nó: hãy chọn một cụm loa khác.
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
web-neighbours-metres = Khoảng cách (mét, nếu biết)
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
change-person = { $name }: phụ trách thêm { $gained } thiết bị, thôi phụ trách { $lost } thiết bị.
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
