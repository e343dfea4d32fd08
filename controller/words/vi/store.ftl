### Cơ sở dữ liệu, sao lưu và phục hồi

refused-database-url = Địa chỉ cơ sở dữ liệu phải có dạng sqlite:///tệp hoặc postgresql+psycopg://người-dùng@máy/tên.
refused-database-newer = Cơ sở dữ liệu do một bản Tiếng Làng mới hơn tạo ra (phiên bản { $revision }). Hãy cập nhật chương trình.

refused-backup-exists = Tệp { $path } đã có. Hãy chọn tên khác.
refused-backup-unknown = Không có tệp { $path }.
refused-backup-unwritable = Không ghi được { $path }: { $reason }.
refused-backup-database-old = Cơ sở dữ liệu chưa được nâng cấp. Hãy chạy trước: tienglang db upgrade
refused-backup-damaged = Bản sao lưu bị hỏng ở phần { $name }; chưa phục hồi gì. Hãy dùng một bản sao lưu khác.
refused-backup-foreign = Trong tệp có phần lạ “{ $name }”: đây không phải bản sao lưu của Tiếng Làng, hoặc đã bị sửa. Chưa phục hồi gì.
refused-backup-version = Bản sao lưu thuộc phiên bản { $found }, chương trình này biết đến { $known }. Hãy cập nhật chương trình.
refused-backup-no-room = Không đủ chỗ trên đĩa: cần { $needed_mb } MB, còn { $free_mb } MB.
refused-restore-not-empty = Chỉ phục hồi được vào nơi trống, mà { $path } đã có dữ liệu.
