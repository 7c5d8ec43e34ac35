"""Asks the endpoint of a case what has not been answered yet, source by source, and keeps every answer.

Runs in the process that builds, not in the workers: what a hostile document does to its worker opens no connection, one
endpoint that is down is found out once, and a build that is stopped has kept what it was told.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from typing import Any

from averment.answers import Answer, Answers, DamagedAnswer, Request
from averment.extract.models.consulted import Consulted, too_long
from averment.extract.models.endpoint import Endpoint
from averment.extract.models.post import NoAnswer
from averment.extract.models.reach import may_be_asked_about
from averment.extract.models.settings import Configured, Models
from averment.problem import Problem
from averment.progress import Progress, silent
from averment.reading import Reading
from averment.source import Protection, Source

FAILURES = 3
"""Requests in a row without an answer after which the endpoint is not asked again in this build."""

Item = tuple[Reading, Source]


@dataclass(slots=True)
class Spent:
    """What asking came to in one build: answers that were asked for now, and what they cost."""

    asked: int = 0
    kept: int = 0
    failed: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Asker:
    """Asks for one build. `ask_all` goes through the sources; `spent` says at any time what it came to."""

    models: Models
    answers: Answers
    pause: Callable[[float], None] = time.sleep
    progress: Progress = silent
    total: int = 0
    """Sources there will be, for the progress."""
    spent: Spent = field(default_factory=Spent)
    _down: NoAnswer | None = None
    _in_a_row: int = 0
    _done: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask_all(self, items: Iterable[Item]) -> Iterator[tuple[Reading, Source, Consulted]]:
        """Each source with what was answered about it, in the order given; a few requests ahead of who takes them."""
        claims = self.models.claims
        if claims is None or claims.kind != "openai":
            for reading, source in items:
                yield reading, source, Consulted(self.models)
            return
        model = claims.load()
        waiting: deque[tuple[Reading, Source, list[_Pending]]] = deque()
        ahead = 2 * claims.settings.parallel
        line = _Line(claims.settings.parallel, partial(self._ask, Endpoint(claims.settings, self.pause)))
        try:
            for reading, source in items:
                requests = self._requests(model, claims, reading, source)
                waiting.append((reading, source, [self._start(line, r) for r in requests]))
                while waiting and (_open(waiting[0]) == 0 or sum(map(_open, waiting)) >= ahead):
                    yield self._next(claims, model, waiting)
            while waiting:
                yield self._next(claims, model, waiting)
        finally:
            line.close()

    def _next(
        self, claims: Configured, model: Any, waiting: "deque[tuple[Reading, Source, list[_Pending]]]"
    ) -> tuple[Reading, Source, Consulted]:
        gathered = self._gathered(claims, model, *waiting.popleft())
        self._done += 1
        self.progress("ask", self._done, self.total, gathered[1].name)
        return gathered

    def _requests(self, model: Any, claims: Configured, reading: Reading, source: Source) -> list[Request]:
        settings = claims.settings
        if not may_be_asked_about(source, leaves=settings.leaves, protected=settings.protected):
            return []
        requests: list[Request] = model.requests(reading)
        return requests

    def _start(self, line: "_Line", request: Request) -> "_Pending":
        try:
            answer = self.answers.get(request.key)
        except DamagedAnswer as error:
            return _Pending(request, None, None, str(error))
        if answer is not None:
            self.spent.kept += 1
            return _Pending(request, answer, None)
        return _Pending(request, None, line.put(request))

    def _ask(self, endpoint: Endpoint, request: Request) -> Answer:
        if self._down is not None:
            raise self._down
        try:
            answer = endpoint.ask(request)
        except NoAnswer as error:
            with self._lock:
                self._in_a_row += 1
                if error.gone or self._in_a_row >= FAILURES:
                    self._down = error
            raise
        self.answers.keep(answer)
        with self._lock:
            self._in_a_row = 0
            self.spent.asked += 1
            self.spent.input_tokens += answer.input_tokens
            self.spent.output_tokens += answer.output_tokens
            self.spent.seconds += answer.seconds
        return answer

    def _gathered(
        self, claims: Configured, model: Any, reading: Reading, source: Source, pending: list["_Pending"]
    ) -> tuple[Reading, Source, Consulted]:
        answers: list[Answer | None] = []
        why: list[NoAnswer] = []
        damaged = [p.damaged for p in pending if p.damaged]
        for one in pending:
            try:
                answers.append(one.answer if one.future is None else one.future.result())
            except NoAnswer as error:
                self.spent.failed += 1
                why.append(error)
                answers.append(None)
        settings = claims.settings
        if not may_be_asked_about(source, leaves=settings.leaves, protected=settings.protected):
            return reading, source, Consulted(self.models, unasked="protected")
        problems = [*_unavailable(claims, source, why, len(answers)), *_damaged(claims, source, damaged)]
        left_out = model.left_out(reading)
        problems += [too_long(claims, left_out)] if left_out is not None else []
        return reading, source, Consulted(self.models, tuple(answers), problems=tuple(problems))


@dataclass(frozen=True, slots=True)
class _Pending:
    request: Request
    answer: Answer | None
    future: Future[Answer] | None
    damaged: str = ""


def _open(item: tuple[Reading, Source, list[_Pending]]) -> int:
    return sum(p.future is not None for p in item[2])


class _Line:
    """Requests waiting for one of a fixed number of threads: daemons, so that Ctrl-C waits for no slow model."""

    def __init__(self, threads: int, ask: Callable[[Request], Answer]) -> None:
        self.queue: SimpleQueue[tuple[Request, Future[Answer]] | None] = SimpleQueue()
        self.threads = threads
        for _ in range(threads):
            threading.Thread(target=self._work, args=(ask,), daemon=True).start()

    def put(self, request: Request) -> "Future[Answer]":
        future: Future[Answer] = Future()
        self.queue.put((request, future))
        return future

    def close(self) -> None:
        for _ in range(self.threads):
            self.queue.put(None)

    def _work(self, ask: Callable[[Request], Answer]) -> None:
        while (item := self.queue.get()) is not None:
            request, future = item
            try:
                future.set_result(ask(request))
            except BaseException as error:  # noqa: BLE001 - handed on to whoever waits for it, whatever it is
                future.set_exception(error)


def unanswered(consulted: Consulted) -> bool:
    """Whether something is still to be asked about the source: the next build tries again."""
    return not consulted.unasked and any(answer is None for answer in consulted.answers)


def _unavailable(claims: Configured, source: Source, why: list[NoAnswer], requests: int) -> list[Problem]:
    """One problem for a source, however many of its requests were not answered."""
    if not why:
        return []
    settings = claims.settings
    said = f" ({why[0].said})" if why[0].said and source.protection is Protection.OPEN else ""
    message = (
        f"claims model {settings.model} gave no answer to {len(why)} of {requests} questions: "
        f"{why[0]}{said}; the rules were used alone there"
    )
    hint = "see that it runs (`aver doctor CASE`), then `aver build` again: only what is missing is asked"
    return [Problem("extract", "model_unavailable", message, hint, source.id, None, claims.method.id)]


def _damaged(claims: Configured, source: Source, damaged: list[str]) -> list[Problem]:
    hint = "restore it from a copy of answers/, or delete the file: it is asked again at the next build"
    return [
        Problem("extract", "answer_damaged", f"answers/: {why}", hint, source.id, None, claims.method.id)
        for why in damaged
    ]
