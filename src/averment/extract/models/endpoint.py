"""An OpenAI-compatible endpoint: how a question is put to it, and what counts as an answer.

The answer is constrained to a JSON schema by the server's own grammar, in the first of these spellings that it takes:

    json_schema         {"response_format": {"type": "json_schema", "json_schema": {…}}}   OpenAI, vLLM, Ollama ≥ 0.5,
                                                                                           llama.cpp
    json_object         {"response_format": {"type": "json_object", "schema": …}}          llama.cpp, llama-cpp-python
    structured_outputs  {"structured_outputs": {"json": …}}                                vLLM ≥ 0.12
    guided_json         {"guided_json": …}                                                 vLLM before

A server that ignores all of them gives text that is checked just as strictly: the constraint helps the model, it is not
what is relied on.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from averment.answers import Answer, Request
from averment.config import ConfigError
from averment.extract.models.post import NoAnswer, exchange
from averment.extract.models.reach import Address, address, leaves_machine

SPELLINGS = ("json_schema", "json_object", "structured_outputs", "guided_json")
KEY_PREFIX = "AVER_MODEL_KEY"
"""What the environment variable with a key must begin with: a case from elsewhere must not name any other secret."""

LONGEST_PAUSE = 8.0
"""Seconds between two tries, at most."""


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """`[models.names]` or `[models.claims]` with kind = "openai"; money is for a million tokens."""

    url: str
    model: str
    combine: str = "add"
    stances: tuple[str, ...] = ()
    """Of claims: those that are taken."""
    labels: tuple[tuple[str, str], ...] = ()
    """Of names: what to look for, and its schema."""
    languages: tuple[str, ...] = ()
    leaves_machine: bool = False
    unencrypted: bool = False
    protected: bool = False
    digest: str = ""
    key_env: str = ""
    constraint: str = "auto"
    seconds: float = 120.0
    retries: int = 2
    parallel: int = 1
    characters: int = 3000
    source_characters: int = 300_000
    max_tokens: int = 4000
    seed: int = 1
    price_input: float = 0.0
    price_output: float = 0.0
    currency: str = ""

    def check(self, where: str) -> None:
        """Raises `ConfigError` where the values contradict each other, or would send text away unsaid."""
        other = "labels" if where.endswith("claims") else "stances"
        if getattr(self, other):
            raise ConfigError(f"[{where}]: {other} has no meaning here")
        to = address(self.url, where)
        if leaves_machine(to, self.model) and not self.leaves_machine:
            why = "is not on this machine" if not to.loopback else f"runs {self.model!r} on servers elsewhere"
            raise ConfigError(
                f"[{where}]: {to} {why}; to let the text of documents leave this machine, say leaves_machine = true"
            )
        if not to.loopback and to.scheme == "http" and not self.unencrypted:
            raise ConfigError(f"[{where}]: {to} is not encrypted; use https://, or say unencrypted = true")
        if self.protected and leaves_machine(to, self.model):
            raise ConfigError(f"[{where}]: protected = true: a protected source never leaves this machine")
        if self.key_env and not self.key_env.startswith(KEY_PREFIX):
            raise ConfigError(f"[{where}]: key_env = {self.key_env!r} should begin with {KEY_PREFIX}")
        if self.constraint not in ("auto", "none", *SPELLINGS):
            known = ", ".join(("auto", *SPELLINGS, "none"))
            raise ConfigError(f"[{where}]: constraint = {self.constraint!r} is unknown; known: {known}")
        for name, (low, high) in _BOUNDS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ConfigError(f"[{where}]: {name} = {value:g} should be from {low:g} to {high:g}")
        if not self.model.strip():
            raise ConfigError(f"[{where}]: model is empty")
        if (self.price_input or self.price_output) and not self.currency:
            raise ConfigError(f'[{where}]: a price needs its currency, like currency = "EUR"')

    @property
    def address(self) -> Address:
        """Where it is."""
        return address(self.url, "models")

    @property
    def leaves(self) -> bool:
        """Whether text sent there leaves this machine."""
        return leaves_machine(self.address, self.model)


_BOUNDS = {
    "seconds": (0.1, 3600), "retries": (0, 5), "parallel": (1, 32), "characters": (200, 20_000),
    "source_characters": (200, 5_000_000), "max_tokens": (64, 32_000), "seed": (0, 2**31 - 1),
    "price_input": (0, 1e6), "price_output": (0, 1e6),
}  # fmt: skip


@dataclass(slots=True)
class Endpoint:
    """Asks, with tries and pauses, and remembers which spelling of the constraint the server takes."""

    settings: EndpointSettings
    pause: Callable[[float], None] = time.sleep
    spelling: int = field(default=0)

    def ask(self, request: Request) -> Answer:
        """The answer to a request. Raises `NoAnswer` when there is none after the tries the settings allow."""
        tries = 0
        while True:
            try:
                return self._once(request)
            except NoAnswer as error:
                tries += 1
                if not error.again or tries > self.settings.retries:
                    raise
                self.pause(min(0.5 * 2 ** (tries - 1), LONGEST_PAUSE))

    def _once(self, request: Request) -> Answer:
        choices = SPELLINGS if self.settings.constraint == "auto" else (self.settings.constraint,)
        first = min(self.spelling, len(choices) - 1)
        refusal: NoAnswer | None = None
        for number in range(first, len(choices)):
            started = time.monotonic()
            body = json.dumps(self._body(request, choices[number]), ensure_ascii=False).encode()
            reply = exchange(self.settings.address, "/chat/completions", body, key_header(self.settings),
                             seconds=self.settings.seconds)  # fmt: skip
            if reply.status == 200:
                self.spelling = number
                return _answer(request, reply.body, time.monotonic() - started)
            refusal = refusal or _refusal(reply.status, reply.body)
            if reply.status not in (400, 422):  # any other refusal is not about the spelling
                break
        assert refusal is not None  # noqa: S101 - the loop ran at least once
        raise refusal

    def _body(self, request: Request, chosen: str) -> dict[str, Any]:
        return {
            "model": self.settings.model,
            "messages": [{"role": role, "content": content} for role, content in request.messages],
            "temperature": 0,
            "seed": self.settings.seed,
            "max_tokens": self.settings.max_tokens,
            "stream": False,
            **_constraint(chosen, json.loads(request.schema)),
        }


def key_header(settings: EndpointSettings) -> dict[str, str]:
    """The header that carries the key, where the case names the variable it is in; the key is in no record."""
    key = os.environ.get(settings.key_env, "").strip() if settings.key_env else ""
    return {"Authorization": f"Bearer {key}"} if key else {}


def _constraint(spelling: str, schema: dict[str, Any]) -> dict[str, Any]:
    match spelling:
        case "json_schema":
            wrapped = {"name": "answer", "strict": True, "schema": schema}
            return {"response_format": {"type": "json_schema", "json_schema": wrapped}}
        case "json_object":
            return {"response_format": {"type": "json_object", "schema": schema}}
        case "structured_outputs":
            return {"structured_outputs": {"json": schema}}
        case "guided_json":
            return {"guided_json": schema}
    return {}


def _refusal(status: int, body: bytes) -> NoAnswer:
    again = status in (408, 409, 425, 429) or status >= 500
    return NoAnswer(f"HTTP {status}", again=again, said=_message(body))


def _message(body: bytes) -> str:
    """What the server says was wrong, in the protocol's place for it; it may repeat the text it was sent."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    said = error.get("message") if isinstance(error, dict) else error
    return " ".join(said.split())[:160] if isinstance(said, str) else ""


def _answer(request: Request, body: bytes, seconds: float) -> Answer:
    """The answer in the protocol's envelope. Raises `NoAnswer` when it is no such envelope."""
    try:
        reply = json.loads(body)
        choice = reply["choices"][0]
        content = choice["message"]["content"]
        if not isinstance(content, str):
            raise TypeError("no content")
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NoAnswer("its answer is not that of an OpenAI-compatible endpoint") from error
    usage = reply.get("usage") if isinstance(reply.get("usage"), dict) else {}
    return Answer(
        key=request.key,
        content=content,
        finish=_text(choice.get("finish_reason")),
        model=_text(reply.get("model")),
        fingerprint=_text(reply.get("system_fingerprint")),
        input_tokens=_count(usage.get("prompt_tokens")),
        output_tokens=_count(usage.get("completion_tokens")),
        seconds=round(seconds, 3),
        asked=request.asked,
    )


def _text(value: Any) -> str:
    return value[:200] if isinstance(value, str) else ""


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0
