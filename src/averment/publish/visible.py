"""Characters that would hide or reorder what a reader sees, made visible.

Documents are hostile: a right-to-left override can make one word read as another, a null cuts a page short, a
lone surrogate cannot be written at all. They are printed as a mark that names them. Letters of any script,
and the joiners and direction marks that Arabic, Persian and Indic spelling needs, stay as they are.
"""

import re

# C0 and C1 controls but tab and line breaks; bidirectional embeddings, overrides and isolates (Unicode UAX #9);
# zero-width space, byte order mark, interlinear marks, tags; lone surrogates; noncharacters of the BMP.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with each hidden character as `[U+XXXX]`.

    >>> visible("invoice\\u202efdp.exe")
    'invoice[U+202E]fdp.exe'
    """
    if _HIDDEN.search(text) is None:
        return text
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
