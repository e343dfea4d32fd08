### Danh sách thiết bị, vị trí, bản đồ

roster-search = Tìm thiết bị
roster-search-hint = tên, mã, thôn…
roster-find = Tìm
roster-by-state = Theo tình trạng
roster-by-place = Theo nơi
roster-all = Tất cả ({ $count })
roster-off = Mất liên lạc ({ $count })
roster-gone = Mất liên lạc đã lâu ({ $count })
roster-doubtful = Chưa chắc ({ $count })
roster-never = Chưa thấy ({ $count })
roster-asleep = Nghỉ theo giờ ({ $count })
roster-online = Đang kết nối ({ $count })
roster-empty = Chỗ chưa có hộp ({ $count })
roster-count = { $count } thiết bị
roster-dark = { $count } mất liên lạc
roster-late = { $count } chưa chắc
roster-found = { $count } thiết bị
roster-no-box = Chưa có hộp
roster-first = ← Về trang đầu
roster-next = Trang sau →
roster-none = Không có thiết bị nào như vậy.
roster-everything = Xem tất cả thiết bị
roster-more = Việc khác với thiết bị

map-title = Bản đồ thiết bị
map-where = Xem nơi nào
map-look = Xem
map-placed = { $placed } trên { $total } thiết bị đã có vị trí.
map-script = Bản đồ cần JavaScript. Danh sách theo tình trạng ở trên vẫn dùng được.
map-unplaced = Chưa có vị trí ({ $count })
map-unplaced-how = Đứng ở cột, quét nhãn của hộp bằng điện thoại rồi bấm “Lấy vị trí của điện thoại này”.
map-outlines = Đường ranh địa bàn
map-outlines-what = Bản đồ vẽ đường ranh từ tệp GeoJSON của địa bàn, không tải hình từ nơi khác. Mỗi vùng trong tệp được nhận theo mã hoặc tên của xã, thôn.
map-file = Tệp GeoJSON
map-file-hint = Ví dụ: ranh-gioi-thon.geojson, nhiều nhất 4 MB, tọa độ WGS 84.
map-draw = Vẽ đường ranh
map-drawn = Đã vẽ { $count } vùng.
map-unknown = Không nhận ra những vùng này; hãy ghi mã hoặc tên như trong danh sách địa bàn:

position-title = Vị trí
position-none = Chưa ai ghi vị trí của thiết bị này.
position-is = { $latitude }, { $longitude } · ghi { $when }
position-on-map = Xem trên bản đồ
position-latitude = Vĩ độ
position-latitude-hint = Ví dụ: 21.3227
position-longitude = Kinh độ
position-longitude-hint = Ví dụ: 105.4018
position-here = Lấy vị trí của điện thoại này
position-here-told = Chính xác khoảng … mét. Bấm “Ghi vị trí” để lưu.
position-here-failed = Không lấy được vị trí. Hãy bật định vị, hoặc nhập số bên dưới.
position-put = Ghi vị trí
position-forget = Xóa vị trí
position-at-pole = Đang đứng ở cột? Hãy ghi vị trí của thiết bị này.
web-done-placed = Đã ghi vị trí.

refused-position-outside = Vị trí nằm ngoài trái đất: số này phải từ −{ $most } đến { $most } độ.
refused-position-number = Hãy ghi vị trí bằng độ, ví dụ 21,3245 và 105,4021.
refused-outline-too-large = Tệp quá lớn: nhiều nhất { $megabytes } MB. Hãy làm đường ranh đơn giản hơn.
refused-outline-too-fine = Đường ranh có quá nhiều điểm: nhiều nhất { $most }. Hãy làm đường ranh đơn giản hơn.
refused-outline-broken = Tệp này không phải GeoJSON với các vùng (Polygon hoặc MultiPolygon).
refused-outline-degrees = Tọa độ trong tệp không phải kinh độ, vĩ độ (WGS 84). Hãy chuyển tệp sang WGS 84 rồi gửi lại.
refused-outline-nobody = Không vùng nào trong tệp mang mã hay tên của địa bàn này (trong tệp: { $names }).

story-held = Đang giữ đúng bản { $held }, từ { $when }
story-other = Đang giữ bản { $held }, cần giữ bản { $wanted }
story-holds-none = Chưa giữ lịch nào, cần giữ bản { $wanted }
story-figures = Xem số liệu
story-days = { $days ->
    [1] 24 giờ
   *[other] { $days } ngày
}
story-older = Cũ hơn ({ $count })
story-ordered = Lệnh đã gửi và câu trả lời
story-answered = trả lời sau { $length }
story-lately = Các lượt phát gần nhất
story-lately-none = Chưa có lượt phát nào.
map-empty = Chưa có gì để vẽ: chưa có đường ranh, chưa thiết bị nào có vị trí.
