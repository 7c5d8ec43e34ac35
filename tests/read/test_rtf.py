"""Rich Text Format, as word processors and mail programs write it."""

from collections.abc import Callable

import pytest

from averment.read.rtf_parse import parse

HEAD = (
    rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset134 SimSun;}{\f2\fcharset2 Symbol;}}"
)


def words(body: bytes, head: bytes = HEAD) -> list[str]:
    return [" | ".join(block.cells) for block in parse(head + body + b"}").blocks]


def test_a_letter(read_as: Callable) -> None:
    data = (
        HEAD
        + rb"{\info{\title Contract 5}{\author Jane Roe}{\operator Nobody}}"
        + rb"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}\pard\s1 Contract\par\pard Seven cranes\line were sold.\par"
        + rb"{\footnote\pard See the annex.}{\header Page of the firm\par}}"
    )
    reading = read_as(data, "x.doc")
    assert (reading.media_type, reading.title, reading.author) == ("application/rtf", "Contract 5", "Jane Roe")
    assert [(p.kind, p.part, p.text) for p in reading.passages] == [
        ("heading", None, "Contract"),
        ("paragraph", None, "Seven cranes\nwere sold."),
        ("paragraph", "header:1", "Page of the firm"),
        ("paragraph", "footnote:1", "See the annex."),
    ]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (rb"\'c4\'ee\'e3\'ee\'e2\'ee\'f0", "Договор"),
        (rb"{\f1 \'bb\'f5\'ce\'ef}", "货物"),
        (rb"{\f1 \'bb\'f5}{\f1\b \'ce\'ef}", "货物"),
        (rb"\u1044?\u1086?\u1075?", "Дог"),
        (rb"\uc0\u1044\u1086\u1075", "Дог"),
        (rb"\uc2\u1044\'8d\'4e\u1086 xx.", "До."),
        (rb"\u-10179?\u-8694?", "\U0001f60a"),
        (rb"{\f2 \'b7} one", "• one"),
        (rb"\ldblquote so\rdblquote\~it\emdash was", "“so”\u00a0it—was"),
        (rb"a \{b\} c:\\d", "a {b} c:\\d"),
        (rb"kept{\deleted  gone} here{\revised  new}", "kept here new"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt the page}}", "the page"),
        (rb"{\pict\pngblip 89504e47}after", "after"),
        (rb"{\*\unheard of}after", "after"),
        (rb"{\upr{\'c4?}{\*\ud{\u1044?}}}", "Д"),
        (rb"\bin4 {}{}after", "after"),
        (rb"{\v hidden} shown", "hidden shown"),
        (rb"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt in a box\par}}}", "in a box"),
    ],
)  # fmt: skip
def test_how_letters_are_written(body: bytes, wanted: str) -> None:
    assert words(body) == [wanted]


def test_a_table(read_as: Callable) -> None:
    row = rb"\trowd\cellx100\cellx200\pard\intbl %s\cell %s\cell\row"
    table = row % (rb"goods", rb"pieces") + row % (rb"crane\par large", rb"7")
    reading = read_as(HEAD + rb"\pard Lines:\par" + table + rb"\pard Done.\par" + row % (b"a", b"b") + b"}")
    assert [(p.part, p.row, p.text) for p in reading.passages] == [
        (None, None, "Lines:"),
        ("table:1", 1, "goods | pieces"),
        ("table:1", 2, "crane large | 7"),
        (None, None, "Done."),
        ("table:2", 1, "a | b"),
    ]
    assert [a.column for a in reading.passages[2].anchors] == [1, 2]


def test_letters_in_another_code_page_than_the_file_says(read_as: Callable, codes: Callable) -> None:
    spelled = "".join(f"\\'{b:02x}" for b in "Высылаем договор на поставку".encode("cp1251")).encode()
    reading = read_as(rb"{\rtf1\ansi\ansicpg1252 " + spelled + b"}")
    assert reading.text == "Высылаем договор на поставку"
    assert codes(reading) == ["encoding_mislabelled"]


def test_french_is_not_taken_for_russian(read_as: Callable) -> None:
    spelled = "".join(f"\\'{b:02x}" if b > 127 else chr(b) for b in "été à Genève, déjà payé".encode("cp1252")).encode()
    reading = read_as(rb"{\rtf1\ansi\ansicpg1252 " + spelled + b"}")
    assert reading.text == "été à Genève, déjà payé"
    assert reading.problems == ()


HIDDEN = (
    rb"{\rtf1\ansi\ansicpg1251\fromhtml1 {\fonttbl{\f0\fcharset204 Arial;}}{\*\htmltag19 <html>}{\*\htmltag34 <head>}"
    rb"{\*\htmltag41 </head>}{\*\htmltag50 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Seven \'ea\'f0\'e0\'ed\'ee\'e2."
    rb"\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\htmltag64 <p>}Second.{\*\htmltag72 </p>}{\*\htmltag58 </body>}}"
)


def test_a_page_hidden_in_it(read_as: Callable) -> None:
    assert parse(HIDDEN).html == "<html><head></head><body><p>Seven кранов.</p><p>Second.</p></body>"
    assert [p.text for p in read_as(HIDDEN).passages] == ["Seven кранов.", "Second."]


def test_hostile(read_as: Callable, codes: Callable) -> None:
    assert codes(read_as(HEAD + rb"\pard Seven cranes")) == ["truncated"]
    assert read_as(HEAD + b"{" * 200_000 + b"deep" + b"}" * 200_000 + b"}").text == "deep"
    assert codes(read_as(rb"{\rtf1}")) == ["no_text"]
    assert words(rb"\bin99999999999 gone") in ([], ["gone"])
    read_as(rb"{\rtf1 \u99999999999? \'zz \uc999999 \ansicpg99999 \f-5 \fcharset999 }}}}} text \cell\row\row}")
    for at in range(10, len(HIDDEN), 7):
        read_as(HIDDEN[:at] + b"\\" + HIDDEN[at:])
        read_as(HIDDEN[:at])
