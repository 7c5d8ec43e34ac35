"""What makes two records the same: the hash of their parts.

Every record's id is taken from its content, so a rebuild gives the same ids and two
sources that say the same thing stay two records (their places differ).
"""

import hashlib
import json
from typing import Any

ID_LENGTH = 16
"""Hex digits of SHA-256 kept in an id: 64 bits. `Case.add` refuses a source whose id is taken by other bytes."""


def canonical_json(value: Any) -> str:
    """One spelling for one value: sorted keys, no spaces, no ASCII escapes.

    >>> canonical_json({"b": 1, "a": "Купол"})
    '{"a":"Купол","b":1}'
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256_hex(data: bytes) -> str:
    """The full SHA-256 of `data`, in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def content_id(kind: str, *parts: Any) -> str:
    """An id for a record of `kind` made of `parts` (anything JSON can hold).

    >>> content_id("claim", "3f2a", 0, 12) == content_id("claim", "3f2a", 0, 12)
    True
    >>> len(content_id("claim", "3f2a", 0, 12))
    16
    """
    return sha256_hex(canonical_json([kind, *parts]).encode())[:ID_LENGTH]
