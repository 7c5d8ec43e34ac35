"""The application: files of the private site, and the search page."""

from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from averment.case import Case
from averment.web.guard import Guard
from averment.web.search import search_page


def make_app(case: Case, site: Path) -> Starlette:
    """The server of one case, showing the pages in `site`. Every request passes the `Guard`."""

    def answer_search(request: Request) -> HTMLResponse:
        return search_page(Case.open(case.path), request)  # the title or notice may have changed

    pages = StaticFiles(directory=site, html=True, check_dir=False)
    pages.config_checked = True  # the folder may be missing for a moment, while new pages are put in place
    return Starlette(
        routes=[
            Route("/search", answer_search, methods=["GET"]),
            Mount("/", pages),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={404: partial(_not_there, site)},
    )


def _not_there(site: Path, request: Request, _: Exception) -> Response:
    if not (site / "index.html").is_file():
        message = "The pages are being put in place. Try again in a moment.\n"
        return PlainTextResponse(message, status_code=503, headers={"Retry-After": "1"})
    return PlainTextResponse(f"There is no page {request.url.path}. Start at /\n", status_code=404)
