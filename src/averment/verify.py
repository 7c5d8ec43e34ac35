"""Prove that a case is as it was left: every original re-hashed, both chains walked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from averment.case import Case
from averment.chain import BrokenLink, Chain
from averment.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was left. `code` is one of "chain_broken", "line_torn", "evidence_changed",
    "evidence_missing", "evidence_unlisted", "answer_changed"; `where` names the file and line."""

    code: str
    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked. `heads` are the last hashes of both chains: note them elsewhere, and a later
    `verify` can show that no line was cut off the end."""

    faults: tuple[Fault, ...]
    originals: int
    custody_entries: int
    judgements: int
    heads: dict[str, str]
    answers: int = 0
    """Kept answers of a model that were looked at."""


def verify(case: Case, progress: Progress = silent) -> Verified:
    """Walk both chains and hash every original again. Reads only; nothing is mended."""
    custody, custody_faults, custody_head = _walk(case.custody_log)
    judgements, judgement_faults, judgement_head = _walk(case.judgement_log)
    names = {e["sha256"]: e["name"] for e in reversed(custody) if e["action"] == "received"}
    answers = list(case.answers.walk())
    faults = [
        *custody_faults,
        *judgement_faults,
        *_evidence_faults(case, names, progress),
        *(_answer_fault(path, why) for path, why in answers if why),
    ]
    return Verified(
        faults=tuple(faults),
        originals=len(names),
        custody_entries=len(custody),
        judgements=len(judgements),
        heads={"custody": custody_head, "judgements": judgement_head},
        answers=len(answers),
    )


def _answer_fault(path: Path, why: str) -> Fault:
    hint = "restore it from a copy, or delete it: the model is asked again, and may answer otherwise"
    return Fault("answer_changed", f"answers/{path.parent.name}/{path.name}", why, hint)


def _walk(chain: Chain) -> tuple[list[dict[str, str]], list[Fault], str]:
    entries: list[dict[str, str]] = []
    faults = []
    for item in chain.walk():
        if isinstance(item, BrokenLink):
            torn = item.torn
            hint = (
                "nothing acknowledged is lost: the next `aver add` or `aver review` sets the torn line aside"
                if torn
                else "restore the file from a copy; every line after this one is in doubt"
            )
            faults.append(
                Fault(
                    "line_torn" if torn else "chain_broken", f"{chain.path.name} line {item.line}", item.message, hint
                )
            )
        else:
            entries.append(item)
    if not chain.path.exists():
        faults.append(Fault("chain_broken", chain.path.name, "the file is gone", "restore it from a copy"))
    return entries, faults, str(entries[-1]["hash"]) if entries else "0" * 64


def _evidence_faults(case: Case, names: dict[str, str], progress: Progress) -> Iterator[Fault]:
    present = set(case.evidence.names())
    for number, (sha256, name) in enumerate(names.items()):
        progress("verify", number, len(names), name)
        where = f"evidence/{sha256}"
        if sha256 not in present:
            yield Fault(
                "evidence_missing",
                where,
                f"the original of {name} is gone",
                "restore it from a copy, or `aver add` it again",
            )
        elif (found := case.evidence.hash_again(sha256)) != sha256:
            message = f"the original of {name} was changed: its SHA-256 is now {found}"
            yield Fault(
                "evidence_changed", where, message, "restore it from a copy; nothing derived from it can be trusted"
            )
    for sha256 in sorted(present - set(names)):
        message = "no custody entry names this file: an `aver add` was cut short, or it was put there by hand"
        yield Fault("evidence_unlisted", f"evidence/{sha256}", message, "delete it and `aver add` the document again")
    progress("verify", len(names), len(names), "")
