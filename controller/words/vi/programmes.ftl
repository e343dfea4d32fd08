### Chương trình phát: các mục nối nhau trong một khung giờ

## Độ dài, cách làm cho vừa khung giờ

length-both = { $minutes } phút { $seconds } giây
length-minutes = { $minutes } phút
length-seconds = { $seconds } giây
offer-or = { $before }, hoặc { $last }
offer-fewer = { $count ->
    [1] chỉ phát mục { $number } một lần
   *[other] chỉ phát mục { $number } { $count } lần
 }
offer-leave-out = { $last ->
    [0] bớt mục { $number }
   *[other] bớt các mục từ { $number } đến { $last }
 }
offer-closer = bỏ khoảng nghỉ giữa các mục (bớt { $length })
offer-longer = kéo dài khung giờ thành { $count } phút
offer-start = bắt đầu lúc { $clock }

## Điều gì cản chương trình

refused-gap-out-of-range = Khoảng nghỉ trước một mục phải từ 0 đến { $limit } giây.
refused-repeats-out-of-range = Một mục chỉ phát được từ 1 đến { $limit } lần liền nhau.
refused-pause-out-of-range = Khoảng nghỉ giữa hai lần phát một mục phải từ 0 đến { $limit } giây.
refused-slot-length-out-of-range = Khung giờ phải dài từ { $low } đến { $high } phút.
refused-programme-empty = Chương trình chưa có mục nào.
refused-programme-too-many = Chương trình có quá { $limit } mục.
refused-entry-twice = Mục { $number } là bản tin đã có ở mục { $first }. Muốn phát nhiều lần liền nhau, hãy đặt số lần ở mục { $first }.
refused-slot-crosses-midnight = Khung giờ từ { $start } đến { $end } đi qua nửa đêm. Hãy tách làm hai chương trình.
refused-finding-cut-by-slot = Lượt phát lúc { $first } sẽ bị cắt { $seconds } giây vì chương trình dài hơn khung giờ.
refused-finding-over-slot = Lượt phát lúc { $first } kéo quá khung giờ của chương trình { $seconds } giây.
refused-finding-no-room-in-slot = Lượt phát lúc { $first } không còn chỗ trong khung giờ của chương trình.
