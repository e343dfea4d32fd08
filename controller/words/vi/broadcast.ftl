### Chữ in trên bảng tin

page-class-normal = THÔNG BÁO
page-class-priority = ƯU TIÊN
page-class-emergency = KHẨN CẤP
