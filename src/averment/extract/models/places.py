"""What a name that a model calls a place is here: a country by name, or another place, with the code of its country."""

from collections.abc import Mapping

from averment.extract.names.gazetteer import cities, countries


def as_mentioned(schema: str, words: str) -> tuple[str, Mapping[str, str]]:
    """The schema and value of a mention, the same for a model's name as for one of the rules.

    >>> as_mentioned("Address", "Norway")
    ('Country', {'country': 'NO'})
    """
    if schema not in ("Address", "Country"):
        return schema, {}
    name = " ".join(words.split())
    if name in countries():
        return "Country", {"country": countries()[name]}
    code = cities().get(name)
    return "Address", {"country": code} if code else {}
