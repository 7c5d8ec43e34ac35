"""Publish: findings and claims to pages in which every line leads to its place in a source.

    from averment import Case
    from averment.publish import publish

    made = publish(Case.open("mycase"))
    print(made.path, made.pages)

Where things live: what a page holds is in `pages/`, what it looks like in `templates/` and `static/`, what may leave
the building in `redact.py` and `leak.py`, the words printed on badges in `vocabulary.yaml`.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from averment.progress import Progress, silent

if TYPE_CHECKING:
    from averment.case import Case
    from averment.publish.load import Shown
    from averment.publish.page import Whole
    from averment.publish.redact import Gate
    from averment.publish.shown import ClaimShown
    from averment.publish.site import Draft

WAIT = 60.0
"""Seconds to wait for another program that writes pages of the same case."""

__all__ = ["Published", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """A written site: where it is, how many pages it has, how many files changed, how many sources are kept back."""

    path: Path
    pages: int
    changed: int
    protected: int

    @property
    def index(self) -> Path:
        """The page to open first."""
        return self.path / "index.html"


def publish(case: "Case", out: Path | None = None, *, private: bool = False, progress: Progress = silent) -> Published:
    """Write the site of a case and put it in place of the old one in one move.

    `out` is by default `CASE/published`, or `CASE/derived/site` when `private`: private pages show everything and
    are marked as not for publication. Published pages are built from an allow-list and searched for words and ids
    of protected sources before they are put in place.

    Raises `CaseError` when the case has not been built or another program is writing its pages, `NotOurs` when
    `out` holds other files, and `LeakFound` when a page would carry something protected; in each case the old site
    stays as it was.
    """
    from averment.publish.load import load
    from averment.publish.page import Whole
    from averment.publish.redact import Gate
    from averment.publish.render import own_words
    from averment.publish.site import Draft

    target = out if out is not None else case.derived / "site" if private else case.path / "published"
    with case.ledger() as ledger, _alone(case):
        ledger.db.execute("BEGIN")  # one moment of the ledger for all pages, whatever a build writes meanwhile
        own = f"{own_words()} {case.config.as_of}"
        gate = Gate.of(ledger, case.key, private=private, own_words=own)
        shown = load(ledger, gate)
        by_source: dict[str, list[ClaimShown]] = defaultdict(list)
        for claim in shown.claims:
            by_source[claim.source.id].append(claim)
        whole = Whole(case.config, shown, ledger, private, by_source)
        draft = Draft.begin(target)
        try:
            pages = _write(draft, whole, gate, progress)
            draft.finish()
        except BaseException:
            draft.abandon()
            raise
    return Published(target, pages, draft.changed, len(gate.protected) if not private else 0)


@contextmanager
def _alone(case: "Case") -> Iterator[None]:
    """One program writes pages of a case at a time: `aver serve` may be at it while a person publishes."""
    from filelock import FileLock, Timeout

    from averment.case import CaseError

    try:
        with FileLock(case.derived / "pages.lock", timeout=WAIT):
            yield
    except Timeout as error:
        raise CaseError("another program is writing pages of this case", "wait until it is done") from error


def _write(draft: "Draft", whole: "Whole", gate: "Gate", progress: Progress) -> int:
    from averment.publish.exports import exports
    from averment.publish.pages import MAKERS
    from averment.publish.render import Renderer, statics

    for path, content in statics():
        draft.write(path, content)
    for path, text in exports(whole):
        _check(gate, path, text)
        draft.write(path, text.encode())
    renderer = Renderer(whole.config, private=whole.private, problems=len(whole.shown.problems))
    total, done = _expected(whole.shown), 0
    for kind, maker in MAKERS.items():
        for page in maker(whole):
            html = renderer.render(kind, page)
            _check(gate, page.path, html)
            draft.write(page.path, html.encode())
            done += 1
            if done % 50 == 0:
                progress("publish", min(done, total), max(total, done + 1), page.path)
    progress("publish", done, done, "")
    return done


def _expected(shown: "Shown") -> int:
    """About how many pages there will be: one a record, and a few dozen lists."""
    records = (shown.sources, shown.claims, shown.entities, shown.relations, shown.findings)
    return sum(len(found) for found in records) + len(shown.claims) // 100 + 20


def _check(gate: "Gate", path: str, text: str) -> None:
    from averment.publish.leak import LeakFound

    found = gate.tokens.found_in(text)
    if found is not None:
        raise LeakFound(path, found)
