"""The search page: entities, claims and passages that hold the words asked for. Plain HTML, no script needed."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from averment.case import Case
from averment.place import Place
from averment.publish.load.sources import parts
from averment.publish.page import Page
from averment.publish.render import Renderer
from averment.store.ledger import Ledger, Row
from averment.store.search import search

LIMIT = 50
"""Results of each kind on the page: beyond it more words serve better than more pages."""


@dataclass(frozen=True, slots=True)
class Result:
    """A claim or passage found, and where it stands."""

    path: str
    text: str
    stance: str
    source: str
    place: str
    protected: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An entity found by a name."""

    path: str
    name: str


def search_page(case: Case, request: Request) -> HTMLResponse:
    """Answer `/search?q=`."""
    query = request.query_params.get("q", "").strip()[:500]
    with case.ledger() as ledger:
        context: dict[str, object] = {
            "title": f"Search: {query}" if query else "Search",
            "query": query,
            "limit": LIMIT,
        }
        context["entities"] = _entities(ledger, query)
        context["claims"] = [_claim(ledger, row) for row in search(ledger, "claim", query, LIMIT)]
        context["passages"] = [_passage(ledger, row) for row in search(ledger, "passage", query, LIMIT)]
        problems = ledger.value("SELECT count(*) FROM problem")
    page = Page("search.html", "search", context)
    return HTMLResponse(Renderer(case.config, private=True, problems=problems).render("search", page))


def _entities(ledger: Ledger, query: str) -> list[Found]:
    words = query.replace('"', " ").split()
    if not words:
        return []
    like = ["%" + w.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%" for w in words]
    where = " AND ".join(["names_json LIKE ? ESCAPE '\\'"] * len(like))
    rows = ledger.rows(f"SELECT id, name FROM entity WHERE {where} ORDER BY name, id LIMIT {LIMIT}", like)  # noqa: S608
    return [Found(f"entities/{row['id']}/index.html", row["name"]) for row in rows]


def _claim(ledger: Ledger, row: Row) -> Result:
    source, protected = _source(ledger, row["source"])
    place = Place.parse(row["locator"]).describe()
    return Result(f"claims/{row['id']}/index.html", row["quote"], row["stance"], source, place, protected)


def _passage(ledger: Ledger, row: Row) -> Result:
    source, protected = _source(ledger, row["source"])
    part = sum(start <= row["start"] for start in parts(ledger, row["source"])[row["source"]])
    folder = f"sources/{row['source']}" if part <= 1 else f"sources/{row['source']}/{part}"
    place = Place(
        row["source"], row["start"], row["end"], page=row["page"], sheet=row["sheet"], row=row["row"], part=row["part"]
    )
    return Result(f"{folder}/index.html#p-{row['id']}", row["text"], "", source, place.describe(), protected)


def _source(ledger: Ledger, id: str) -> tuple[str, bool]:
    row = ledger.row(
        "SELECT coalesce(r.title, s.name) AS label, s.protection FROM source s "
        "LEFT JOIN reading r ON r.source = s.id WHERE s.id = ?",
        [id],
    )
    return ("", True) if row is None else (row["label"], row["protection"] != "open")
