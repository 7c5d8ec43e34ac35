"""Where an endpoint is, and what may be asked of it.

No text leaves the machine unless the case says so, and a protected source never does. An endpoint is on this machine
when its address is a loopback address or `localhost` by name, and nothing says that the model behind it runs elsewhere.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from averment.config import ConfigError
from averment.source import Protection, Source

ELSEWHERE = ("-cloud", ":cloud")
"""Endings of model names that a local Ollama passes on to servers of its maker ("gpt-oss:120b-cloud")."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go: `http` or `https`, host, port, and the path before `/chat/completions`."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def loopback(self) -> bool:
        """Whether the address itself is of this machine. Odd spellings of one ("127.1", "0.0.0.0") are not."""
        if self.host.lower() == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def address(url: str, where: str) -> Address:
    """The parts of a URL. Raises `ConfigError` for what is no plain http or https address."""
    said = f"[{where}]: url = {url!r}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ConfigError(f"{said} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f'{said} should begin with http:// or https://, like "http://127.0.0.1:11434/v1"')
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigError(f"{said} should be an address alone; a key belongs into an environment variable (key_env)")
    if any(c.isspace() or not c.isprintable() for c in url):
        raise ConfigError(f"{said} has a space or control character in it")
    default = 443 if parts.scheme == "https" else 80
    return Address(parts.scheme, parts.hostname, port or default, parts.path.rstrip("/"))


def leaves_machine(where_to: Address, model: str) -> bool:
    """Whether what is sent there leaves this machine, as far as can be told from here."""
    return not where_to.loopback or model.lower().endswith(ELSEWHERE)


def may_be_asked_about(source: Source, *, leaves: bool, protected: bool) -> bool:
    """Whether a source may be sent to an endpoint.

    A protected source goes to no endpoint that leaves the machine, whatever the settings; to one on this machine only
    where the case says `protected = true`, because what stands behind a local port cannot be seen from here.
    """
    if source.protection is Protection.OPEN:
        return True
    return protected and not leaves
