"""Invented invoices, packing lists and letters: what they say, and in which layout. Nobody named in them exists."""

import random
from dataclasses import dataclass, field

LAYOUTS = ("list", "columns", "form", "long", "letterhead", "blocks")
"""`list`: labels left of their values. `columns`: seller and buyer side by side under their labels. `form`: every label
above its value in boxes. `long`: so many lines that the table goes over pages, with wrapped goods. `letterhead`: the
seller at the left, number and date at the right. `blocks`: labels in a column of their own with the values far right,
goods in the middle of their rows, the parties after the table."""
HELD_OUT = ("quads",)
"""`quads`: two labels with their values on each line, the bank before the table, as in a filled-in form."""
LANGUAGES = ("en", "ru", "zh", "ru/en", "zh/en")


@dataclass(frozen=True, slots=True)
class Made:
    """A paper: `fields` and `lines` are what must be found; `blocks` are what is drawn, in order.

    A block is ("title", text), ("pairs", [(label, [lines])]), ("side", [[(label, [lines])], …]), ("table", heads, rows,
    total) or ("text", text).
    """

    kind: str
    language: str
    layout: str
    fields: dict[str, str]
    lines: list[dict[str, str]]
    blocks: list[tuple] = field(default_factory=list)


WORDS = {
    "title": {
        "invoice": ("COMMERCIAL INVOICE", "ИНВОЙС", "商业发票"),
        "packing_list": ("PACKING LIST", "УПАКОВОЧНЫЙ ЛИСТ", "装箱单"),
    },
    "number": ("Invoice No.", "Номер инвойса", "发票号码"),
    "own": ("No.", "№", "编号"),
    "date": ("Date", "Дата", "日期"),
    "seller": ("Seller", "Продавец", "卖方"),
    "buyer": ("Buyer", "Покупатель", "买方"),
    "consignee": ("Consignee", "Грузополучатель", "收货人"),
    "contract": ("Contract No.", "Контракт №", "合同号"),
    "incoterms": ("Terms of delivery", "Условия поставки", "价格条款"),
    "payment_terms": ("Terms of payment", "Условия оплаты", "付款方式"),
    "origin": ("Country of origin", "Страна происхождения", "原产国"),
    "loading_port": ("Port of loading", "Порт погрузки", "装运港"),
    "discharge_port": ("Port of discharge", "Порт выгрузки", "目的港"),
    "vessel": ("Vessel", "Судно", "船名"),
    "bank": ("Bank", "Банк", "开户行"),
    "account": ("Account No.", "Р/с", "账号"),
    "swift": ("SWIFT", "SWIFT", "SWIFT"),
    "net_weight": ("Total net weight", "Общий вес нетто", "总净重"),
    "gross_weight": ("Total gross weight", "Общий вес брутто", "总毛重"),
    "total": ("Total", "Итого", "合计"),
}
HEADS = {
    "n": ("No.", "№", "序号"),
    "goods": ("Description of goods", "Наименование товара", "品名"),
    "hs": ("HS code", "Код ТН ВЭД", "海关编码"),
    "quantity": ("Quantity", "Кол-во", "数量"),
    "unit_price": ("Unit price", "Цена", "单价"),
    "amount": ("Amount", "Сумма", "金额"),
    "packages": ("Packages", "Мест", "箱数"),
    "net_weight": ("Net weight, kg", "Вес нетто, кг", "净重(千克)"),
}
GOODS = (
    [
        "Sonar head KR-4",
        "Polyester mooring rope",
        "Depth gauge DG-210",
        "Marine diesel injector, 12 mm",
        "Deck winch W-7",
        "Stainless steel shackle with pin, grade 316, tested",
        "Echo sounder cable 20 m",
        "Bilge pump 24 V",
    ],
    [
        "Блок питания БП-7",
        "Кабель силовой морской",
        "Датчик давления ДД-210",
        "Насос топливный НТ-12",
        "Лебёдка палубная",
        "Скоба такелажная из нержавеющей стали с пальцем, испытанная",
        "Прокладка резиновая",
        "Клапан обратный КО-3",
    ],
    ["声呐探头", "聚酯缆绳", "测深仪", "船用柴油喷油嘴", "甲板绞车", "不锈钢卸扣", "回声测深电缆", "舱底泵"],
)
COMPANIES = (
    [
        ("Brindle Marine Trading FZE", ["Unit 9, Coral Quay", "Ajmera"]),
        ("Norvik Shipworks Ltd", ["4 Breakwater Street", "Port Vesna"]),
        ("Oslen Deepwater GmbH", ["Hafenweg 12", "21107 Altenfurt"]),
        ("Talvik Instruments Co., Ltd.", ["88 Harbour Road", "Ninghai"]),
    ],
    [
        ("ООО «Ветка-Сервис»", ["190000, г. Озёрск", "ул. Причальная, д. 4"]),
        ("АО «Норвик»", ["г. Порт-Весна, ул. Лесная, 2"]),
        ("ООО «ТД Заря-Комплект»", ["443000, г. Луговой, пр. Мира, 11"]),
        ("ИП Кедров А. П.", ["г. Озёрск, а/я 17"]),
    ],
    [
        ("海宜仪器（宁川）有限公司", ["宁川市港口路8号"]),
        ("东岭船舶设备有限公司", ["海州市东岭路16号"]),
        ("青屿进出口贸易有限公司", ["青屿市人民大道102号"]),
        ("北湾机械制造厂", ["北湾市工业园3区"]),
    ],
)
BANKS = ("Coral Quay Commercial Bank", "АКБ «Озёрский»", "宁川商业银行东港支行")
PORTS = (("Ajmera", "Port Vesna"), ("Озёрск", "Порт-Весна"), ("宁川", "海州"))
COUNTRIES = ("Germany", "Германия", "德国")
PAYMENT = (
    "30% in advance, balance within 20 days",
    "предоплата 30%, остаток в течение 20 дней",
    "预付30%，余款20天内付清",
)
MONTHS = ("January", "February", "March", "April", "May", "June")
RUSSIAN_MONTHS = ("января", "февраля", "марта", "апреля", "мая", "июня")


def made(seed: int, language: str, layout: str) -> Made:
    """One paper; the same for the same seed."""
    rng = random.Random(f"{seed}/{language}/{layout}")
    kind = rng.choice(("invoice", "invoice", "packing_list"))
    if seed % 4 == 3 and layout in ("list", "letterhead"):
        return letter(rng, language, layout)
    return trade(rng, kind, language, layout)


def speaks(language: str) -> int:
    """Which of three words: 0 English, 1 Russian, 2 Chinese; of bilingual papers the values are in the first."""
    return {"en": 0, "ru": 1, "zh": 2}[language.split("/")[0]]


def word(table: dict, key: str, language: str) -> str:
    own = table[key][speaks(language)]
    return own if "/" not in language or own == table[key][0] else f"{own} / {table[key][0]}"


def day(rng: random.Random, at: int) -> str:
    year, month, number = rng.choice((2023, 2024)), rng.randrange(1, 7), rng.randrange(1, 28)
    long = (
        f"{number} {MONTHS[month - 1]} {year}",
        f"{number} {RUSSIAN_MONTHS[month - 1]} {year} г",
        f"{year}年{month}月{number}日",
    )[at]
    return rng.choice((long, f"{number:02}.{month:02}.{year}" if at < 2 else f"{year}-{month:02}-{number:02}"))


def money(value: float, at: int) -> str:
    shown = f"{value:,.2f}"
    return shown.replace(",", " ").replace(".", ",") if at == 1 else shown


def trade(rng: random.Random, kind: str, language: str, layout: str) -> Made:
    at = speaks(language)
    (seller, seller_at), (buyer, buyer_at) = rng.sample(COMPANIES[at], 2)
    number = rng.choice(
        (f"ST-{rng.randrange(100, 999)}/24", f"{rng.randrange(1000, 9999)}", f"HY2024-{rng.randrange(100, 999)}")
    )
    currency = ("USD", "RUB", "CNY")[at]
    fields = {
        "number": number,
        "date": day(rng, at),
        "seller": seller,
        "buyer": buyer,
        "contract": f"VS-{rng.randrange(10, 99)}/2023",
        "incoterms": f"{rng.choice(('CIP', 'FOB', 'CIF'))} {PORTS[at][1]}",
        "loading_port": PORTS[at][0],
        "discharge_port": PORTS[at][1],
    }
    values = {name: [words] for name, words in fields.items()}
    values["seller"], values["buyer"] = [seller, *seller_at], [buyer, *buyer_at]
    count = rng.randrange(45, 60) if layout == "long" else rng.randrange(2, 6)
    rows, lines, total = goods(rng, kind, at, count)
    heads = [word(HEADS, name, language) for name in columns(kind)]
    if kind == "invoice":
        extra = {"payment_terms": PAYMENT[at], "origin": COUNTRIES[at]}
        money_in = {"bank": BANKS[at], "account": "".join(rng.choices("0123456789", k=20)), "swift": "BRNDAE22"}
        fields |= extra | money_in
        values |= {name: [words] for name, words in (extra | money_in).items()}
        shown = f"{currency} {money(total, at)}"
        fields["total"] = shown
        sums = [(word(WORDS, "total", language), shown)]
    else:
        gross = f"{total + 20:.0f} {('kg', 'кг', '千克')[at]}"
        fields["gross_weight"] = gross
        sums = [(word(WORDS, "gross_weight", language), gross)]
    paper = Made(kind, language, layout, fields, lines)
    paper.blocks.extend(laid_out(paper, values, heads, rows, sums, language))
    return paper


def columns(kind: str) -> tuple[str, ...]:
    return (
        ("n", "goods", "hs", "quantity", "unit_price", "amount")
        if kind == "invoice"
        else ("n", "goods", "quantity", "packages", "net_weight")
    )


def goods(rng: random.Random, kind: str, at: int, count: int) -> tuple[list[list[str]], list[dict[str, str]], float]:
    rows, lines, total = [], [], 0.0
    for n in range(1, count + 1):
        words, amount, price = rng.choice(GOODS[at]), rng.randrange(1, 90), rng.randrange(100, 250_000) / 100
        unit = (rng.choice(("pcs", "sets")), rng.choice(("шт", "компл")), rng.choice(("台", "件")))[at]
        if kind == "invoice":
            hs = f"{rng.randrange(8400, 9033)}{rng.randrange(100000, 999999)}"
            line = {
                "goods": words,
                "hs": hs,
                "quantity": f"{amount}",
                "unit_price": money(price, at),
                "amount": money(amount * price, at),
            }
            rows.append([str(n), words, hs, f"{amount} {unit}", line["unit_price"], line["amount"]])
            total += round(amount * price, 2)
        else:
            boxes, weight = rng.randrange(1, 20), rng.randrange(5, 900)
            line = {"goods": words, "quantity": f"{amount}", "packages": f"{boxes}", "net_weight": f"{weight}"}
            rows.append([str(n), words, f"{amount} {unit}", str(boxes), str(weight)])
            total += weight
        lines.append(line)
    return rows, lines, total


def laid_out(paper: Made, values: dict, heads: list, rows: list, sums: list, language: str) -> list[tuple]:
    """The blocks of a layout."""
    title = WORDS["title"][paper.kind][speaks(language)]
    if "/" in language:
        title = f"{title} / {WORDS['title'][paper.kind][0]}"

    def pair(name: str) -> tuple[str, list[str]]:
        key = "own" if name == "number" and paper.kind != "invoice" else name
        return word(WORDS, key, language), values[name]

    parties, meta = ["seller", "buyer"], ["number", "date"]
    rest = [n for n in values if n not in (*parties, *meta, "bank", "account", "swift")]
    bank = [n for n in ("bank", "account", "swift") if n in values]
    table = ("table", heads, rows, sums)
    match paper.layout:
        case "list" | "long":
            return [
                ("title", title),
                ("pairs", [pair(n) for n in (*meta, *parties, *rest)]),
                table,
                ("pairs", [pair(n) for n in bank]),
            ]
        case "columns":
            return [("title", title), ("pairs", [pair(n) for n in meta]), ("side", [[pair("seller")], [pair("buyer")]]),
                    ("pairs", [pair(n) for n in (*rest, *bank)]), table]  # fmt: skip
        case "form":
            left, right = (
                [pair("seller"), pair("buyer"), *map(pair, rest[:2])],
                [*map(pair, meta), *map(pair, rest[2:])],
            )
            return [("title", title), ("side", [left, right]), table, ("pairs", [pair(n) for n in bank])]
        case "quads":
            fours = [pair(n) for n in (*meta, *rest)]
            return [("title", title), ("pairs", [pair("buyer"), pair("seller")]), ("quads", fours),
                    ("pairs", [pair(n) for n in bank]), table]  # fmt: skip
        case "letterhead":
            return [("title", title), ("side", [[pair("seller")], [pair(n) for n in meta]]), ("pairs", [pair("buyer")]),
                    table, ("pairs", [pair(n) for n in (*rest, *bank)])]  # fmt: skip
        case _:
            return [
                ("title", title),
                ("far", [pair(n) for n in (*meta, *rest)]),
                ("middle", *table[1:]),
                ("far", [pair(n) for n in (*parties, *bank)]),
            ]


def letter(rng: random.Random, language: str, layout: str) -> Made:
    at = speaks(language)
    (sender, sender_at), (recipient, _) = rng.sample(COMPANIES[at], 2)
    person = ("Ana Holm", "И. П. Кедров", "林海")[at]
    date = day(rng, at)
    number = f"{rng.randrange(10, 99)}-{rng.randrange(100, 999)}"
    fields = {"sender": sender, "recipient": recipient, "date": date, "reference": number}
    opening = ("Dear Sirs,", "Уважаемые коллеги!", "尊敬的先生：")[at]
    body = (
        "We confirm that the goods under the contract were handed over to the carrier.",
        "Подтверждаем, что товар по контракту передан перевозчику.",
        "我司确认合同项下货物已交付承运人。",
    )[at]
    closing, office = ("Yours faithfully,", "С уважением,", "此致 敬礼")[at], ("Director", "Директор", "总经理")[at]
    if at < 2:
        fields["signatory"] = person
    head = [("text", f"{sender}, {sender_at[0]}" if at < 2 else f"{sender}，{sender_at[0]}"),
            ("text", (f"Our ref: {number}", f"Исх. № {number}", f"文号：{number}")[at]), ("text", date),
            ("text", (f"To: {recipient}", f"Кому: {recipient}", f"致：{recipient}")[at])]  # fmt: skip
    if layout == "letterhead":
        head = [head[0], head[3], head[2], head[1]]
    signed = [
        ("text", closing),
        ("text", f"{person}, {office}" if at == 0 else f"{office} {person}"),
    ]
    return Made("letter", language, layout, fields, [], [*head, ("text", opening), ("text", body), *signed])
