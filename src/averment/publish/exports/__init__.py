"""The same as data: claims and entities as JSON lines, from the records that pages show and nothing else."""

from collections.abc import Iterator

from averment.publish.exports.claims import claim_lines
from averment.publish.exports.ftm import entity_lines, statement_lines
from averment.publish.load import load
from averment.publish.page import Whole
from averment.publish.redact import Gate
from averment.store.ledger import Ledger


def exports(whole: Whole) -> Iterator[tuple[str, str]]:
    """Each file's path and text."""
    yield "data/claims.jsonl", "".join(f"{line}\n" for line in claim_lines(whole.shown.claims))
    yield "data/entities.ftm.json", "".join(f"{line}\n" for line in entity_lines(whole.shown))
    yield "data/statements.ftm.json", "".join(f"{line}\n" for line in statement_lines(whole.shown))


def ftm_lines(ledger: Ledger, key: bytes) -> Iterator[str]:
    """Every entity and link of the ledger as FtM, protected sources included: for the desk, not for publication."""
    yield from entity_lines(load(ledger, Gate.of(ledger, key, private=True)))
