"""What an endpoint may do to us, and what becomes of it: an answer, or a reason why there is none."""

import json
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from averment.answers import Answer, Answers, DamagedAnswer, Request
from averment.extract.models.endpoint import Endpoint, EndpointSettings
from averment.extract.models.post import NoAnswer, exchange
from averment.extract.models.reach import Address
from averment.place import Place
from tests.extract.models.stub import Reply, Stub, said, serving

REQUEST = Request((("system", "Mark."), ("user", "{}")), '{"type":"object"}', "asked", Place("a" * 16, 0, 4))


def endpoint(url: str, pauses: list[float] | None = None, **more: Any) -> Endpoint:
    settings = EndpointSettings(url, "m", **{"seconds": 2.0, **more})
    return Endpoint(settings, pause=(pauses if pauses is not None else []).append)


def test_an_answer_is_taken_with_what_it_cost() -> None:
    with serving(lambda _s, _b: said('{"claims": []}')) as stub:
        answer = endpoint(stub.url).ask(REQUEST)
    assert (answer.content, answer.model, answer.fingerprint) == ('{"claims": []}', "stub-1", "fp_stub")
    assert (answer.input_tokens, answer.output_tokens) == (100, 20)
    assert answer.seconds >= 0
    sent = stub.asked[0]
    assert stub.paths == ["/v1/chat/completions"]
    assert (sent["temperature"], sent["seed"], sent["stream"]) == (0, 1, False)
    assert sent["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert "authorization" not in stub.headers[0]


@pytest.mark.parametrize("taken", ["json_schema", "json_object", "structured_outputs", "guided_json"])
def test_the_constraint_is_spelled_as_the_server_takes_it(taken: str) -> None:
    def picky(_stub: Stub, body: dict[str, Any]) -> Reply:
        own = [name for name in ("structured_outputs", "guided_json") if name in body]
        spelled = body["response_format"]["type"] if "response_format" in body else own[0]
        return said("{}") if spelled == taken else (400, b'{"error": {"message": "unknown field"}}', {})

    with serving(picky) as stub:
        asking = endpoint(stub.url)
        assert asking.ask(REQUEST).content == "{}"
        tries = len(stub.asked)
        asking.ask(REQUEST)
        assert len(stub.asked) == tries + 1  # found once, remembered


def test_a_refusal_that_is_not_about_the_spelling_does_not_change_it() -> None:
    def too_long(_stub: Stub, _body: dict[str, Any]) -> Reply:
        return 400, b'{"error": {"message": "context length exceeded"}}', {}

    with serving(too_long) as stub:
        asking = endpoint(stub.url)
        with pytest.raises(NoAnswer, match="HTTP 400") as caught:
            asking.ask(REQUEST)
        assert (caught.value.said, asking.spelling) == ("context length exceeded", 0)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_what_may_pass_is_tried_again_with_growing_pauses(status: int) -> None:
    pauses: list[float] = []
    with serving(lambda _s, _b: (status, b"", {})) as stub, pytest.raises(NoAnswer, match=f"HTTP {status}"):
        endpoint(stub.url, pauses, retries=3).ask(REQUEST)
    assert len(stub.asked) == 4
    assert pauses == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_will_not_pass_is_not(status: int) -> None:
    with serving(lambda _s, _b: (status, b"<html>no</html>", {})) as stub, pytest.raises(NoAnswer):
        endpoint(stub.url).ask(REQUEST)
    assert len(stub.asked) == 1


def test_a_server_that_comes_back_is_heard() -> None:
    def second(stub: Stub, _body: dict[str, Any]) -> Reply:
        return (500, b"", {}) if len(stub.asked) == 1 else said("{}")

    with serving(second) as stub:
        assert endpoint(stub.url).ask(REQUEST).content == "{}"


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NoAnswer, match="connection refused") as caught:
        endpoint(f"http://127.0.0.1:{port}/v1").ask(REQUEST)
    assert caught.value.gone


def test_a_redirect_is_not_followed() -> None:
    with serving(lambda _s, _b: said("{}")) as elsewhere:
        away = (307, b"", {"Location": f"{elsewhere.url}/chat/completions"})
        with serving(lambda _s, _b: away) as stub, pytest.raises(NoAnswer, match="redirects are not followed"):
            endpoint(stub.url).ask(REQUEST)
        assert elsewhere.asked == []


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _s, _b: said("{}")) as proxy, serving(lambda _s, _b: said("{}")) as stub:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        endpoint(stub.url).ask(REQUEST)
        assert (len(proxy.asked), len(stub.asked)) == (0, 1)


def test_a_server_that_hangs_is_left() -> None:
    def hang(_stub: Stub, _body: dict[str, Any]) -> Reply:
        time.sleep(1.5)
        return said("{}")

    started = time.monotonic()
    with serving(hang) as stub, pytest.raises(NoAnswer, match=r"no answer within 0\.3 seconds"):
        endpoint(stub.url, seconds=0.3).ask(REQUEST)
    assert time.monotonic() - started < 1.4


def test_a_server_that_drips_is_left_too() -> None:
    def drip(_stub: Stub, _body: dict[str, Any]) -> Reply:
        return 200, b"x" * 100, {"X-Drip": "1"}

    started = time.monotonic()
    with serving(drip) as stub, pytest.raises(NoAnswer, match=r"no answer within 0\.4 seconds"):
        endpoint(stub.url, seconds=0.4).ask(REQUEST)
    assert time.monotonic() - started < 2


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    to = Address("http", "127.0.0.1", 0, "/v1")
    with serving(lambda _s, _b: (200, b"x" * 300_000, {})) as stub:
        port = int(stub.url.split(":")[2].split("/")[0])
        to = Address("http", "127.0.0.1", port, "/v1")
        with pytest.raises(NoAnswer, match="longer than 97 KiB"):
            exchange(to, "/chat/completions", b"{}", {}, seconds=2, largest=100_000)


def test_a_compressed_answer_is_not_unpacked() -> None:
    bomb = (200, b"\x1f\x8b", {"Content-Encoding": "gzip"})
    with serving(lambda _s, _b: bomb) as stub, pytest.raises(NoAnswer, match="compressed"):
        endpoint(stub.url).ask(REQUEST)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff", b"[" * 999
    ],
)  # fmt: skip
def test_what_is_not_the_protocol_is_no_answer(body: bytes) -> None:
    with serving(lambda _s, _b: (200, body, {})) as stub, pytest.raises(NoAnswer, match="not that of an OpenAI"):
        endpoint(stub.url).ask(REQUEST)


def test_odd_counts_are_not_believed() -> None:
    body = {"choices": [{"message": {"content": "{}"}}], "usage": {"prompt_tokens": -5, "completion_tokens": "9"}}
    with serving(lambda _s, _b: (200, json.dumps(body).encode(), {})) as stub:
        answer = endpoint(stub.url).ask(REQUEST)
    assert (answer.input_tokens, answer.output_tokens, answer.model) == (0, 0, "")


def test_a_name_that_leads_elsewhere_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Led:
        def __init__(self, *_: Any, **__: Any) -> None:
            self.sock: Any = self

        def connect(self) -> None: ...
        def close(self) -> None: ...
        def getpeername(self) -> tuple[str, int]:
            return ("203.0.113.9", 80)

    monkeypatch.setattr("averment.extract.models.post._connection", Led)
    with pytest.raises(NoAnswer, match="not this machine: nothing was sent"):
        exchange(Address("http", "localhost", 80, ""), "/", b"{}", {}, seconds=1)


def test_a_key_goes_into_a_header_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "AVER_MODEL_KEY_X", "s3cret")
    with serving(lambda _s, _b: said("{}")) as stub:
        answer = endpoint(stub.url, key_env="AVER_MODEL_KEY_X").ask(REQUEST)
    assert stub.headers[0]["authorization"] == "Bearer s3cret"
    assert "s3cret" not in json.dumps(stub.asked) + repr(answer)


def test_answers_are_kept_and_changes_are_noticed(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    kept = Answer(REQUEST.key, "{}", "stop", "m", "", 1, 2, 0.5, "asked")
    assert answers.get(REQUEST.key) is None
    answers.keep(kept)
    assert answers.get(REQUEST.key) == kept
    answers.keep(Answer(REQUEST.key, "other", "stop", "m", "", 1, 2, 0.5, "asked"))
    assert answers.get(REQUEST.key) == kept
    assert list(answers.walk()) == [(answers.path(REQUEST.key), "")]
    path = answers.path(REQUEST.key)
    whole = path.read_bytes()
    for damaged in (whole.replace(b"{}", b"[]"), whole[:-20], b"", b"[]", b'{"hash": 1}'):
        path.write_bytes(damaged)
        with pytest.raises(DamagedAnswer):
            answers.get(REQUEST.key)
    assert [bool(why) for _, why in answers.walk()] == [True]
