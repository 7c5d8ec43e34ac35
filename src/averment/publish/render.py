"""Templates to HTML: everything escaped, nothing undefined passed over, hidden characters made visible."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from averment.config import Config
from averment.publish.page import Page
from averment.publish.visible import visible
from averment.publish.vocabulary import vocabulary, word

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """The templates of `publish/templates`, with the words of `vocabulary.yaml` as `word(kind, key)`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("averment.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
        auto_reload=False,
    )
    made.globals.update(word=word, vocabulary=vocabulary())
    made.filters.update(thousands=thousands, plural=plural, shorten=shorten)
    return made


class Renderer:
    """Renders the pages of one site. `problems` is the count beside the menu's entry.

    Private pages carry a search box: they are what the local server shows, and the server answers it.
    """

    def __init__(self, config: Config, *, private: bool, problems: int) -> None:
        self._same = {
            "site": {
                "title": config.title,
                "fictional": config.fictional,
                "notice": config.notice,
                "as_of": config.as_of,
                "private": private,
                "problems": problems,
            }
        }
        self._mastheads: dict[tuple[str, str, bool, str], Markup] = {}

    def render(self, kind: str, page: Page) -> str:
        """The page as HTML. Links are relative, so the site works from any folder and from a file."""
        template = environment().get_template(f"{page.template}.html.jinja")
        root = "../" * page.path.count("/")
        exact = page.path in ("index.html", f"{kind}/index.html")
        masthead = self._masthead(kind, root, exact, page.context.get("query", ""))
        return template.render(self._same, **page.context, kind=kind, root=root, path=page.path, masthead=masthead)

    def _masthead(self, kind: str, root: str, exact: bool, query: str) -> Markup:
        key = (kind, root, exact, query)
        if key not in self._mastheads:
            template = environment().get_template("masthead.html.jinja")
            html = template.render(self._same, kind=kind, root=root, exact=exact, query=query)
            self._mastheads[key] = Markup(html)  # noqa: S704 - rendered with escaping
        return self._mastheads[key]


def statics() -> Iterator[tuple[str, bytes]]:
    """The style sheet, the script and the icon."""
    folder = files("averment.publish") / "static"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.is_file():
            yield f"static/{file.name}", file.read_bytes()


def _finalize(value: Any) -> Any:
    """What every `{{ … }}` prints passes here. None would print as "None": templates must ask for it first."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return visible(value)
    if value is None:
        raise TypeError("a template prints a field that is None: ask `is not none` first")
    return value


def thousands(number: int) -> str:
    """A count with a thin gap between thousands.

    >>> thousands(12345)
    '12\\u202f345'
    """
    return f"{number:,}".replace(",", "\u202f") if number >= 10_000 else str(number)


def plural(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "claim"), plural(0, "claim"), plural(2, "entity", "entities")
    ('1 claim', '0 claims', '2 entities')
    """
    return f"{thousands(number)} {one if number == 1 else many or one + 's'}"


def shorten(text: str, length: int = 160) -> str:
    """At most `length` characters, cut at a space where there is one near."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length - 30, length)
    return text[: cut if cut > 0 else length - 1].rstrip(" ,;:.") + "…"


def templates() -> Iterator[tuple[str, bytes]]:
    """The templates and the words, by name: what pages are made of beside the ledger."""
    folder = files("averment.publish") / "templates"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".jinja"):
            yield file.name, file.read_bytes()
    yield "vocabulary.yaml", (files("averment.publish") / "vocabulary.yaml").read_bytes()
    yield "predicates.yaml", (files("averment.data") / "predicates.yaml").read_bytes()


def own_words() -> str:
    """Every word the pages themselves use, so that a heading is not taken for a leak."""
    return " ".join(content.decode("utf-8") for _, content in templates())
