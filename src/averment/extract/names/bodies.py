"""Bodies of a state named in lower case: "the Ukrainian government", "Iran's defence ministry"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from averment.extract.names.gazetteer import countries, demonyms
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words


def bodies(text: str, parsed: ParsedPassage) -> Iterator[tuple[int, int, str]]:
    """(start, end, schema) of every body whose country the words give; offsets into the passage."""
    starts = {t.idx: t for t in parsed.doc} if parsed.analysed else {}
    for match in _pattern().finditer(text):
        following = re.compile(r"\s*-?\s*(\w)").match(text, match.end())
        token = starts.get(following.start(1)) if following else None
        if (
            token is not None
            and token.tag_.startswith(("NN", "JJ", "VBG"))
            and token.lower_ not in ("last", "next", "late", "early", "earlier")
            and text[match.end() : match.end() + 1] == " "
            and token.is_lower
        ):
            continue  # "Russian military equipment", "Iranian government officials"
        yield match.start(), match.end(), "PublicBody"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    people = [re.escape(d) for d in demonyms()]
    states = [re.escape(c) + "(?:['’]s?)?" for c in countries()]
    of = "|".join(sorted(people + states, key=lambda s: (-len(s), s)))
    heads = "|".join(sorted(words("name_words", "body_heads"), key=lambda s: (-len(s), s)))
    qualifiers = "|".join(sorted(words("name_words", "body_qualifiers")))
    tasks = "|".join(sorted(words("name_words", "body_qualifiers") | words("name_words", "body_tasks")))
    vague = "|".join(sorted(words("name_words", "body_heads_qualified")))
    return re.compile(
        rf"(?<![\w-])(?:{of}) (?:(?:(?:{tasks}) ){{1,5}}(?:{vague})|(?:(?:{qualifiers}) ){{0,3}}(?:{heads}))(?![\w-])"
    )
