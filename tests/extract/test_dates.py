"""Dates as news writes them, with and without the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.edtf import is_edtf
from averment.extract.values.calendar import Published, Written, resolve
from tests.extract.mentioned import mentions_of

PUBLISHED = "2024-09-26"  # a Thursday


def date_of(text: str, published: str | None = PUBLISHED) -> tuple[str, dict[str, object]]:
    (found,) = (m for m in mentions_of(text, published) if m.schema == "Date")
    return found.text, dict(found.value)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("said on Wednesday (September 25) that", "Wednesday (September 25)", "2024-09-25"),
        ("On September 24, it said", "September 24", "2024-09-24"),
        ("last year on March 16, it fell", "last year on March 16", "2023-03-16"),
        ("published on July 1st last year", "July 1st last year", "2023-07-01"),
        ("between December 2022 and April 2023, firms", "December 2022 and April 2023", "2022-12/2023-04"),
        ("between March and June 2023", "March and June 2023", "2023-03/2023-06"),
        ("in the first half of this year", "first half of this year", "2024-01/2024-06"),
        ("in the first nine months of 2023", "first nine months of 2023", "2023-01/2023-09"),
        ("earlier this year, it said", "earlier this year", "2024-01-01/2024-09-26"),
        ("officials said last week", "last week", "2024-09-16/2024-09-22"),
        ("signed on Monday", "Monday", "2024-09-23"),
        ("by 2023, it had", "2023", "2023"),
        ("the summer of 2023", "summer of 2023", "2023-22"),
        ("in early 2023", "early 2023", "2023~"),
        ("three years ago", "three years ago", "2021~"),
        ("dated 14.07.2023", "14.07.2023", "2023-07-14"),
        ("dated 2023-07-14", "2023-07-14", "2023-07-14"),
        ("from 3-7 March 2023", "3-7 March 2023", "2023-03-03/2023-03-07"),
        ("between 1 and 15 October 2023", "1 and 15 October 2023", "2023-10-01/2023-10-15"),
        ("the years 2019-2022", "2019-2022", "2019/2022"),
        ("in the 1990s", "1990s", "199X"),
        ("yesterday it fell", "yesterday", "2024-09-25"),
        ("Q3 2023 was good", "Q3 2023", "2023-07/2023-09"),
    ],
)
def test_dates_against_publication(text: str, words: str, edtf: str) -> None:
    assert (date_of(text)[0], date_of(text)[1]["edtf"]) == (words, edtf)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("on 03/04/2023 it", ["2023-03-04", "2023-04-03"]),
        ("issued last summer to", ["2023-22", "2024-22"]),
        ("on November 5 it", ["2023-11-05", "2024-11-05"]),
    ],
)
def test_what_is_ambiguous_stays_so(text: str, readings: list[str]) -> None:
    value = date_of(text)[1]
    assert value["edtf"] is None
    assert value["ambiguous"] == readings


def test_a_day_above_twelve_settles_the_slashes() -> None:
    assert date_of("on 13/04/2023 it")[1]["edtf"] == "2023-04-13"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On September 24, it", "XXXX-09-24"),
        ("last week it", None),
        ("on Monday it", None),
        ("in May 2023 it", "2023-05"),
    ],
)
def test_without_a_day_of_publication(text: str, edtf: str | None) -> None:
    value = date_of(text, None)[1]
    assert value["edtf"] == edtf
    assert ("needs publication date" in str(value["rule"])) == ("2023" not in text)


def test_within_counts_from_a_moment_nobody_names() -> None:
    words, value = date_of("within eight months, it would be ready")
    assert words == "within eight months"
    assert (value["edtf"], value["duration"]) == (None, "P8M")


def test_the_preposition_is_given_beside_the_date() -> None:
    assert date_of("since February 2022")[1]["bound"] == "since"
    assert date_of("by 2023, it had")[1]["bound"] == "by"


def test_months_that_are_words() -> None:
    assert [m.text for m in mentions_of("They may march in May.", PUBLISHED)] == ["May"]


def test_dates_in_other_languages() -> None:
    russian = mentions_of("Договор от 25 сентября 2024 года.", language="ru")
    chinese = mentions_of("合同日期为2024年9月25日。", language="zh")
    assert [m.value["edtf"] for m in (*russian, *chinese)] == ["2024-09-25", "2024-09-25"]


PARTS = st.fixed_dictionaries(
    {},
    optional={
        "year": st.integers(1950, 2050),
        "month": st.integers(1, 12),
        "season": st.integers(21, 24),
        "half": st.integers(1, 2),
        "quarter": st.integers(1, 4),
        "weekday": st.integers(0, 6),
        "year_back": st.integers(-1, 1),
        "week_back": st.integers(-1, 1),
        "season_back": st.integers(-1, 1),
        "part": st.sampled_from(["early", "late", "earlier", "later"]),
        "ago": st.tuples(st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"])),
        "span": st.tuples(st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]), st.just("past")),
    },
)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31)).map(date.isoformat)


@given(PARTS, st.none() | DAYS | DAYS.map(lambda d: d[:7]) | DAYS.map(lambda d: d[:4]), st.integers(1, 31))
def test_whatever_is_resolved_is_edtf(parts: dict[str, object], published: str | None, day: int) -> None:
    if not parts.keys() & {
        "year",
        "month",
        "season",
        "half",
        "quarter",
        "weekday",
        "year_back",
        "week_back",
        "ago",
        "span",
    }:
        return
    if "month" in parts:
        parts = parts | {"day": min(day, 28)}
    value = resolve(Written(**parts), Published.parse(published))  # type: ignore[arg-type]
    assert value["edtf"] is None or is_edtf(value["edtf"])
    assert all(is_edtf(e) for e in value.get("ambiguous", []))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It closed two weeks after the bank froze the account.", "two weeks after",
         {"edtf": None, "duration": "P2W", "direction": "after", "relative": False}),
        ("It closed three days after March 4, 2023.", "three days after", {"edtf": "2023-03-07", "precision": "day"}),
        ("It opened two months before 10 January 2023.", "two months before", {"edtf": "2022-11~"}),
        ("It was loaded on or about 28 June 2023.", "28 June 2023", {"edtf": "2023-06-28", "approx": True}),
    ],
)  # fmt: skip
def test_counted_from_an_event_or_a_day(text: str, words: str, value: dict[str, object]) -> None:
    found = {m.text: m.value for m in mentions_of(text, "2024-09-26") if m.schema == "Date"}
    assert {key: found[words].get(key) for key in value} == value


def test_a_stretch_after_a_day_of_an_unknown_year_is_left_open() -> None:
    found = [m for m in mentions_of("He was told two days before Nov. 8 to leave.", None) if m.schema == "Date"]
    assert [(m.text, m.value["edtf"]) for m in found] == [("two days before", None), ("Nov. 8", "XXXX-11-08")]
