### Thiết lập, máy chủ tin MQTT, tự kiểm tra

## Sai sót trong thiết lập

refused-setting-unknown = Không có thiết lập nào tên là “{ $key }”.
refused-setting-misspelt = Không có thiết lập nào tên là “{ $key }”. Có phải ý bạn là “{ $near }”?
refused-setting-number = Thiết lập “{ $key }” phải là một số nguyên, không phải “{ $value }”.
refused-setting-too-small = Thiết lập “{ $key }” là { $value }, nhỏ hơn mức thấp nhất { NUMBER($limit, useGrouping: 0) }.
refused-setting-too-large = Thiết lập “{ $key }” là { $value }, lớn hơn mức cao nhất { NUMBER($limit, useGrouping: 0) }.
refused-setting-choice = Thiết lập “{ $key }” không nhận “{ $value }”. Chỉ nhận: { $choices }.
refused-setting-text = Thiết lập “{ $key }” phải là chữ, đặt trong dấu nháy kép.
refused-setting-table = “{ $key }” là một nhóm thiết lập: hãy viết từng mục của nhóm, ví dụ “{ $key }.host”.
refused-setting-wrong = Không hiểu giá trị “{ $value }” của thiết lập “{ $key }”.
refused-setting-zone = Thiết lập “{ $key }”: không có múi giờ “{ $value }”. Ví dụ đúng: Asia/Ho_Chi_Minh.
refused-setting-database = Thiết lập “{ $key }” phải bắt đầu bằng sqlite:/// hoặc postgresql+psycopg://.
refused-setting-web-address = Thiết lập “{ $key }” phải là một địa chỉ http:// hoặc https:// đầy đủ, không phải “{ $value }”.
refused-setting-public-url = Thiết lập “{ $key }” phải ghi địa chỉ mà thiết bị và người dùng gọi tới được; “{ $value }” chỉ dùng để lắng nghe.
refused-setting-broker-url = Thiết lập “{ $key }” phải là một địa chỉ mqtt:// hoặc mqtts:// đầy đủ, không phải “{ $value }”.
refused-setting-broker-url-needed = Máy chủ tin bên ngoài cần địa chỉ: hãy điền “{ $key }”, ví dụ mqtts://mqtt.tinh.gov.vn:8883.
refused-setting-broker-password-needed = Máy chủ tin bên ngoài phải có tên đăng nhập và mật khẩu: hãy điền “{ $key }” và broker.username.
refused-setting-file-missing = Không tìm thấy tệp thiết lập { $path }.
refused-setting-file-broken = Không đọc được tệp thiết lập { $path }, dòng { $line }: { $reason }.
