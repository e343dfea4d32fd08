### Bảng tin

refused-text-letters = Bảng tin không vẽ được các ký tự sau: { $letters }. Hãy bỏ chúng hoặc viết bằng chữ thường.
refused-template-broken = Mẫu trang “{ $template }” bị lỗi: { $why }. Hãy sửa tệp mẫu này rồi thử lại.
refused-template-needs = Mẫu “{ $template }” cần thêm: { $name }.
