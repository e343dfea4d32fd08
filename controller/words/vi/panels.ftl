### Bảng tin: giờ sáng, sự cố của màn hình, hình chuyển động

## Từ chối

refused-screen-broken = Giờ sáng của bảng không đúng mẫu: { $why }. Hãy sửa rồi gửi lại.
refused-screen-many = Nhiều nhất { $limit } khung giờ mỗi loại và { $limit } mức sáng. Hãy bớt đi.
refused-screen-light = Các mức sáng phải xếp theo độ rọi tăng dần, và độ sáng không được giảm khi trời sáng hơn.
refused-screen-window = Mỗi khung giờ cần ít nhất một ngày, và giờ kết thúc phải khác giờ bắt đầu.

## Sự cố

board-fault-stuck = màn hình đứng, không chiếu trang phải chiếu
board-fault-foreign = đang chiếu một hình không phải của hệ thống
board-fault-wrong-size = bộ điều khiển màn hình đặt sai kích thước
board-fault-dead-module = có mô-đun không sáng
board-fault-dim = màn hình tối hơn mức đặt
board-trouble = { $name }: { $fault }
reason-stuck = màn hình đứng, không chiếu đúng trang
web-board-now = Bảng tin đang có sự cố:
web-board-faults = Sự cố của màn hình
web-board-faults-then = Sự cố của bảng tin trong thời gian này
web-gone = đã gỡ khỏi bảng lúc { $when }
reason-withdrawn = đã rút khỏi lịch

## Phim, thời lượng

refused-film-format = Chỉ nhận phim MP4. Hãy xuất lại phim thành MP4 (H.264) rồi gửi.
refused-film-too-large = Tệp phim lớn hơn { $limit } MB. Hãy cắt ngắn hoặc giảm độ nét rồi gửi lại.
refused-film-long = Phim dài { $seconds } giây; bảng chỉ chiếu phim dài nhất { $limit } giây. Hãy cắt ngắn rồi gửi lại.
refused-film-broken = Không đọc được phim này: tệp hỏng, hoặc không có hình. Hãy mở thử trên máy, xuất lại thành MP4 rồi gửi.
refused-film-slow = Phim này xử lý quá lâu hoặc quá nặng. Hãy giảm độ nét hoặc cắt ngắn rồi gửi lại.
refused-film-tool-missing = Máy chủ thiếu ffmpeg nên chưa nhận được phim. Hãy báo người quản trị chạy “tienglang doctor”.
refused-film-unknown = Không có phim này. Hãy gửi phim lên trước.
refused-film-unable = { $count } bảng không chiếu được phim: { $names }. Hãy bỏ phim, hoặc chọn nơi khác.
board-share = Số lượt chiếu so với bản tin khác
board-share-times = { $count } lượt
board-film = Có phim đi kèm, chiếu sau các trang.
board-film-seconds = Phim, chiếu sau các trang · { $seconds } giây
board-note-no-film = Bảng này không chiếu được phim. Hãy bỏ phim, hoặc bỏ bảng này khỏi nơi nhận.
web-film = Phim
web-film-hint = MP4, dài nhất 60 giây, tối đa { NUMBER($megabytes, useGrouping: 0) } MB. Phim chiếu sau các trang, không có tiếng, chỉ trên bảng chiếu được phim.
web-film-kept = Phim đang dùng
web-film-drop = Bỏ phim này

## Trang của bảng

web-screen = Giờ sáng của bảng
web-screen-of = Đang theo giờ của { $area }. Tin khẩn cấp vẫn bật sáng bảng.
web-screen-always = Bảng sáng suốt ngày đêm, sáng hết mức.
web-screen-many = Giờ sáng ở đây khác nhau theo ngày hoặc có nhiều khung; hãy xem và sửa qua API.
web-screen-off_start = Tắt màn hình từ
web-screen-off_end = đến
web-screen-dim_start = Giảm sáng từ
web-screen-dim_end = đến
web-screen-dim = Khi giảm, sáng bao nhiêu phần trăm
web-screen-off = Tắt từ { $start } đến { $end }.
web-screen-dimmed = Từ { $start } đến { $end } chỉ sáng { $bright }%.
web-screen-set = Đặt cho các bảng của { $area }
web-done-screen = Đã ghi giờ sáng. Các bảng nhận lịch mới trong ít phút.
