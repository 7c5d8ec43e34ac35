"""One endpoint of a case, for one step: requests go in, answers come out, and one that is down is found out once."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from averment.answers import Answer, Answers, DamagedAnswer, Request
from averment.extract.models.consulted import Told, too_long
from averment.extract.models.endpoint import Endpoint
from averment.extract.models.post import NoAnswer
from averment.extract.models.reach import may_be_asked_about
from averment.extract.models.settings import Configured
from averment.problem import Problem
from averment.reading import Reading
from averment.source import Protection, Source

FAILURES = 3
"""Requests in a row without an answer after which the endpoint is not asked again in this build."""


@dataclass(slots=True)
class Spent:
    """What asking came to in one build: answers that were asked for now, and what they cost."""

    asked: int = 0
    kept: int = 0
    failed: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Pending:
    """A request with its answer, where one was kept; or the answer to come; or why the kept one cannot be used."""

    answer: Answer | None
    future: "Future[Answer] | None"
    damaged: str = ""


@dataclass(slots=True)
class Desk:
    """Where one endpoint is asked. `close` ends its threads."""

    configured: Configured
    answers: Answers
    pause: Callable[[float], None]
    spent: Spent = field(default_factory=Spent)
    _model: Any = None
    _line: "_Line | None" = None
    _down: NoAnswer | None = None
    _in_a_row: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, reading: Reading, source: Source) -> list[Pending] | None:
        """What is to be asked about a source, in hand or on its way; None when it may not be asked about."""
        settings = self.configured.settings
        if not may_be_asked_about(source, leaves=settings.leaves, protected=settings.protected):
            return None
        if self._line is None:
            endpoint = Endpoint(settings, self.pause)
            self._model = self.configured.load()
            self._line = _Line(settings.parallel, lambda request: self._ask(endpoint, request))
        return [self._pending(self._line, request) for request in self._model.requests(reading)]

    def _pending(self, line: "_Line", request: Request) -> Pending:
        try:
            answer = self.answers.get(request.key)
        except DamagedAnswer as error:
            return Pending(None, None, str(error))
        if answer is not None:
            self.spent.kept += 1
            return Pending(answer, None)
        return Pending(None, line.put(request))

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

    def gathered(self, reading: Reading, source: Source, pending: list[Pending] | None) -> Told:
        """The answers about a source, once they are there, and what could not be had."""
        if pending is None:
            return Told(unasked="protected")
        answers: list[Answer | None] = []
        why: list[NoAnswer] = []
        for one in pending:
            try:
                answers.append(one.answer if one.future is None else one.future.result())
            except NoAnswer as error:
                self.spent.failed += 1
                why.append(error)
                answers.append(None)
        problems = self._problems(source, why, len(answers))
        problems += [self._damaged(source, one.damaged) for one in pending if one.damaged]
        left_out = self._model.left_out(reading)
        problems += [too_long(self.configured, left_out)] if left_out is not None else []
        return Told(tuple(answers), problems=tuple(problems))

    def close(self) -> None:
        """No more requests."""
        if self._line is not None:
            self._line.close()

    def _problems(self, source: Source, why: list[NoAnswer], requests: int) -> list[Problem]:
        """One problem for a source, however many of its requests were not answered."""
        if not why:
            return []
        step, model = self.configured.step, self.configured.settings.model
        said = f" ({why[0].said})" if why[0].said and source.protection is Protection.OPEN else ""
        message = (
            f"{step} model {model} gave no answer to {len(why)} of {requests} questions: "
            f"{why[0]}{said}; the rules were used alone there"
        )
        hint = "see that it runs (`aver doctor CASE`), then `aver build` again: only what is missing is asked"
        method = self.configured.method.id
        return [Problem("extract", "model_unavailable", message, hint, source.id, None, method)]

    def _damaged(self, source: Source, why: str) -> Problem:
        hint = "restore it from a copy of answers/, or delete the file: it is asked again at the next build"
        message = f"answers/: {why}"
        return Problem("extract", "answer_damaged", message, hint, source.id, None, self.configured.method.id)


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
