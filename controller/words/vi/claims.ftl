### Mã nhận thiết bị, nhãn, và hộp nào treo ở đâu

refused-claim-refused = Mã này không dùng được. Hãy đọc lại mã trên nhãn; nếu vẫn không được, xin kỹ thuật viên tạo mã mới.
refused-claim-wait = Đã thử nhiều mã sai từ địa chỉ này. Hãy đợi { $seconds } giây rồi thử lại.
refused-claim-model = Mã này dành cho loại { $ours }, còn hộp này là loại { $theirs }. Hãy kiểm tra lại nhãn, hoặc tạo mã mới cho loại { $theirs }.
refused-claim-unencrypted = Máy chủ chưa có địa chỉ https nên không trao mật khẩu qua mạng. Hãy đặt một proxy có chứng chỉ ở phía trước và ghi địa chỉ đó vào http.public_url.
refused-code-none = Thiết bị { $device } không có mã nào còn hiệu lực.
refused-code-not-good = Có mã không còn hiệu lực nên không in nhãn. Hãy tạo mã mới.
refused-device-twice = Có thiết bị được ghi hai lần. Hãy bỏ bớt một dòng.

incident-claimed-twice = Hai hộp cùng một mã: { $device }
incident-claimed-twice-place = Hai hộp cùng một mã ở { $place }: { $count } thiết bị
incident-claimed-twice-seen = Hộp { $hardware } đã nhận chỗ này; hộp { $other } thử lại bằng cùng mã, { $count } lần. Hộp thứ hai bị từ chối.
repair-claimed-twice = Xem hộp nào đang thật sự treo ở đây và số máy của nó. Nếu nhãn bị dán nhầm hay chụp trộm, hãy tạo mã mới cho hộp kia ở đúng chỗ của nó. Nếu hộp lạ đã nhận mất chỗ, hãy báo mất rồi cho hộp đúng nhận lại bằng mã mới.
incident-twin = Một hộp được ghi ở nhiều nơi: { $device }
incident-twin-place = Một hộp được ghi ở nhiều nơi, { $place }: { $count } thiết bị
incident-twin-seen = Số máy { $hardware } cũng được ghi ở: { $places }.
repair-twin = Nếu hộp đã chuyển chỗ, hãy mở thiết bị ở chỗ cũ và bấm “Đã tháo”. Nếu thật sự là hai hộp thì nhà sản xuất đã cho chúng cùng một số: không có gì nguy hiểm, hãy báo nhà sản xuất.

label-until = Dùng trước ngày { $day }

web-add-device = Thêm thiết bị
web-add-lead = Tạo chỗ cho loa hoặc bảng tin sắp lắp. Mỗi chỗ có một mã; hộp dùng mã ấy một lần để nhận chỗ của mình.
web-add-area = Lắp ở đâu
web-add-profile = Loại thiết bị
web-add-name = Tên, như bà con gọi
web-add-name-hint = Ví dụ: Loa đầu ngõ 7. Thêm nhiều thiết bị thì viết { $number } ở chỗ của số thứ tự.
web-add-count = Bao nhiêu thiết bị
web-add-count-hint = Mỗi thiết bị một mã và một nhãn riêng.
web-add-make = Tạo mã
web-codes = Mã cho { $count } thiết bị
web-codes-once = Mã chỉ hiện một lần trên trang này. Hãy in nhãn hoặc chép lại ngay.
web-codes-how = Dán nhãn lên hộp. Khi lắp, nhập mã (hoặc quét hình) vào hộp: hộp tự nhận tên, mật khẩu và khóa của mình qua https. Quét nhãn bằng điện thoại thì mở trang của thiết bị.
web-codes-print = In nhãn (PDF)
web-codes-more = Còn { $count } mã nữa: hãy in nhãn để có đủ.
web-empty-places = Chỗ chưa có hộp ({ $count })
web-empty-lead = Những chỗ này không có lịch phát và không tính vào sổ nhật ký cho đến khi có hộp nhận.
web-boxes = Hộp treo ở đây
web-box-none = Hiện không có hộp nào ở đây.
web-box-nameless = Hộp không ghi số máy
web-box-is = từ { $since }
web-box-was = từ { $since } đến { $until }
web-box-end-replaced = đã thay bằng hộp khác
web-box-end-out = đã tháo
web-box-end-stolen = đã mất
web-code-good = Mã tạo ngày { $made } còn dùng được đến { $until }.
web-code-old = Mã đã hết hạn từ { $until }.
web-code-used = Mã đã dùng lúc { $when }, bởi hộp { $hardware }.
web-code-replaced = Mã đã được thay lúc { $when }.
web-code-revoked = Mã đã thu hồi lúc { $when }.
web-code-others = Hộp { $hardware } đã thử lại bằng mã ấy { $count } lần và bị từ chối.
web-code-for = Loại hộp sẽ lắp
web-code-hint = Hộp mới nhận chỗ này cùng tên, lịch phát và lịch sử. Hộp cũ vẫn chạy cho đến lúc ấy.
web-code-new = Tạo mã mới
web-code-revoke = Thu hồi mã
web-done-code-revoked = Đã thu hồi mã.

code-revoked = Mã của { $id } không còn dùng được.
labels-written = Nhãn nằm ở { $path }. Tệp này chứa mã: hãy xóa sau khi in.

refused-box-none = { $device }: hiện không có hộp nào treo ở đây.
refused-box-not-out = { $device }: không có hộp nào vừa tháo ra để treo lại. Hãy tạo mã mới cho hộp sẽ lắp.
web-box-gone = Hộp không còn ở đây…
web-box-out-lead = Tháo ra để sửa hoặc cất đi: hộp bị ngắt ngay, chỗ này không còn lịch phát. Treo lại được mà không cần mã.
web-box-out = Đã tháo
web-box-stolen-lead = Bị mất trộm: mật khẩu của hộp bị hủy ngay và mãi mãi. Hộp khác nhận chỗ này bằng mã mới.
web-box-stolen = Báo mất
web-box-back-lead = Hộp vừa tháo đã treo lại đúng chỗ này?
web-box-back = Đã treo lại
web-done-box-out = Đã ghi là tháo ra; hộp bị ngắt khỏi mạng.
web-done-box-stolen = Đã ghi là mất; hộp không vào mạng được nữa.
web-done-box-back = Đã ghi là treo lại.
