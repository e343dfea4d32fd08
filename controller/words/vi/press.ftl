### Bảng tin

refused-text-letters = Bảng tin không vẽ được các ký tự sau: { $letters }. Hãy bỏ chúng hoặc viết bằng chữ thường.
