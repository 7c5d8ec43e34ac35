"""An error of a library in words that are the same on every run."""

import re


def in_words(error: Exception) -> str:
    """The kind of error and what it says: no addresses of memory, no paths of the machine.

    >>> in_words(ValueError("bad byte at <object 0x7f> in /tmp/x"))
    'ValueError: bad byte at … in …'
    """
    text = re.sub(r"<[^>]*>|0x[0-9a-fA-F]+|/[\w./-]+", "…", str(error)).strip()
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__
