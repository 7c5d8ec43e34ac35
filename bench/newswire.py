"""Invented news text of any length, the same for the same seed: companies, people, goods, quantities, attributions.

>>> len(article(1, 5000)) in range(4600, 5001)
True
"""

import random
import re
from pathlib import Path

_HEADS = [
    "Kelvar",
    "Brison",
    "Tordal",
    "Ostrem",
    "Velnik",
    "Harrud",
    "Pellan",
    "Quorin",
    "Sandvek",
    "Ulmar",
    "Wexley",
    "Yorrin",
    "Zandek",
    "Ambrel",
]
_TAILS = [
    "Marine",
    "Avionics",
    "Instruments",
    "Trading",
    "Logistics",
    "Dynamics",
    "Optics",
    "Shipworks",
    "Metals",
    "Works",
]
_FORMS = ["Ltd.", "LLC", "FZE", "GmbH", "JSC", "Inc."]
_FIRST = ["Ilse", "Tomas", "Viktor", "Mara", "Jonas", "Petra", "Anton", "Ruth", "Karel", "Sofia"]
_LAST = ["Brandvold", "Arkell", "Saltan", "Ferrow", "Lindgrove", "Morrick", "Pastrel", "Quill", "Renko", "Tarnley"]
_PLACES = ["Sharjah", "Ningbo", "Mersin", "Gdansk", "Rotterdam", "Busan", "Almaty", "Tbilisi", "Hamburg", "Odessa"]
_SENTENCES = (
    "{company} told {other} that it is capable of supplying {n} {good} a year from {place}.",
    "According to an invoice seen by the {paper}, {company} sent {n} {good} to {other} on {date}.",
    "{company} and {other} did not respond to requests for comment.",
    "{person}, a spokesperson for {company}, said the company was unaware of the shipment.",
    "{company} denied that it had sold {good} to {other}.",
    "{company} declined to comment.",
    "The {paper} could not verify the origin of the document.",
    "{other} is a subsidiary of {company}, {person} told the {paper}.",
    "{company} acted as an intermediary between {other} and a supplier in {place}.",
    "The shipment was worth about ${n},000, according to customs records.",
    "The {good} has a range of {n} kilometres and weighs {m} kilograms, {company} said.",
    "If the delivery is confirmed, {person} of {other} said, it would be the first since {date}.",
    "Rain fell on {place} through the night, and the cranes stood still until morning.",
)


def article(seed: int, size: int) -> str:
    """One article of at most `size` characters, whole sentences, four to a paragraph."""
    chance = random.Random(seed)
    words, length, count = [f"Report {seed} from {chance.choice(_PLACES)}\n\n"], 30, 0
    while True:
        company, other = (f"{chance.choice(_HEADS)} {chance.choice(_TAILS)} {chance.choice(_FORMS)}" for _ in range(2))
        sentence = chance.choice(_SENTENCES).format(
            company=company,
            other=other,
            person=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
            place=chance.choice(_PLACES),
            paper=chance.choice(("Skerry Courier", "Wharfside Daily")),
            good=f"{chance.choice('ABDGKMRTX')}{chance.choice('LMNRSV')}-{chance.randrange(2, 90)}",
            n=chance.randrange(2, 900),
            m=chance.randrange(2, 90),
            date=f"{chance.randrange(1, 28)} {chance.choice(('March', 'April', 'May'))} {chance.randrange(2021, 2025)}",
        )
        count += 1
        sentence += "\n\n" if count % 4 == 0 else " "
        if length + len(sentence) > size:
            return "".join(words).rstrip() + "\n"
        words.append(sentence)
        length += len(sentence)


def write(folder: Path, first: int, count: int, size: int) -> int:
    """Write articles number `first` to `first + count - 1` into `folder`; returns their tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    tokens = 0
    for seed in range(first, first + count):
        text = article(seed, size)
        tokens += len(re.findall(r"\w+|[^\w\s]", text))
        (folder / f"report-{seed:06}.txt").write_text(text, encoding="utf-8")
    return tokens
