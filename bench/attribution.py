"""Who said what, scored on PolNeAR beside other extractors, on the same files in one run.

    python bench/attribution.py --polnear ~/PolNeAR --split dev

PolNeAR 1.0 (github.com/networkdynamics/PolNeAR) is US political news of 2015 and 2016 with sources, cues and contents
marked by people. It is read where you put it; nothing of it is in this project. Rows:

* `tagger`: the attribution tagger alone, every attribution it is sure enough of to make a claim.
* `claims`: what `aver extract` gives: rules, and what the tagger is surest of. A claim inside what another claim
  says (who told the speaker) is left out, because PolNeAR marks only the outer one; claims with one cue are one
  attribution.
* `textacy`: `textacy.extract.triples.direct_quotations`, where textacy is installed; it reads quotations only.

Scores are F1 (precision / recall) in percent. Tokens are words without punctuation. *exact*: the same set of tokens.
*overlap*: one to one, best first, at least half of the tokens of both together. *attribution*: content overlaps and a
token of the source is shared, or neither has one. Where several people marked a file, the first one counts.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polnear import Article, Marked, Stretches, corpus

from averment.claim import Claim
from averment.extract import extract, parse
from averment.extract.speech.tagger import attributions, settings
from averment.passage import Passage
from averment.reading import Reading
from averment.voice import Role

_PRONOUN = re.compile(r"\b(?:he|she|they|it|who|we|i)\b", re.IGNORECASE)
PARTS = ("source", "cue", "content")


# ---- scores


@dataclass(slots=True)
class Score:
    """Counts of what agrees, what is marked and what was found, for each measure."""

    counts: dict[str, list[int]] = field(
        default_factory=lambda: {m: [0, 0, 0] for m in (*PARTS, "overlap", "attribution")}
    )

    def add(self, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
        """Count one article."""
        for part in PARTS:
            ours = Counter(v for one in found if (v := getattr(one, part)))
            theirs = Counter(v for one in gold if (v := getattr(one, part)))
            self._count(part, sum((ours & theirs).values()), sum(theirs.values()), sum(ours.values()))
        with_content = [g for g in gold if g.content], [f for f in found if f.content]
        sizes = len(with_content[0]), len(with_content[1])
        self._count("overlap", _matched(*with_content, lambda _, __: True), *sizes)
        self._count("attribution", _matched(*with_content, _same_source), *sizes)

    def _count(self, measure: str, agree: int, marked: int, found: int) -> None:
        for at, value in enumerate((agree, marked, found)):
            self.counts[measure][at] += value

    def of(self, measure: str) -> tuple[float, float, float]:
        """F1, precision and recall in percent."""
        agree, marked, found = self.counts[measure]
        precision, recall = agree / found if found else 0.0, agree / marked if marked else 0.0
        both = precision + recall
        return 200 * precision * recall / both if both else 0.0, 100 * precision, 100 * recall


def _same_source(gold: Marked, found: Marked) -> bool:
    return bool(gold.source & found.source) or not (gold.source or found.source)


def _matched(gold: Sequence[Marked], found: Sequence[Marked], agrees: Callable[[Marked, Marked], bool]) -> int:
    by_token: dict[int, list[int]] = {}
    for number, one in enumerate(found):
        for token in one.content:
            by_token.setdefault(token, []).append(number)
    pairs = []
    for number, one in enumerate(gold):
        for other in sorted({n for token in one.content for n in by_token.get(token, ())}):
            theirs = found[other].content
            overlap = len(one.content & theirs) / len(one.content | theirs)
            if overlap >= 0.5 and agrees(one, found[other]):
                pairs.append((-overlap, number, other))
    used: tuple[set[int], set[int]] = (set(), set())
    for _, number, other in sorted(pairs):
        if number not in used[0] and other not in used[1]:
            used[0].add(number)
            used[1].add(other)
    return len(used[0])


# ---- extractors


def _paragraphs(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in re.finditer(r"[^\r\n]+", text) if m.group().strip()]


def by_tagger(article: Article) -> Iterable[Marked]:
    """What the tagger alone would make claims of."""
    pieces = _paragraphs(article.text)
    for one in attributions([text for _, text in pieces]):
        if one.confidence >= settings()["accept"]:
            at = [
                [(pieces[s.passage][0] + s.start, pieces[s.passage][0] + s.end) for s in part]
                for part in ([one.source] if one.source else [], [one.cue], one.content)
            ]
            yield article.tokens.marked(*at)


def by_claims(article: Article) -> Iterable[Marked]:
    """What `aver extract` makes of it."""
    source = "0" * 16
    passages = tuple(Passage(source, at, text, language="en") for at, text in _paragraphs(article.text))
    reading = Reading(source, "text/plain", article.text, passages, (), "bench@1", language="en")
    said = [c for c in extract(reading).claims if c.cue is not None]
    by_cue: dict[tuple[int, int], list[list[tuple[int, int]]]] = {}
    for claim in said:
        cue = (claim.cue.start, claim.cue.end) if claim.cue else (0, 0)
        if any(_holds(other, claim, cue) for other in said):
            continue
        parts = by_cue.setdefault(cue, [[], []])
        parts[0] += _speaker(claim, cue)
        parts[1] += [(s.start, s.end) for s in (claim.content, *claim.further)]
    return [article.tokens.marked(parts[0], [cue], parts[1]) for cue, parts in by_cue.items()]


def _holds(outer: Claim, inner: Claim, cue: tuple[int, int]) -> bool:
    whole = outer.content
    return outer is not inner and whole.start <= cue[0] and cue[1] <= whole.end and whole != inner.content


def _speaker(claim: Claim, cue: tuple[int, int]) -> Stretches:
    """The words of the voices; for "he said", where the voice is somebody named before, the pronoun by the cue."""
    voices = [v for v in claim.voices if v.role not in (Role.ADDRESSEE, Role.ASKER)]
    named = [(v.start, v.end) for v in voices if v.start is not None and v.end is not None]
    if named or not voices:
        return named
    pronouns = [(m.start() + claim.place.start, m.end() + claim.place.start) for m in _PRONOUN.finditer(claim.quote)]
    outside = [p for p in pronouns if not claim.content.start <= p[0] < claim.content.end]
    return sorted(outside, key=lambda p: min(abs(p[1] - cue[0]), abs(p[0] - cue[1])))[:1]


def by_textacy(article: Article) -> Iterable[Marked]:
    """Direct quotations by textacy, paragraph by paragraph, so that one it gives up on costs no more than itself."""
    from textacy.extract.triples import direct_quotations

    for start, text in _paragraphs(article.text):
        try:
            found = list(direct_quotations(parse(text)))
        except ValueError:  # it refuses a paragraph whose quotation marks are odd in number
            continue
        for one in found:
            parts = [
                [(start + t.idx, start + t.idx + len(t)) for t in words]
                for words in (one.speaker, one.cue, one.content)
            ]
            yield article.tokens.marked(*parts)


EXTRACTORS: dict[str, Callable[[Article], Iterable[Marked]]] = {
    "tagger": by_tagger,
    "claims": by_claims,
    "textacy": by_textacy,
}


def main() -> None:
    """Read the command line, run every extractor over the same articles, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--polnear", type=Path, required=True, help="the folder of PolNeAR 1.0")
    parser.add_argument("--split", choices=("dev", "test", "train"), default="dev")
    parser.add_argument("--files", type=int, help="only the first N articles")
    parser.add_argument("--only", choices=sorted(EXTRACTORS), action="append", help="only these extractors")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    articles = list(corpus(given.polnear, given.split))[: given.files]
    words = sum(len(a.tokens.starts) for a in articles)
    parse("The model is loaded when it is first asked.")
    scores: dict[str, Score] = {}
    for name in given.only or EXTRACTORS:
        score, start = Score(), time.perf_counter()
        try:
            for article in articles:
                score.add(article.gold, list(EXTRACTORS[name](article)))
        except ModuleNotFoundError as missing:
            print(f"{name}: not run, {missing.name} is not installed")
            continue
        scores[name] = score
        _print(name, score, words / (time.perf_counter() - start), given.json)
    if {"claims", "textacy"} <= set(scores) and not given.json:
        ratio = scores["claims"].of("attribution")[0] / scores["textacy"].of("attribution")[0]
        print(f"attribution F1 of claims over textacy: {ratio:.2f}")


def _print(name: str, score: Score, rate: float, as_json: bool) -> None:
    if as_json:
        row = {m: dict(zip(("f1", "precision", "recall"), score.of(m), strict=True)) for m in score.counts}
        print(json.dumps({"extractor": name, "words_per_s": round(rate), **row}))
        return
    cells = "  ".join(f"{m} {f:.1f} ({p:.1f}/{r:.1f})" for m in score.counts for f, p, r in [score.of(m)])
    print(f"{name:8} {cells}  {rate:,.0f} words/s", flush=True)


if __name__ == "__main__":
    main()
