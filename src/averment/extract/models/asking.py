"""Asks the endpoints of a case what has not been answered yet, source by source, and keeps every answer.

Runs in the process that builds, not in the workers: what a hostile document does to its worker opens no connection, one
endpoint that is down is found out once, and a build that is stopped has kept what it was told.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from averment.answers import Answers
from averment.extract.models.consulted import Consulted
from averment.extract.models.desk import Desk, Pending, Spent
from averment.extract.models.settings import Models
from averment.progress import Progress, silent
from averment.reading import Reading
from averment.source import Source

Item = tuple[Reading, Source]
_Waiting = deque[tuple[Reading, Source, list[list[Pending] | None]]]


@dataclass(slots=True)
class Asker:
    """Asks for one build. `ask_all` goes through the sources; `spent` says at any time what it came to, by step."""

    models: Models
    answers: Answers
    pause: Callable[[float], None] = time.sleep
    progress: Progress = silent
    total: int = 0
    """Sources there will be, for the progress."""
    spent: dict[str, Spent] = field(default_factory=dict)

    def ask_all(self, items: Iterable[Item]) -> Iterator[tuple[Reading, Source, Consulted]]:
        """Each source with what was answered about it, in the order given; a few requests ahead of who takes them."""
        desks = [Desk(m, self.answers, self.pause) for m in self.models.asked]
        if not desks:
            for reading, source in items:
                yield reading, source, Consulted(self.models)
            return
        self.spent = {d.configured.step: d.spent for d in desks}
        ahead = 2 * sum(d.configured.settings.parallel for d in desks)
        waiting: _Waiting = deque()
        done = 0
        try:
            for item in self._ahead(items, desks, waiting, ahead):
                done += 1
                self.progress("ask", done, self.total, item[1].name)
                yield item
        finally:
            for desk in desks:
                desk.close()

    def _ahead(
        self, items: Iterable[Item], desks: list[Desk], waiting: _Waiting, ahead: int
    ) -> Iterator[tuple[Reading, Source, Consulted]]:
        for reading, source in items:
            waiting.append((reading, source, [desk.start(reading, source) for desk in desks]))
            while waiting and (_open(waiting[0][2]) == 0 or sum(_open(w[2]) for w in waiting) >= ahead):
                yield self._gathered(desks, *waiting.popleft())
        while waiting:
            yield self._gathered(desks, *waiting.popleft())

    def _gathered(
        self, desks: list[Desk], reading: Reading, source: Source, pending: list[list[Pending] | None]
    ) -> tuple[Reading, Source, Consulted]:
        told = {
            desk.configured.step: desk.gathered(reading, source, mine)
            for desk, mine in zip(desks, pending, strict=True)
        }
        return reading, source, Consulted(self.models, told)


def _open(pending: list[list[Pending] | None]) -> int:
    return sum(one.future is not None for mine in pending for one in mine or ())


def unanswered(consulted: Consulted) -> bool:
    """Whether something is still to be asked about the source: the next build tries again."""
    return any(answer is None for told in consulted.told.values() for answer in told.answers)
