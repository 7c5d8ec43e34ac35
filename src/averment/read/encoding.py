"""Which encoding a text is in, and what it says.

UTF-8 proves itself, a byte order mark says so, and the rest has to be weighed: every legacy encoding turns every
byte into some letter, so each is tried and the one whose letters look most like writing wins. Statistical guessers
need a page of text for that; letters' frequencies and the run of upper and lower case need a few words.
"""

import codecs
import re
from dataclasses import dataclass, replace

from averment.read.letters import common_hanzi, likelihood

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
CANDIDATES = {
    "cp1251": 0.0,
    "koi8-r": -0.5,
    "koi8-u": -1.0,
    "cp866": -1.5,
    "mac-cyrillic": -4.0,
    "iso8859-5": -4.0,
    "gb18030": 0.0,
    "big5": -1.0,
    "cp1252": 0.0,
    "cp932": -3.0,
    "euc-jp": -3.0,
    "cp949": -6.0,
}
"""Weighed against one another, with how rare each is beside the others (natural log; this project's judgement)."""

SAMPLE = 4096
"""Bytes weighed: letters do not grow clearer after a page or two."""
SURE = 6.0
"""How far the best must lie ahead of the next that reads differently, in natural logs: about 400 to 1."""
PLAUSIBLE = -6.0
"""Mean log-chance a byte under which none of the candidates looks like writing, and a wider search is made."""

_ODD_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text out of bytes. `bad` are the offsets of U+FFFD in it, put where bytes could not be decoded.

    `sure` is False when the encoding is a guess that may well be wrong, and `mislabelled` is what the document calls
    its encoding where that is not so.
    """

    text: str
    encoding: str
    sure: bool = True
    bad: tuple[int, ...] = ()
    mislabelled: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of `data`; a byte order mark is dropped, nothing else is changed.

    `declared` is what a mail header or a page says of its own encoding: followed when it fits.

    >>> decode("Договор".encode("koi8-r")).text
    'Договор'
    """
    label = _python_name(declared)
    found = _find(data, label)
    if label not in (None, found.encoding) and not data.isascii():
        return replace(found, mislabelled=declared)
    return found


def _find(data: bytes, declared: str | None) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    wide = _wide(data)
    if wide:
        return _decoded(data, wide)
    if _mostly_utf8(data):
        return _decoded(data, "utf-8")
    sample = _sample(data)
    name, sure = _weigh(sample, declared, whole=data.endswith(sample))
    return _decoded(data, name, sure)


def looks_binary(text: str) -> bool:
    """Whether more than one character in a hundred is a control character no text has."""
    head = text[:65536]
    return len(_ODD_CONTROLS.findall(head)) * 100 > len(head)


def _decoded(data: bytes, name: str, sure: bool = True) -> Decoded:
    try:
        return Decoded(data.decode(name), name, sure)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return Decoded(text, name, sure, tuple(m.start() for m in re.finditer("\ufffd", text)))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: where half of the bytes are of one kind."""
    head = data[: SAMPLE * 2]
    head = head[: len(head) // 2 * 2]
    if len(data) % 2 or not head:
        return None
    high, low = head[0::2].count(0), head[1::2].count(0)
    if high == low == 0:
        return _wide_chinese(head)
    name = "utf-16-le" if low > high else "utf-16-be"
    text = head.decode(name, "replace")
    # Spaces, digits and line ends are the NULs here; in one half only, and often enough to part words.
    lopsided = max(high, low) * 25 >= len(text) and max(high, low) >= 10 * min(high, low)
    return name if lopsided and not looks_binary(text) else None


def _wide_chinese(head: bytes) -> str | None:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        for name in ("utf-16-le", "utf-16-be"):
            if common_hanzi(head.decode(name, "replace")) > 0.3:
                return name
    return None


def _mostly_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:  # cut off inside its last character
            return not data[: error.start].isascii()
    else:
        return True
    text = data[: SAMPLE * 16].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    return good > 10 * bad


def _sample(data: bytes) -> bytes:
    """A stretch with letters beyond ASCII in it, beginning after a byte that is certainly a character of its own."""
    first = re.search(rb"[\x80-\xff]", data)
    at = first.start() if first else 0
    border = max(data.rfind(b" ", 0, at), data.rfind(b"\n", 0, at))
    start = border + 1 if at - border < 64 else at
    return data[start : start + SAMPLE]


def _python_name(declared: str | None) -> str | None:
    """Python's name of a declared encoding; names that the web uses loosely are taken as widely as they are meant."""
    try:
        name = codecs.lookup((declared or "").strip("\"' ")).name
        b"a".decode(name, "replace")  # Python also lists codecs that give no text ("hex"), and refuses them here
    except (LookupError, ValueError):
        return None
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": None}
    return wider.get(name, name)


def _weigh(sample: bytes, declared: str | None, whole: bool) -> tuple[str, bool]:
    """The encoding, and whether it is sure. `whole`: the sample ends where the text does."""
    if declared and declared not in CANDIDATES and _reads_clean(sample, declared):
        return declared, True
    scored: list[tuple[float, str, str]] = []
    for name, prior in CANDIDATES.items():
        text = codecs.getincrementaldecoder(name)("replace").decode(sample, whole)
        scored.append((likelihood(text) + prior, name, text))
    scored.sort(reverse=True)
    best, name, text = scored[0]
    if declared and any(other == declared and score > best - SURE for score, other, _ in scored):
        return declared, True
    high = sum(b > 0x7F for b in sample)
    if best < PLAUSIBLE * high:
        return _wider_search(sample) or name, False
    rival = next((score for score, _, said in scored if said != text), float("-inf"))
    return name, best - rival >= SURE


def _reads_clean(sample: bytes, name: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(name)("strict").decode(sample)
    except (UnicodeError, LookupError):
        return False
    return not looks_binary(text)


def _wider_search(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_exclusion=["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_7"]).best()
    return found.encoding if found else None
