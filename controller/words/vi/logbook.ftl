### Sổ nhật ký phát thanh

book-title = Sổ nhật ký phát thanh
book-office = Ủy ban nhân dân { $area }
book-station = Đài truyền thanh
book-republic = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
book-motto = Độc lập - Tự do - Hạnh phúc
book-days = Từ ngày { $first } đến ngày { $last }
book-number = STT
book-when = Ngày giờ
book-what = Nội dung
book-source = Nguồn
book-maker = Người soạn
book-approver = Người duyệt
book-length = Thời lượng
book-result = Kết quả
book-note = Ghi chú
book-empty = Không có lượt phát nào trong những ngày này.
book-sum = Cộng { $all } lượt: { $good } phát tốt, { $some } phát chưa đủ nơi, { $bad } không phát được, { $struck } đã hủy hoặc bỏ.
book-signed = Ngày { $day } tháng { $month } năm { $year }
book-sign-keeper = Người ghi sổ
book-sign-station = Phụ trách đài
book-sign-leader = Lãnh đạo UBND
book-sign-how = (Ký, ghi rõ họ tên)
book-page = Trang { $page }/{ $pages }
book-sheet = Nhật ký

## Một dòng của sổ

book-title-talk = Nói trực tiếp: { $title }
book-title-alert = Báo khẩn: { $title }
book-title-play = Phát ngay: { $title }
book-source-talk = Trực tiếp
book-source-alert = Báo khẩn
book-source-play = Phát ngay
book-origin-commune = Xã
book-origin-province = Tỉnh
book-origin-central = Trung ương
book-share-speakers = { $good }/{ $all } loa
book-share-boards = { $good }/{ $all } bảng
book-nobody = Không có thiết bị nào nhận
book-ahead = Chưa đến giờ hoặc chưa báo về
book-drill = Diễn tập
book-because = { $count } nơi { $why }
book-quiet = { $count } nơi phát quá nhỏ

## Tìm trong sổ

book-area = Nơi nghe
book-every-area = Mọi nơi
book-klass = Loại tin
book-every-klass = Mọi loại
book-words = Có chữ
book-words-hint = Gõ không dấu cũng được, ví dụ: cat dien.
book-outcome = Kết quả
book-every-outcome = Mọi kết quả
book-outcome-sounded = Phát tốt mọi nơi
book-outcome-failed = Có nơi không phát
book-outcome-nowhere = Không nơi nào phát
book-outcome-cancelled = Đã hủy hoặc bỏ
book-outcome-ahead = Sắp phát
book-every-approver = Mọi người duyệt
book-find = Tìm
book-clear = Bỏ lọc
book-more-filters = Lọc thêm
book-print = In sổ (PDF)
book-table = Bảng tính (XLSX)
book-older = Cũ hơn →
book-newest = Mới nhất
book-seen = Xem từng nơi
book-none = Không có dòng nào khớp. Hãy chọn khoảng ngày rộng hơn hoặc bỏ bớt điều kiện.
refused-book-too-long = Sổ dài quá { $limit } dòng. Hãy chọn khoảng ngày ngắn hơn, ví dụ từng tháng.
refused-book-place = Địa chỉ trang này không đúng. Hãy mở lại sổ từ đầu.
