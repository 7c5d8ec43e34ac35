"""Invented invoices drawn as pictures, with every word and where it stands: what recognition is measured on.

No party, ship or number is real. The same kind, seed and resolution give the same picture, given the same fonts.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from PIL import Image, ImageDraw, ImageFont

KINDS = ("english", "russian", "simplified", "traditional", "mixed")
LOOKS = ("clean", "skewed", "photographed", "turned")

# Tuned on the first face of each, reported on all.
_LATIN = (
    "dejavu/DejaVuSans",
    "dejavu/DejaVuSerif",
    "liberation/LiberationSans-Regular",
    "liberation/LiberationSerif-Regular",
)
_HAN = (("opentype/noto/NotoSansCJK-Regular.ttc", 2, 3), ("opentype/noto/NotoSerifCJK-Regular.ttc", 2, 3))
_SMALL_HAN = ("truetype/wqy/wqy-microhei.ttc", 0, 0)
FONTS = Path("/usr/share/fonts")
GET_FONTS = "apt install fonts-dejavu-core fonts-liberation fonts-noto-cjk (or fonts-wqy-microhei)"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words drawn on one line; `boxes` has left, top, right, bottom in pixels for each of them."""

    text: str
    words: tuple[str, ...]
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A picture of an invoice, what is written on it, and the fields someone would look for."""

    image: Image.Image
    cells: tuple[Cell, ...]
    fields: tuple[str, ...]
    kind: str
    look: str
    dpi: int
    along: tuple[float, float] = (1.0, 0.0)
    """The direction of writing in the picture."""


_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class _Sheet:
    """A page while it is drawn; lengths are in pixels."""

    image: Image.Image
    dpi: int
    fonts: dict[str, ImageFont.FreeTypeFont]
    cells: list[Cell] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, size: str = "body", right: bool = False) -> float:
        """Draw a text word by word and note where each stands; returns where it ends."""
        draw = ImageDraw.Draw(self.image)
        text = re.sub("(?<=[\u3400-\u9fff]),", "\uff0c", text)
        words = text.split(" ")
        space = 0.3 * self.fonts[f"latin {size}"].size
        if right:
            x -= sum(self._width(w, size) for w in words) + space * (len(words) - 1)
        boxes = []
        for word in words:
            start, boxed = x, []
            for piece in pieces(word):
                font = self.fonts[("han " if is_han(piece[0]) else "latin ") + size]
                baseline = y + 0.8 * self.fonts[f"latin {size}"].size
                draw.text((x, baseline), piece, font=font, fill=0, anchor="ls")
                boxed.append(font.getbbox(piece, anchor="ls"))
                boxed[-1] = tuple(v + d for v, d in zip(boxed[-1], (x, baseline, x, baseline), strict=True))
                x += font.getlength(piece)
            lefts, tops, rights, bottoms = zip(*boxed, strict=True)
            boxes.append((min(lefts), min(tops), max(rights), max(bottoms)))
            assert start <= x
            x += space
        self.cells.append(Cell(text, tuple(words), tuple(boxes)))
        return x - space

    def _width(self, word: str, size: str) -> float:
        return sum(self.fonts[("han " if is_han(p[0]) else "latin ") + size].getlength(p) for p in pieces(word))


def is_han(letter: str) -> bool:
    """Whether a character is written as Chinese, its punctuation included."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\uff00" <= letter <= "\uffef"


def pieces(word: str) -> Iterator[str]:
    """A word cut where its script changes between Chinese and the rest."""
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or is_han(word[at]) != is_han(word[start]):
            yield word[start:at]
            start = at


def missing_fonts() -> str | None:
    """How to get the fonts, where they are absent."""
    there = all((FONTS / "truetype" / f"{name}.ttf").is_file() for name in _LATIN[:2]) and _han_face(0, "simplified")
    return None if there else GET_FONTS


def _han_face(number: int, kind: str) -> tuple[str, int] | None:
    faces = [*(_HAN[number % 2 :] + _HAN[: number % 2]), _SMALL_HAN]
    for name, simplified, traditional in faces:
        if (FONTS / name).is_file():
            return str(FONTS / name), traditional if kind == "traditional" else simplified
    return None


def _fonts(draw: random.Random, kind: str, dpi: int) -> dict[str, ImageFont.FreeTypeFont]:
    there = [f for f in _LATIN if (FONTS / "truetype" / f"{f}.ttf").is_file()]
    latin = str(FONTS / "truetype" / f"{draw.choice(there)}.ttf")
    han = _han_face(draw.randrange(2), kind)
    assert han is not None
    points = draw.choice((9, 10, 11))
    made = {}
    for size, factor in (("body", 1.0), ("title", 1.6)):
        pixels = points * factor * dpi / 72
        made[f"latin {size}"] = ImageFont.truetype(latin, pixels)
        made[f"han {size}"] = ImageFont.truetype(han[0], pixels, index=han[1])
    return made


def invoice(kind: str, seed: int, dpi: int = 300, look: str = "clean") -> Paper:
    """Draw one. `kind` is one of `KINDS`, `look` one of `LOOKS`."""
    draw = random.Random(f"{kind} {seed}")
    size = (round(8.27 * dpi), round(7.2 * dpi))  # the upper part of an A4 page: what is under the terms is empty
    sheet = _Sheet(Image.new("L", size, 255), dpi, _fonts(draw, "simplified" if kind == "mixed" else kind, dpi))
    fields = _fill(sheet, draw, kind)
    paper = Paper(sheet.image, tuple(sheet.cells), tuple(fields), kind, look, dpi)
    return _seen(paper, random.Random(f"{kind} {seed} {look}"))


def _fill(sheet: _Sheet, draw: random.Random, kind: str) -> list[str]:
    first = "english" if kind == "mixed" else kind
    other = ["simplified", "russian"] if kind == "mixed" else [kind, kind]
    own, theirs, last = _WORDS[first], _WORDS[other[0]], _WORDS[other[1]]
    line = 1.75 * sheet.fonts["latin body"].size
    left, edge = 0.75 * sheet.dpi, 7.5 * sheet.dpi
    half = 4.2 * sheet.dpi
    number = f"{draw.choice(('HT', 'VM', 'NQ'))}-{draw.randint(2021, 2026)}-{draw.randint(100, 9999):04d}"
    date = f"{draw.randint(10, 28)}.{draw.randint(1, 12):02d}.{draw.randint(2021, 2026)}"
    contract = f"{draw.randint(10, 99)}/{draw.randint(2021, 2026)}-{draw.choice('ABEK')}"
    seller, buyer = draw.choice(theirs["sellers"]), draw.choice(last["buyers"])
    colon = "\uff1a" if is_han(own["no"][0]) else ":"
    y = 0.5 * sheet.dpi
    sheet.put(left, y, draw.choice(own["title"]), "title")
    y += 1.9 * line
    sheet.put(left, y, f"{own['no']}{colon} {number}")
    beside = draw.random() < 0.6
    y += 0 if beside else line
    sheet.put(half if beside else left, y, f"{own['date']}{colon} {date}")
    y += line
    sheet.put(left, y, f"{own['contract']}{colon} {contract}")
    y += 1.5 * line
    for label, words, party in ((own["seller"], theirs, seller), (own["buyer"], last, buyer)):
        sheet.put(left, y, f"{label}{colon} {party}")
        sheet.put(left, y + line, draw.choice(words["places"]))
        y += 2.3 * line
    goods, y = _table(sheet, draw, (own, theirs, last), y, line)
    total = f"USD {draw.randint(10, 99)},{draw.randint(100, 999)}.{draw.randint(0, 99):02d}"
    sheet.put(edge, y, f"{own['total']}{colon} {total}", right=True)
    y += 1.8 * line
    for words in (own, theirs, last) if kind == "mixed" else (own,):
        for term in words["terms"][: 1 if kind == "mixed" else 2]:
            sheet.put(left, y, term)
            y += line
    return [number, date, contract, seller, buyer, total, *goods]


def _table(
    sheet: _Sheet, draw: random.Random, languages: Sequence[dict[str, Any]], y: float, line: float
) -> tuple[list[str], float]:
    columns = [float(sheet.dpi) * at for at in (0.75, 5.0, 6.2, 7.5)]
    ruled = draw.random() < 0.5
    ink = ImageDraw.Draw(sheet.image)
    rows = [languages[0]["head"]]
    goods = []
    for number in range(draw.randint(3, 5)):
        goods.append(draw.choice([g for g in languages[number % 3]["goods"] if g not in goods]))
        count, price = draw.randint(2, 900), draw.randint(3, 900)
        rows.append([goods[-1], str(count), f"{price}.{draw.choice(('00', '50', '25'))}", f"{count * price:,}.00"])
    top = y - 0.35 * line
    for row in rows:
        for n, text in enumerate(row):
            sheet.put(columns[n], y, text, right=n > 0)
        y += 1.15 * line
        if ruled:
            ink.line(
                (columns[0] - 8, y - 0.3 * line, columns[3] + 8, y - 0.3 * line), fill=0, width=max(1, sheet.dpi // 150)
            )
    if ruled:
        ink.line((columns[0] - 8, top, columns[3] + 8, top), fill=0, width=max(1, sheet.dpi // 150))
    return goods, y + 0.4 * line


def _seen(paper: Paper, draw: random.Random) -> Paper:
    """The paper as a scanner or a camera would have it, and the boxes where the words then stand."""
    if paper.look == "clean":
        return paper
    width, height = paper.image.size
    if paper.look == "turned":
        turn = draw.choice((1, 2, 3))
        image = paper.image.rotate(90 * turn, expand=True)
        corners = [(0, 0), (width, 0), (width, height), (0, height)]
        corners = corners[turn:] + corners[:turn]
        return _moved(paper, _through(corners, image.size), image)
    if paper.look == "skewed":
        angle = np.deg2rad(draw.choice((-1, 1)) * draw.uniform(0.8, 4.0))
        grown = (round(width * 1.06), round(height * 1.12))
        corners = []
        for x, y in ((0, 0), (grown[0], 0), (grown[0], grown[1]), (0, grown[1])):
            dx, dy = x - grown[0] / 2, y - grown[1] / 2
            corners.append(
                (
                    np.cos(angle) * dx - np.sin(angle) * dy + width / 2,
                    np.sin(angle) * dx + np.cos(angle) * dy + height / 2,
                )
            )
    else:
        grown = (width, height)
        by = 0.025 * width
        ends = ((0, 0), (width, 0), (width, height), (0, height))
        corners = [
            (
                x + draw.uniform(-by, by * 0.3) * (1 if x == 0 else -1),
                y + draw.uniform(-by, by * 0.3) * (1 if y == 0 else -1),
            )
            for x, y in ends
        ]
    through = _through(corners, grown)
    image = paper.image.transform(grown, Image.Transform.PERSPECTIVE, through, Image.Resampling.BICUBIC, fillcolor=255)
    return _moved(paper, through, _worn(image, paper.look, draw))


def _worn(image: Image.Image, look: str, draw: random.Random) -> Image.Image:
    """Noise and a grey ground; for a photograph uneven light, blur and the marks of JPEG as well."""
    import io

    from PIL import ImageFilter

    noise = np.random.default_rng(draw.randrange(1 << 30))
    if look == "photographed":
        image = image.filter(ImageFilter.GaussianBlur(0.35 * image.width / 1240))
    seen = np.asarray(image, dtype=np.float32) * 0.88 + 22
    if look == "photographed":
        down, across = np.mgrid[0 : image.height, 0 : image.width].astype(np.float32)
        angle = draw.uniform(0, 2 * np.pi)
        along = (np.cos(angle) * across / image.width + np.sin(angle) * down / image.height + 1) / 2
        seen *= 0.55 + 0.45 * along
    seen += noise.normal(0, 9 if look == "skewed" else 6, seen.shape)
    image = Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))
    if look == "photographed":
        held = io.BytesIO()
        image.save(held, "JPEG", quality=70)
        image = Image.open(held).convert("L")
    return image


def _through(corners: Sequence[tuple[float, float]], size: tuple[int, int]) -> list[float]:
    """The projective map from the corners of a picture of `size` to `corners`, as Pillow wants it."""
    ends = ((0, 0), (size[0], 0), size, (0, size[1]))
    rows, right = [], []
    for (x, y), (u, v) in zip(ends, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return [float(v) for v in np.linalg.solve(np.array(rows, dtype=float), np.array(right, dtype=float))]


def _moved(paper: Paper, through: list[float], image: Image.Image) -> Paper:
    back = np.linalg.inv(np.array([*through, 1.0]).reshape(3, 3))
    cells = []
    for cell in paper.cells:
        boxes = []
        for left, top, right, bottom in cell.boxes:
            ends = back @ np.array([[left, right, right, left], [top, top, bottom, bottom], [1, 1, 1, 1]])
            xs, ys = ends[0] / ends[2], ends[1] / ends[2]
            boxes.append((float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())))
        cells.append(Cell(cell.text, cell.words, tuple(boxes)))
    (x0, y0, w0), (x1, y1, w1) = back @ np.array([0, 0, 1]), back @ np.array([1, 0, 1])
    along = (float(x1 / w1 - x0 / w0), float(y1 / w1 - y0 / w0))
    return Paper(image, tuple(cells), paper.fields, paper.kind, paper.look, paper.dpi, along)
