### Quy tắc lặp lại, bằng lời

refused-finding-too-many-days = Tuần có ngày { $first } đã đủ { $limit } ngày phát được phép.
refused-rule-twice = Hãy chọn lặp lại theo dương lịch hoặc theo âm lịch, không chọn cả hai.
refused-bad-holidays = Lịch nghỉ lễ không đúng ở phần “{ $part }”.

## Ngày nghỉ lễ

holiday-new-year = Tết Dương lịch
holiday-tet = Tết Nguyên đán
holiday-hung-kings = Giỗ Tổ Hùng Vương
holiday-reunification = Ngày Chiến thắng 30/4
holiday-labour = Ngày Quốc tế Lao động
holiday-national = Quốc khánh
holiday-added = Ngày nghỉ thêm

## Một quy tắc lặp lại thành câu: giờ, rồi ngày, rồi những gì thu hẹp lại

rule-list = { $before } và { $last }
rule-clock = { $time }
rule-number = { $n }
rule-once = { $time } { $weekday } { $date }
rule-times = { $times }
rule-many-times = { $n } lần trong ngày, từ { $first } đến { $last }
rule-hourly = { $n ->
    [1] mỗi giờ một lần
   *[other] { $n } giờ một lần
 }
rule-minutely = { $n ->
    [1] mỗi phút một lần
   *[other] { $n } phút một lần
 }
rule-at-minutes = vào phút { $minutes }
rule-in-hours = trong các giờ { $hours }
rule-daily = hằng ngày
rule-every = { $period ->
    [days] { $n } ngày một lần
    [weeks] { $n } tuần một lần
    [months] { $n } tháng một lần
   *[years] { $n } năm một lần
 }
rule-weekday-1 = thứ Hai
rule-weekday-2 = thứ Ba
rule-weekday-3 = thứ Tư
rule-weekday-4 = thứ Năm
rule-weekday-5 = thứ Sáu
rule-weekday-6 = thứ Bảy
rule-weekday-7 = Chủ Nhật
rule-weekday-range = { $first } đến { $last }
rule-weekdays = { $days }
rule-weekly = { $day } hằng tuần
rule-only-weekdays = chỉ khi là { $days }
rule-monthday = ngày { $n }
rule-monthday-last = { $n ->
    [1] ngày cuối
    [2] ngày áp cuối
   *[other] ngày thứ { $n } từ cuối
 }
rule-monthly = { $days } hằng tháng
rule-month-end = ngày cuối tháng
rule-days-of-months = { $days } của { $months }
rule-monthdays = { $days } trong tháng
rule-only-monthdays = chỉ vào { $days }
rule-date = ngày { $day } { $month }
rule-yearly = { $dates } hằng năm
rule-dates = { $dates }
rule-on = { $days }
rule-only-dates = chỉ vào { $days }
rule-nth-every = mọi { $weekday }
rule-nth = { $scope ->
    [year] { $weekday } lần thứ { $n } trong năm
    [month] { $n ->
        [1] { $weekday } đầu tháng
       *[other] { $weekday } lần thứ { $n } trong tháng
    }
   *[named] { $n ->
        [1] { $weekday } đầu tiên
       *[other] { $weekday } lần thứ { $n }
    }
 }
rule-nth-last = { $scope ->
    [year] { $n ->
        [1] { $weekday } cuối năm
       *[other] { $weekday } lần thứ { $n } từ cuối năm
    }
    [month] { $n ->
        [1] { $weekday } cuối tháng
       *[other] { $weekday } lần thứ { $n } từ cuối tháng
    }
   *[named] { $n ->
        [1] { $weekday } cuối cùng
       *[other] { $weekday } lần thứ { $n } từ cuối
    }
 }
rule-only-nth = chỉ vào { $days }
rule-yearday = ngày thứ { $n } trong năm
rule-yearday-last = { $n ->
    [1] ngày cuối năm
   *[other] ngày thứ { $n } từ cuối năm
 }
rule-only-yeardays = chỉ vào { $days }
rule-week = tuần { $n }
rule-week-last = { $n ->
    [1] tuần cuối
   *[other] tuần thứ { $n } từ cuối
 }
rule-in-weeks = trong { $weeks } của năm
rule-month-1 = tháng 1
rule-month-2 = tháng 2
rule-month-3 = tháng 3
rule-month-4 = tháng 4
rule-month-5 = tháng 5
rule-month-6 = tháng 6
rule-month-7 = tháng 7
rule-month-8 = tháng 8
rule-month-9 = tháng 9
rule-month-10 = tháng 10
rule-month-11 = tháng 11
rule-month-12 = tháng 12
rule-in-months = trong { $months }
rule-position = lần thứ { $n }
rule-position-last = { $n ->
    [1] lần cuối
   *[other] lần thứ { $n } từ cuối
 }
rule-picked = chỉ lấy { $positions } của mỗi { $period ->
    [minutes] phút
    [hours] giờ
    [days] ngày
    [weeks] tuần
    [months] tháng
   *[years] năm
 }
rule-lunar-day = ngày { $n }
rule-lunar-mung = mùng { $n }
rule-lunar-ram = rằm
rule-lunar-day-last = { $n ->
    [1] ngày cuối
    [2] ngày áp cuối
   *[other] ngày thứ { $n } từ cuối
 }
rule-lunar-monthly = { $days } hằng tháng âm lịch
rule-lunar-yearly = { $days } { $months } âm lịch hằng năm
rule-lunar-month = tháng { $month }
rule-lunar-leap-month = tháng { $month } nhuận
rule-lunar-month-1 = Giêng
rule-lunar-month-2 = Hai
rule-lunar-month-3 = Ba
rule-lunar-month-4 = Tư
rule-lunar-month-5 = Năm
rule-lunar-month-6 = Sáu
rule-lunar-month-7 = Bảy
rule-lunar-month-8 = Tám
rule-lunar-month-9 = Chín
rule-lunar-month-10 = Mười
rule-lunar-month-11 = Mười Một
rule-lunar-month-12 = Chạp
rule-lunar-short = { $omit ->
    [true] tháng thiếu thì bỏ qua
   *[false] tháng thiếu thì vào ngày 29
 }
rule-lunar-no-leap = { $omit ->
    [true] năm không nhuận tháng ấy thì bỏ qua
   *[false] năm không nhuận tháng ấy thì vào tháng thường
 }
rule-not-on-holidays = trừ ngày lễ
rule-only-on-holidays = chỉ vào ngày lễ
rule-left-out-one = trừ lượt { $time } ngày { $date }
rule-left-out = trừ { $n } lượt
rule-moved = { $n } lượt đổi giờ
rule-since = từ { $date }
rule-since-time = từ { $time } ngày { $date }
rule-count = { $n } lần
rule-until = đến { $date }
rule-until-time = đến { $time } ngày { $date }

## Một lượt phát, bằng lời

single-coming = { $when }
single-holiday = { $when }: ngày lễ, không phát
single-left-out = { $when }: không phát lượt này
single-moved = { $when }, dời sang { $to }
single-changed = { $when }: nội dung riêng
single-restored = { $when }: phát lại như cả loạt
