"""The ledger of claims: in pages, by stance and by voice, and a page for each claim."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from averment.publish.page import PER_PAGE, Leaf, Page, Whole, entities_of, leaves
from averment.publish.shown import ClaimShown, VoiceShown
from averment.publish.vocabulary import Word, vocabulary, word

CONTEXT = 280
"""Characters of the source shown before and after a quote."""


def claims(whole: Whole) -> Iterator[Page]:
    """The ledger, its indexes, and a page for each claim."""
    every = whole.shown.claims
    by_stance: dict[str, list[ClaimShown]] = {}
    for claim in every:
        by_stance.setdefault(claim.stance, []).append(claim)
    index = [word("stance", stance) for stance in [*vocabulary()["stance"], *sorted(by_stance)] if stance in by_stance]
    index = list({w.key: w for w in index}.values())
    yield from _ledger("claims", every, "Claims", "Who said what, and where it is written.", index)
    for spoken in index:
        found, title = by_stance[spoken.key], f"Claims: {spoken.label}"
        yield from _ledger(f"claims/stance/{spoken.key}", found, title, spoken.means, index)
    yield from _voices(every, index)
    yield from _each(whole)


def _ledger(base: str, found: Sequence[ClaimShown], title: str, lead: str, index: Sequence[Word]) -> Iterator[Page]:
    for leaf, rows in leaves(base, found):
        context = {"title": _numbered(title, leaf), "lead": lead, "leaf": leaf, "rows": _rows(rows), "index": index}
        yield Page(leaf.path, "claims", context)


def _numbered(title: str, leaf: Leaf) -> str:
    return title if leaf.count == 1 else f"{title}, page {leaf.number} of {leaf.count}"


def _rows(found: Sequence[ClaimShown]) -> list[dict[str, object]]:
    """Each claim with what the filter looks at: everything is in the page, so it works without a server."""
    return [
        {
            "claim": claim,
            "entities": [e.name for e in entities_of(claim)],
            "voices": [v.name for v in claim.voices],
            "first": next((d.when.first.isoformat() for d in claim.dates if d.when), ""),
            "last": next((d.when.last.isoformat() for d in claim.dates if d.when), ""),
        }
        for claim in found
    ]


def _voices(every: Sequence[ClaimShown], index: Sequence[Word]) -> Iterator[Page]:
    by_voice: dict[str, list[ClaimShown]] = {}
    first: dict[str, VoiceShown] = {}
    for claim in every:
        for voice in {v.key: v for v in claim.voices}.values():
            by_voice.setdefault(voice.key, []).append(claim)
            first.setdefault(voice.key, voice)
    listed = [(key, _voice_name(first[key]), first[key], found) for key, found in by_voice.items()]
    listed.sort(key=lambda item: (-len(item[3]), item[1].casefold(), item[0]))
    unspoken = [c for c in every if not c.voices and not c.withheld]
    for leaf, rows in leaves("claims/voice", listed):
        context = {"title": _numbered("Voices", leaf), "leaf": leaf, "voices": rows, "unspoken": len(unspoken)}
        yield Page(leaf.path, "voices", context)
    if unspoken:
        lead = "Claims without another voice: the source itself says so."
        yield from _ledger("claims/voice/none", unspoken, "Claims: the source’s own words", lead, index)
    for key, name, _, found in listed:
        lead = "Every claim in whose chain this voice stands."
        yield from _ledger(f"claims/voice/{key}", found, f"Claims: voice of {name}", lead, index)


def _voice_name(voice: VoiceShown) -> str:
    return voice.entity.name if voice.entity is not None else voice.name


def _each(whole: Whole) -> Iterator[Page]:
    findings: dict[str, list[object]] = {}
    for finding in whole.shown.findings:
        for part in finding.parts:
            findings.setdefault(part.claim.id, []).append((finding, part))
    ledger_ids = {s.id: id for id, s in whole.shown.source_by_ledger_id.items()}
    reviews = _reviews(whole)
    text, text_of = "", ""
    for n, claim in enumerate(whole.shown.claims):
        context: dict[str, object] = {
            "title": f"Claim {claim.id}",
            "claim": claim,
            "findings": findings.get(claim.id, []),
            "reviews": reviews.get(claim.id, []),
            "ledger_page": f"claims/page-{n // PER_PAGE + 1}/index.html" if n >= PER_PAGE else "claims/index.html",
            "before": "", "after": "", "pieces": [],
        }  # fmt: skip
        if claim.quote is not None:
            if claim.source.id != text_of:  # claims come source by source: a text is fetched once
                text_of = claim.source.id
                text = whole.ledger.value("SELECT text FROM reading WHERE source = ?", [ledger_ids[text_of]]) or ""
            context.update(_in_context(claim, text))
        yield Page(claim.path, "claim", context)


def _in_context(claim: ClaimShown, text: str) -> dict[str, object]:
    """The quote between the words around it, cut into pieces at the borders of content and cue."""
    quote, content, cue = claim.quote, claim.content, claim.cue
    if quote is None or content is None:
        return {}
    said = (content, *claim.further)
    cuts = {quote.start, quote.end, *((cue.start, cue.end) if cue else ())}
    cuts |= {border for s in said for border in (s.start, s.end)}
    inside = sorted(c for c in cuts if quote.start <= c <= quote.end)
    pieces = [
        {
            "text": text[a:b],
            "content": any(s.start <= a and b <= s.end for s in said),
            "cue": cue is not None and cue.start <= a and b <= cue.end,
        }
        for a, b in pairwise(inside)
    ]
    start, end = max(0, quote.start - CONTEXT), quote.end + CONTEXT
    before = text[start : quote.start]
    if start > 0:
        before = "…" + before.partition(" ")[2]
    after = text[quote.end : end]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return {"before": before, "after": after, "pieces": pieces}


def _reviews(whole: Whole) -> dict[str, list[dict[str, str]]]:
    """Who accepted or rejected a claim and why: on private pages, where its author is known to the reader."""
    if not whole.private:
        return {}
    rows = whole.ledger.rows(
        "SELECT j.decision, j.author, j.at, j.reason, a.rule, d.record FROM judgement j "
        "JOIN decides d ON d.judgement = j.id "
        "LEFT JOIN anchored a ON a.judgement = j.id AND a.record = d.record "
        "WHERE j.decision IN ('accept', 'reject', 'correct', 'add') AND j.standing = 1 ORDER BY j.sequence, j.id"
    )
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        words = {k: row[k] or "" for k in ("decision", "author", "at", "reason", "rule")}
        found.setdefault(row["record"], []).append(words)
    return found
