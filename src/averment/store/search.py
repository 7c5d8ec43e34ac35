"""Full-text search over passages and claims, by substring words in any script.

The index holds trigrams, so `有限公司`, `поставщик` and `invoice` are found inside longer words. A word of one or
two characters (many Chinese names) has no trigram: it is looked for by LIKE among the rows the longer words
leave, or in the whole table when there are none.
"""

from dataclasses import dataclass

from averment.store.ledger import Ledger, Row

_TEXT = {"passage": "text", "claim": "quote"}
_IN_FORCE = {"passage": [], "claim": ["t.review <> 'rejected'"]}
"""What a person rejected or replaced is not found: what stands in its place is."""


@dataclass(frozen=True, slots=True)
class Query:
    """Words that must all occur; a quoted phrase is one word.

    >>> Query.parse('"Kupol told" 公司 drone').words
    ('Kupol told', '公司', 'drone')
    """

    words: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Split at spaces, keeping what stands between double quotes together."""
        words: list[str] = []
        for n, piece in enumerate(text.split('"')):
            words += [piece.strip()] if n % 2 else piece.split()
        return cls(tuple(w for w in words if w))


def search(ledger: Ledger, table: str, text: str, limit: int = 50, offset: int = 0) -> list[Row]:
    """Rows of "passage" or "claim" that hold every word of `text`, best first.

    Raises `KeyError` for another table. An empty query finds nothing.
    """
    column = _TEXT[table]
    words = Query.parse(text).words
    if not words:
        return []
    long = [w for w in words if len(w) >= 3]
    conditions = [*_IN_FORCE[table], *(f"t.{column} LIKE ? ESCAPE '\\'" for w in words if len(w) < 3)]
    parameters: list[object] = [f"%{_escape(w)}%" for w in words if len(w) < 3]
    if long:
        conditions.append(f"{table}_text MATCH ?")
        parameters.append(" ".join('"' + w.replace('"', '""') + '"' for w in long))
    source = f"{table}_text JOIN {table} t ON t.rowid = {table}_text.rowid" if long else f"{table} t"
    order = "rank, t.id" if long else "t.source, t.start"
    return ledger.rows(
        f"SELECT t.* FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
        [*parameters, limit, offset],
    )


def _escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
