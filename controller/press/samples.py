"""Words and a picture for each template, short, long and extreme: for contact sheets, the docs and tests."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from textwrap import wrap

from PIL import Image, ImageDraw

from controller.press.content import Content, Paper
from controller.press.cuts import smooth
from controller.press.template import Template

LENGTHS = ("short", "long", "extreme")
COMMUNE = "Xã Tân Hòa"
LABELS = {"normal": "THÔNG BÁO", "priority": "ƯU TIÊN", "emergency": "KHẨN CẤP"}
MOMENT = datetime(2026, 11, 27, 7, 30)  # noqa: DTZ001  wall time on a board

TITLES = {
    "short": "Lịch cắt điện thôn Đông",
    "long": "Thông báo lịch tiêm phòng sởi, rubella cho trẻ em dưới 5 tuổi tại Trạm Y tế xã",
    "extreme": "QUYẾT ĐỊNH về việc nghiêm cấm đốt rơm rạ, phế phụ phẩm nông nghiệp trên các tuyến đường liên thôn, xã",
}
TEXTS = {
    "short": "Thời gian: từ 07:30 đến 11:00 ngày 25/11/2026.\nKhu vực: thôn Đông, thôn Đoài.",
    "long": "Thời gian: 8 giờ 30 ngày 15 / 3 / 2026.\nĐịa điểm: Trạm Y tế xã, cách UBND 2 km.\nPhụ huynh mang theo sổ "
    "tiêm chủng và thẻ BHYT của cháu. Trẻ đang sốt trên 38 °C thì hoãn tiêm, tiêm bù đợt 2 ngày 22/3. Thắc mắc xin "
    "gọi số 0210 3 555 115 (trong giờ hành chính).",
    "extreme": "NGHIÊMTRỌNGNGOẰNNGOÈOKHUỶUĐƯỜNGTRƯỜNGHOÀNG ! Ẫ Ỡ Ữ Ệ Ộ Ặ ẫ ỡ ữ ệ ộ ặ . (Xem Điều 12 , khoản 3 .)\n"
    + "Tổng số tiền 1 200 000 đồng / hộ , tỷ số 3 : 2 ; bụi PM2.5 trên 150 µg/m³ . Người dân thuộc diện “khuyến "
    "khích” thực hiện từ ngày 01 - 15 / 12 / 2026 … " * 4,
}
SECOND = ("Power cut in Đông hamlet", "Time: 07:30 to 11:00 on 25/11/2026.\nArea: Đông and Đoài hamlets.")
AGENDA = [
    ("Giờ", "Việc", "Nơi họp"),
    ("07:30", "Chào cờ, giao ban đầu tuần", "Hội trường UBND"),
    ("09:00", "Tiếp công dân", "Phòng một cửa"),
    ("14:00", "Kiểm tra đê bao và cống tiêu thôn Đoài trước bão số 9", "Thôn Đoài"),
    ("16:30", "Họp Ban Chỉ huy phòng thủ dân sự", "Phòng họp 2"),
]
PRICES = [
    ("Mặt hàng", "Giá", "So với hôm qua"),
    ("Gạo tẻ thường", "15.000 đ/kg", "0"),
    ("Thịt lợn hơi", "62.000 đ/kg", "+1.500"),
    ("Cà phê nhân xô", "118.200 đ/kg", "-700"),
    ("Trứng gà ta", "3.500 đ/quả", "+100"),
]
LINK = "https://tanhoa.example.vn/tb/2026-1125"


def sample(template: Template, length: str) -> Content:
    """What a template shows in lists of templates."""
    rows = {"agenda": AGENDA}.get(template.id, PRICES)
    often = {"short": 1, "long": 3, "extreme": 9}[length]
    table = [rows[0], *(rows[1:] if often > 1 else rows[1:3]) * often]
    klass = template.klass or "normal"
    warned = template.klass == "emergency" and length == "short"
    title = "Lũ quét đang về: sơ tán ngay" if warned else TITLES[length]
    text = "Rời nhà ngay, lên nhà văn hóa xã. Không qua cầu tràn. Gọi 112." if warned else TEXTS[length]
    words = {
        "title": title,
        "text": text,
        "title2": SECOND[0],
        "text2": " ".join([SECOND[1]] * often),
        "table": "\n".join(" | ".join(row) for row in table),
        "caption": title,
        "link": LINK,
        "commune": COMMUNE,
        "label": LABELS[klass],
    }
    return Content(words, klass, picture=landscape(), focus=(0.5, 0.6), moment=MOMENT, pages=(letter(),))


@cache
def letter() -> Paper:
    """A page of an office: lines of letters with a margin."""
    cut = smooth(56)
    picture = Image.new("L", (1500, 2100), 255)
    for number, line in enumerate((TITLES["long"], *wrap(TEXTS["extreme"], 46)[:22])):
        cut.plain.draw(picture, 60, 120 + 88 * number, line, 0)
    return Paper(picture, cut.capital, 260)


@cache
def landscape() -> Image.Image:
    """A sky, a sun, hills and fields: something to see in four colours as well as in all of them."""
    width, height = 1200, 800
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    for y in range(height):
        share = y / height
        pen.line((0, y, width, y), fill=(round(90 + 150 * share), round(150 + 80 * share), round(235 - 60 * share)))
    pen.ellipse((840, 90, 1020, 270), fill=(255, 236, 150))
    pen.polygon(((0, 520), (260, 300), (520, 480), (760, 260), (1200, 540), (1200, 800), (0, 800)), fill=(46, 96, 70))
    pen.polygon(((0, 600), (1200, 520), (1200, 800), (0, 800)), fill=(120, 170, 60))
    for at in range(-800, 1200, 90):
        pen.line((at, 800, at + 700, 560), fill=(70, 120, 40), width=8)
    return picture
