### Những trang có hàng nghìn thiết bị

crowd-more = Còn { $count } nơi khác: xem tất cả
