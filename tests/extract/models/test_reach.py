"""No text leaves the machine unless the case says so; a protected source never does."""

import pytest

from averment.config import ConfigError
from averment.extract.models.reach import address, leaves_machine, may_be_asked_about
from averment.extract.models.settings import configured
from averment.source import Protection, Source


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://127.8.9.1:8000/v1", True),
        ("http://localhost:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://0.0.0.0:8080/v1", False),
        ("http://127.1:8080/v1", False),
        ("http://2130706433/v1", False),
        ("http://localhost.example.org/v1", False),
        ("http://127.0.0.1.example.org/v1", False),
        ("http://192.168.1.7:8000/v1", False),
        ("http://10.0.0.1/v1", False),
        ("https://models.example.org/v1", False),
        ("http://[::ffff:10.0.0.1]/v1", False),
    ],
)
def test_what_is_this_machine(url: str, here: bool) -> None:
    assert leaves_machine(address(url, "models.claims"), "m") is not here


@pytest.mark.parametrize("model", ["gpt-oss:120b-cloud", "deepseek-v3.1:671b-CLOUD", "x:cloud"])
def test_a_local_server_that_passes_the_text_on_is_not_this_machine(model: str) -> None:
    assert leaves_machine(address("http://127.0.0.1:11434/v1", "m"), model)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/v1", "127.0.0.1:11434", "http://", "file:///etc/hosts", "http://127.0.0.1:99999/v1",
        "http://127.0.0.1@example.org/v1", "http://127.0.0.1/v1?key=1", "http://127.0.0.1/v1#x", "http://127.0.0.1/a b",
        "http://user:word@127.0.0.1/v1",
    ],
)  # fmt: skip
def test_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=r"models\.claims"):
        address(url, "models.claims")


def endpoint(**more: object) -> dict[str, object]:
    return {"claims": {"kind": "openai", "url": "https://models.example.org/v1", "model": "m", **more}}


def test_an_endpoint_elsewhere_needs_a_word() -> None:
    with pytest.raises(ConfigError, match="leaves_machine = true"):
        configured(endpoint())
    models = configured(endpoint(leaves_machine=True))
    assert models.claims is not None
    assert models.claims.settings.leaves
    assert models.claims.method.parameters["ran"] == "models.example.org"


def test_plain_http_elsewhere_needs_another() -> None:
    with pytest.raises(ConfigError, match="unencrypted = true"):
        configured(endpoint(url="http://10.0.0.7:8000/v1", leaves_machine=True))
    assert configured(endpoint(url="http://10.0.0.7:8000/v1", leaves_machine=True, unencrypted=True)).claims


def test_protected_sources_are_never_sent_elsewhere() -> None:
    with pytest.raises(ConfigError, match="protected source never leaves"):
        configured(endpoint(leaves_machine=True, protected=True))


def source(protection: Protection) -> Source:
    return Source("a" * 64, "x.txt", 1, "2024-01-01T00:00:00Z", protection=protection)


@pytest.mark.parametrize(
    ("protection", "leaves", "protected", "asked"),
    [
        (Protection.OPEN, True, False, True),
        (Protection.OPEN, False, False, True),
        (Protection.PROTECTED, True, False, False),
        (Protection.PROTECTED, True, True, False),
        (Protection.PROTECTED, False, False, False),
        (Protection.PROTECTED, False, True, True),
    ],
)
def test_what_may_be_asked_about_which_source(
    protection: Protection, leaves: bool, protected: bool, asked: bool
) -> None:
    assert may_be_asked_about(source(protection), leaves=leaves, protected=protected) is asked
