"""The name of a party at the beginning of a field's words, parted from its address and numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache

from averment.extract.documents.labels import fold
from averment.extract.tables import table
from averment.mention import Mention

NAMES = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity"})
LONGEST = 140
"""Characters of a name, at most."""

_HAN_END = re.compile(
    r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|股份公司|公司|集团|工厂|船厂|研究所|研究院"
    r"|银行[^\s,，;；:：]{0,16}?(?:支行|分行)|银行|中心|大学|商行|贸易行|经营部|厂)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_QUOTED = re.compile(r"^[^«\"“„]{0,80}(?:«[^«»]{1,90}»|“[^“”]{1,90}”|\"[^\"]{1,90}\"|„[^“”]{1,90}[“”])")
_STOP_AT = re.compile(
    r"\s*(?:;|\n|\t|\s[-–—]\s|\s\||,?\s*\(?(?<![\w])"
    r"(?:ИНН|КПП|ОГРН|БИК|INN|Tax ID|VAT|TIN|USCC|UNP|УНП|адрес|address|add|tel|phone|тел|"
    r"hereinafter|в лице|именуем\w+|represented by|зарегистрирован\w*|registered)"
    r"(?![\w])|地址|电话|税号|统一社会信用代码|（以下|\(以下|以下简称)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+"
    r"|[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ич))(?=$|[\s,;(])"
)


@lru_cache(maxsize=1)
def _forms_after() -> re.Pattern[str]:
    forms = "|".join(table("name_words")["forms_after"])
    return re.compile(rf",?\s(?:{forms})(?![\w])")


@lru_cache(maxsize=1)
def _forms_before() -> re.Pattern[str]:
    more = ("ИП", "АНО", "ГУП", "МУП", "ФГБУ", "IP")
    forms = "|".join(sorted((*table("name_words")["forms_before"], *more), key=lambda f: (-len(f), f)))
    return re.compile(
        rf"^(?:{forms}|Общество с ограниченной ответственностью|"
        r"(?:Публичное |Непубличное |Закрытое |Открытое )?[Аа]кционерное общество"
        rf"|Индивидуальный предприниматель)(?=\s)",
        re.IGNORECASE,
    )


def name_in(text: str) -> tuple[int, int] | None:
    """Where the party's name stands in a field's words; None when they hold no name.

    >>> text = "Orvel Trade Co., Ltd., 4 Quay Road, Port Vesna"
    >>> text[slice(*name_in(text))]
    'Orvel Trade Co., Ltd.'
    """
    start = len(text) - len(text.lstrip(" \t:：-–—"))
    order = re.match(r"to (?:the )?order of\s+|messrs\.?\s+|m/s\.?\s+|the\s+(?=[A-Z])", text[start:], re.IGNORECASE)
    if order:
        start += order.end()
    body = text[start : start + LONGEST]
    if not body or not _begins_a_name(body):
        return None
    end = _end(body)
    name = body[:end].rstrip(" ,;:，；(（-–—/")
    if len(name) < 2 or not any(c.isalpha() for c in name) or _is_sentence(name):
        return None
    return start, start + len(name)


def _begins_a_name(body: str) -> bool:
    first = body[0]
    if first in "«\"“„'":
        return len(body) > 2
    if first.isdigit():
        return (
            bool(re.match(r"\d+[A-Za-zА-Яа-я-]|\d+\s+[A-ZА-Я]", body)) and _forms_after().search(body[:80]) is not None
        )
    return (first.isalpha() and (first.isupper() or not first.islower())) or _forms_before().match(body) is not None


def _end(body: str) -> int:
    stop = _STOP_AT.search(body, 1)
    limit = stop.start() if stop else len(body)
    if _HAN.match(body):
        return _end_of_chinese(body[:limit])
    person = _PERSON.match(body)
    if person:
        return person.end()
    before = _forms_before().match(body)
    quoted = _QUOTED.match(body[:limit])
    if quoted and (before or "," not in body[: quoted.end()]):
        return quoted.end()
    after = _forms_after().search(body[:limit])
    if after and body[: after.start()].count(",") <= 1:
        end = after.end()
        further = _forms_after().match(body, end)  # "Group Co., Ltd."
        return further.end() if further and further.end() <= limit else end
    comma = re.search(r",|，", body[:limit])
    return comma.start() if comma else limit


def _end_of_chinese(body: str) -> int:
    last = None
    for match in _HAN_END.finditer(body[:60]):
        if last is not None and match.start() > last and re.search(r"[\s,，;；:：]", body[last : match.start()]):
            break
        last = match.end()
    if last is not None:
        branch = re.match(r"[\u4e00-\u9fff]{0,12}(?:分公司|支行|分行|分厂)", body[last:])
        return last + branch.end() if branch else last
    edge = re.search(r"[\s,，;；:：/|]", body)
    return edge.start() if edge else len(body)


_VERBS = re.compile(
    r"(?<![\w])(?:shall|will|must|is|are|was|were|has|have|should|hereby|agrees|pays?|обязан\w*"
    r"|должен|должна|оплачивает|поставляет|обязуется|является|не)(?![\w])"
)


def _is_sentence(name: str) -> bool:
    return bool(_VERBS.search(name)) or len(name.split()) > 14


def is_same_as(text: str) -> bool:
    """ "он же", "same as consignee", "同上"."""
    folded = fold(text[:60]).text.strip(" ,;")
    return any(
        folded == fold(p).text or folded.startswith(fold(p).text + " ")
        for phrases in table("documents")["same_as"].values()
        for p in phrases
        if len(p) > 3 or folded == fold(p).text
    )


def is_nothing(text: str) -> bool:
    """ "-", "n/a", "нет", "无": the paper says that there is nothing to say."""
    return text.strip().lower() in {str(n) for n in table("documents")["nothing"]}


def schema_of(name: str) -> str:
    """The kind of a party by the words of its name alone: Company by a legal form, else LegalEntity (either kind)."""
    if _PERSON.match(name):
        return "Person"
    if re.search(r"公司|集团|厂$|商行$", name) or _forms_after().search(name) or _forms_before().match(name):
        return "Company"
    return "LegalEntity"


def mention_at(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The mention of a name that these offsets are, or that begins there and ends inside or a little after."""
    for mention in mentions:
        if mention.schema not in NAMES:
            continue
        at, until = mention.place.start, mention.place.end
        if at == start and until == end:
            return mention
    return None
