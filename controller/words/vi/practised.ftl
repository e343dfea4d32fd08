book-practised = Tập, không phát thật
reason-practised = tập, không phát thật
