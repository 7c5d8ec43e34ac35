"""A list as a CSV with a header, such as a desk keeps itself. Columns are known by their names."""

from collections.abc import Iterator

from averment.problem import Problem
from averment.screen.entry import Entry, ListName, ListNumber
from averment.screen.lists.rows import Row, malformed, rows
from averment.source import Source

COLUMNS = {
    "name": ("name", "full name", "entity name", "caption", "entity", "company", "party"),
    "aliases": ("aliases", "alias", "aka", "a.k.a.", "other names", "alternative names", "also known as"),
    "id": ("id", "entry", "reference", "ref", "number", "uid", "entity id", "list id"),
    "schema": ("schema", "type", "entity type", "kind"),
    "listed_on": (
        "listed_on",
        "listed on",
        "listing date",
        "date listed",
        "listingdate",
        "date of listing",
        "startdate",
        "start date",
    ),
    "programs": ("programs", "program", "programme", "regime", "sanctions", "list", "basis"),
    "INN": ("inn", "inncode", "tax number inn"),
    "OGRN": ("ogrn", "ogrncode"),
    "USCC": ("uscc", "usccode", "unified social credit code"),
    "LEI": ("lei", "leicode"),
    "IMO": ("imo", "imonumber", "imo number"),
    "": ("identifiers", "registration number", "tax number", "identifier"),
}
"""What a column is, and the headings it goes by (case, underscores and hyphens do not matter)."""
_NUMBERS = ("INN", "OGRN", "USCC", "LEI", "IMO", "")
_SCHEMATA = {
    "individual": "Person", "person": "Person", "company": "Company", "organisation": "Organization",
    "organization": "Organization", "entity": "LegalEntity", "legalentity": "LegalEntity",
    "vessel": "Vessel", "ship": "Vessel",
    "aircraft": "Airplane", "airplane": "Airplane", "publicbody": "PublicBody",
}  # fmt: skip


def recognises(text: str) -> bool:
    """A first row with a column for names."""
    return "name" in _columns(_header(text).split(_delimiter(_header(text))))


def entries(source: Source, text: str) -> Iterator[Entry | Problem]:
    """One entry a row that has a name."""
    columns: dict[str, int] = {}
    for row in rows(source, text, _delimiter(_header(text))):
        if isinstance(row, Problem):
            yield row
        elif not columns:
            columns = _columns(list(row.cells))
        elif len(row.cells) <= columns["name"] or not row.cells[columns["name"]]:
            yield malformed(source, row, "no name")
        else:
            yield _entry(source, row, columns)


def _entry(source: Source, row: Row, columns: dict[str, int]) -> Entry:
    def cell(column: str) -> str:
        at = columns.get(column, -1)
        return row.cells[at] if 0 <= at < len(row.cells) else ""

    name = cell("name")
    names = [ListName(name, row.place(name, columns["name"] + 1))]
    for alias in cell("aliases").replace("|", ";").split(";"):
        if alias.strip():
            names.append(ListName(alias.strip(), row.place(alias.strip(), columns["aliases"] + 1), alias=True))
    numbers = [
        ListNumber(kind, value.strip(), row.place(value.strip(), columns[kind] + 1))
        for kind in _NUMBERS
        for value in cell(kind).replace("|", ";").split(";")
        if value.strip()
    ]
    programs = tuple(p.strip() for p in cell("programs").split(";") if p.strip())
    schema = _SCHEMATA.get(cell("schema").replace(" ", "").casefold(), "")
    return Entry(
        source.id, cell("id") or f"row {row.number}", tuple(names), row.place(), schema, tuple(numbers), programs,
        cell("listed_on") or None,
    )  # fmt: skip


def _columns(header: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        heading = " ".join(cell.strip("\ufeff \r\"'").casefold().replace("_", " ").replace("-", " ").split())
        for column, known in COLUMNS.items():
            if heading in {k.replace("_", " ") for k in known}:
                found.setdefault(column, at)
    return found


def _header(text: str) -> str:
    return text.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")


def _delimiter(header: str) -> str:
    return max(",;\t|", key=header.count)
