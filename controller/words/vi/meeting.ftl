### Hai người cùng sửa một bản tin

meeting-head = { $name } đã lưu bản tin này lúc { $time }, trong khi bạn đang sửa.
meeting-to-choose = Chọn từng phần ở đầu trang, rồi lưu
meeting-choose = Những gì bạn nhập vẫn còn nguyên bên dưới. Với từng mục khác nhau, hãy chọn giữ bản nào rồi bấm lưu lần nữa.
meeting-mine = Của tôi
meeting-theirs = Của người kia
meeting-otherwise = chọn khác
