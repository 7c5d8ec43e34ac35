"""Which step made a record, at which version, with which settings.

A step names itself once, with a decorator; every record it makes carries the method's id, and
the ledger keeps the method, so any record can be made again:

    READ_PDF = method("read.pdf", "1", engine="pypdfium2")
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from averment.identity import canonical_json, sha256_hex


@dataclass(frozen=True, slots=True)
class Method:
    """A step: `name` ("verb.noun"), `version` (raised when its output may change) and `parameters`.

    >>> Method("read.text", "1").id
    'read.text@1'
    >>> Method("read.text", "1", {"max": 3}).id
    'read.text@1+ff94b7'
    """

    name: str
    version: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """`name@version`, with a short hash of the parameters where there are any."""
        if not self.parameters:
            return f"{self.name}@{self.version}"
        return f"{self.name}@{self.version}+{sha256_hex(canonical_json(dict(self.parameters)).encode())[:6]}"


METHODS: dict[str, Method] = {}
"""Every method known to the running program, by name."""


def method(name: str, version: str, **parameters: Any) -> Method:
    """Register a step and return it. Raises `ValueError` when the name is taken by a different step."""
    made = Method(name, version, parameters)
    if METHODS.setdefault(name, made) != made:
        raise ValueError(f"method {name!r} is registered twice: {METHODS[name].id} and {made.id}")
    return made


JUDGEMENT = "judgement"
"""The name of the method of records that a person made: its version is the judgement's id."""


def by_person(method: str) -> tuple[str, ...]:
    """The method id, when a judgement made the record; nothing for a machine's.

    >>> by_person("judgement@8d0f3a51c29e07b4"), by_person("extract.english@3")
    (('judgement@8d0f3a51c29e07b4',), ())
    """
    return (method,) if method.startswith(f"{JUDGEMENT}@") else ()
