### Những trang có hàng nghìn thiết bị

crowd-more = Còn { $count } nơi khác: xem tất cả
crowd-next = Xem tiếp: { $first }–{ $last } trong { $all }
crowd-before = Xem lại: { $first }–{ $last } trong { $all }
