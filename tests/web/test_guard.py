"""Only this machine, only its own pages."""

import pytest
from httpx import Client

from averment.web.guard import HEADERS


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000", "LOCALHOST:1"])
def test_loopback_names_are_answered(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "10.0.0.7:8000",
        "",
        "[::1",
        "user@evil.example",
    ],
)
def test_a_name_that_only_points_here_is_refused(client: Client, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Palmaria" not in answer.text


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:9"]
)
def test_other_pages_change_nothing(client: Client, origin: str | None) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert client.post("/search", headers=headers).status_code == 403


def test_our_own_pages_may_ask_though_there_is_nothing_to_change_yet(client: Client) -> None:
    assert client.post("/search", headers={"origin": str(client.base_url).rstrip("/")}).status_code == 405


@pytest.mark.parametrize("path", ["/", "/search?q=x", "/nothing", "/static/averment.css"])
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "server" not in answer.headers


def test_refusals_carry_them_too(client: Client) -> None:
    refused = client.get("/", headers={"host": "evil.example"})
    assert refused.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
