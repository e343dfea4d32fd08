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
refused-setting-database = Thiết lập “{ $key }” phải bắt đầu bằng sqlite:/// hoặc postgresql://.
refused-setting-web-address = Thiết lập “{ $key }” phải là một địa chỉ http:// hoặc https:// đầy đủ, không phải “{ $value }”.
refused-setting-key = Thiết lập “{ $key }” chỉ được có chữ không dấu, số và dấu câu, không có khoảng trắng.
refused-setting-public-url = Thiết lập “{ $key }” phải ghi địa chỉ mà thiết bị và người dùng gọi tới được; “{ $value }” chỉ dùng để lắng nghe.
refused-setting-broker-url = Thiết lập “{ $key }” phải là một địa chỉ mqtt:// hoặc mqtts:// đầy đủ, không phải “{ $value }”.
refused-setting-broker-url-needed = Máy chủ tin bên ngoài cần địa chỉ: hãy điền “{ $key }”, ví dụ mqtts://mqtt.tinh.gov.vn:8883.
refused-setting-broker-password-needed = Máy chủ tin bên ngoài phải có tên đăng nhập và mật khẩu: hãy điền “{ $key }” và broker.username.
refused-setting-file-missing = Không tìm thấy tệp thiết lập { $path }.
refused-setting-file-broken = Không đọc được tệp thiết lập { $path }, dòng { $line }: { $reason }.

## Máy chủ tin MQTT

refused-broker-missing = Chưa cài máy chủ tin Mosquitto. Xin cài: sudo apt-get install mosquitto
refused-broker-port-busy = Cổng { $port } của { $host } đang có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác ở thiết lập broker.port.
refused-broker-port-forbidden = Không được phép mở cổng { $port }: cổng dưới 1024 cần quyền quản trị. Hãy chọn cổng khác ở thiết lập broker.port.
refused-broker-host-wrong = Máy này không có địa chỉ { $host }, không thể lắng nghe ở đó. Hãy sửa thiết lập broker.host.
refused-broker-in-use = Thư mục { $path } đang được một chương trình Tiếng Làng khác sử dụng (tiến trình { $pid }). Hãy dừng chương trình đó trước.
refused-broker-stuck = Máy chủ tin cũ (tiến trình { $pid }) không chịu dừng. Hãy khởi động lại máy tính.
refused-broker-folder = Tên thư mục “{ $path }” không dùng được cho máy chủ tin: có dấu xuống dòng hoặc dấu cách ở đầu, cuối.
refused-broker-failed = Máy chủ tin ở cổng { $port } không chạy được. Lời cuối của nó: { $words }
refused-broker-open = Máy chủ tin { $host }:{ $port } cho cả người lạ không có mật khẩu vào. Không khởi động cho đến khi máy chủ đó đòi mật khẩu.
refused-broker-url = Địa chỉ máy chủ tin phải có dạng mqtt://máy:cổng hoặc mqtts://máy:cổng.
refused-broker-without-password = Máy chủ tin bên ngoài phải có tên đăng nhập và mật khẩu.
refused-broker-unreachable = Không liên lạc được với máy chủ tin { $host }:{ $port }. Hãy kiểm tra mạng, địa chỉ, và xem có cần mqtts:// không.
refused-broker-untrusted = Chứng thư của máy chủ tin { $host }:{ $port } không đáng tin. Hãy kiểm tra thiết lập broker.ca_file.
refused-broker-password-wrong = Máy chủ tin { $host }:{ $port } từ chối tên đăng nhập hoặc mật khẩu của chúng ta.
refused-broker-ca-file = Không đọc được chứng thư trong tệp { $path }.

## Tự kiểm tra: tên mục

doctor-python = Python
doctor-packages = Các gói Python
doctor-ffmpeg = Bộ giải mã âm thanh ffmpeg
doctor-voices = Giọng đọc
doctor-fonts = Phông chữ
doctor-settings = Thiết lập
doctor-broker = Máy chủ tin MQTT
doctor-data-folder = Thư mục dữ liệu
doctor-disk = Dung lượng đĩa
doctor-clock = Đồng hồ
doctor-database = Cơ sở dữ liệu
doctor-keys = Khóa ký
doctor-templates = Mẫu trang của đơn vị
doctor-ports = Cổng mạng

## Tự kiểm tra: điều chưa đúng và cách sửa

refused-python-old = Python { $found } quá cũ, cần từ { $needed } trở lên.
mend-python-old = Cài Python mới: sudo apt-get install python3 python3-venv, rồi chạy ./run setup
refused-packages-missing = Thiếu gói Python: { $names }.
mend-packages-missing = Chạy ./run setup
refused-ffmpeg-missing = Không chạy được ffmpeg: { $reason }
mend-ffmpeg-missing = Chạy ./run setup; nếu vẫn lỗi, xóa thư mục .venv rồi chạy lại.
refused-fonts-missing = Thiếu phông chữ để vẽ bảng tin: { $packages }.
mend-fonts-missing = sudo apt-get install { $packages }
refused-data-folder-locked = Không ghi được vào thư mục { $path }: { $reason }.
mend-data-folder-locked = Cấp quyền ghi thư mục đó cho người dùng chạy chương trình, hoặc chọn thư mục khác ở thiết lập data_dir.
refused-disk-full = Đĩa chứa { $path } chỉ còn { $free_mb } MB, cần ít nhất { $least_mb } MB.
mend-disk-full = Xóa bớt tệp không cần, hoặc chuyển thư mục dữ liệu sang đĩa lớn hơn (thiết lập data_dir).
refused-clock-wrong = Đồng hồ của máy chỉ { $now }, không thể đúng.
mend-clock-wrong = Bật đồng bộ giờ: sudo timedatectl set-ntp true
refused-clock-behind = Đồng hồ của máy chỉ { $now }, trước cả lần ghi dữ liệu gần nhất ({ $newest }).
mend-clock-behind = Bật đồng bộ giờ: sudo timedatectl set-ntp true
refused-database-unreachable = Không mở được cơ sở dữ liệu: { $reason }
mend-database-unreachable = Kiểm tra thiết lập database_url và máy chủ cơ sở dữ liệu.
refused-database-behind = Cơ sở dữ liệu chưa theo kịp phiên bản chương trình này.
mend-database-behind = Sao lưu rồi chạy: tienglang db upgrade
refused-keys-locked = Không được phép đọc thư mục khóa { $path }.
mend-keys-locked = Chạy chương trình bằng đúng người dùng sở hữu thư mục đó.
refused-keys-open = Người khác trên máy này đọc được khóa ký { $path }.
mend-keys-open = chmod go= "{ $path }"; nếu nghi đã lộ, hãy thay khóa: tienglang keys rotate
mend-template-broken = Mẫu này chưa dùng được; các mẫu khác vẫn chạy. Sửa xong, khởi động lại dịch vụ.
mend-template-name = Mẫu này chưa dùng được; các mẫu khác vẫn chạy. Sửa xong, khởi động lại dịch vụ.
mend-template-taken = Mẫu này chưa dùng được; các mẫu khác vẫn chạy. Sửa xong, khởi động lại dịch vụ.
refused-http-port-busy = Cổng { $port } của { $host } đang có chương trình khác dùng.
mend-http-port-busy = Dừng chương trình đó, hoặc chọn cổng khác ở thiết lập http.port.
refused-http-port-forbidden = Không được phép mở cổng { $port }: cổng dưới 1024 cần quyền quản trị.
mend-http-port-forbidden = Chọn cổng khác ở thiết lập http.port.
refused-http-host-wrong = Máy này không có địa chỉ { $host }, không thể lắng nghe ở đó.
mend-http-host-wrong = Sửa thiết lập http.host.
