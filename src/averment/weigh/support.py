"""From the claims about one proposition to its support and challenge, with the calculation in sentences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from averment.finding import Challenge, Support
from averment.weigh.independence import Count, Overlap, no_overlap, origins
from averment.weigh.item import PAPERS, Item
from averment.weigh.policy import Policy

RANK = {level: n for n, level in enumerate(Support)}
"""Support from weakest (0) to strongest."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What one claim reaches by itself, and why. A discounted one is listed and not counted."""

    item: Item
    level: Support
    why: str
    discounted: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """The support and challenge of a proposition, the independent origins that count, and the calculation."""

    support: Support
    challenge: Challenge
    origins: int
    supporting: tuple[Reached, ...]
    against: tuple[Reached, ...]
    why: tuple[str, ...]


def weigh(items: Sequence[Item], policy: Policy, overlap: Overlap = no_overlap, as_of: str | None = None) -> Weighed:
    """Weigh the claims about one proposition. Rejected claims must not be among them.

    Claims whose stance is neither for nor against (responses, checks that failed) are passed over.
    """
    supporting = [reach(i, policy, as_of) for i in items if _side(i, policy) > 0]
    against = [reach(i, policy, as_of) for i in items if _side(i, policy) < 0 and i.stance not in policy["against"]]
    denied = [i for i in items if i.stance in policy["against"]]
    support, count, reasons = together(supporting, policy, overlap)
    counter, _, counter_reasons = together(against, policy, overlap)
    why = [_counted(supporting, count), *_listed(supporting), *count.merges, *reasons]
    challenge = _challenge(support, counter, bool(denied))
    if against:
        why.append(
            f"{len(against)} claim{_s(against)} say{'' if len(against) > 1 else 's'} the opposite, and reach {counter}"
        )
        why += [*_listed(against), *counter_reasons]
    if denied:
        why.append("it was denied: a denial is printed, and takes nothing from the support (I8)")
    return Weighed(support, challenge, len(count.origins), tuple(supporting), tuple(against), tuple(why))


def _side(item: Item, policy: Policy) -> int:
    if item.stance in policy["supports"]:
        return -1 if item.negated else 1
    return -1 if item.stance in policy["against"] else 0


def reach(item: Item, policy: Policy, as_of: str | None = None) -> Reached:
    """What a claim reaches by itself: the first row of the policy that fits, capped by grade and by review."""
    if as_of and item.source.day and item.source.day[:10] > as_of[:10]:
        return Reached(item, Support.UNSUPPORTED, f"published {item.source.day}, after {as_of}: left out", True)
    grade = policy["reliability"].get(item.source.reliability, {})
    if grade.get("excluded"):
        return Reached(
            item, Support.UNSUPPORTED, f"its source is graded {item.source.reliability}: listed, not counted", True
        )
    level, why = _by_itself(item, policy)
    cap = grade.get("document_cap" if item.medium in PAPERS else "cap")
    if cap and RANK[level] > RANK[Support(cap)]:
        level, why = Support(cap), f"{why}; its source is graded {item.source.reliability}, which caps it"
    if item.review != "accepted":
        cap = Support(policy["unreviewed"])
        if RANK[level] > RANK[cap]:
            level = cap
        why = f"unreviewed: {why}, but no person has accepted the machine's reading"
    return Reached(item, level, why)


def _by_itself(item: Item, policy: Policy) -> tuple[Support, str]:
    traits = item.traits
    for row in policy["items"]:
        if _fits(row, traits):
            return Support(row["level"]), row["why"]
    return Support.ALLEGED, "no row of the policy fits"


def _fits(row: dict[str, object], traits: dict[str, object]) -> bool:
    for name, wanted in row.items():
        if name in ("level", "why"):
            continue
        if traits[name] not in wanted if isinstance(wanted, list) else traits[name] != wanted:
            return False
    return True


def together(reached: Sequence[Reached], policy: Policy, overlap: Overlap) -> tuple[Support, Count, list[str]]:
    """What claims reach together, their origins, and the sentences that say how."""
    counted = [r for r in reached if not r.discounted and r.level is not Support.UNSUPPORTED]
    if not counted:
        return Support.UNSUPPORTED, Count((), ()), ["nothing that counts says so: unsupported"] if reached else []
    count = origins([r.item for r in counted], policy, overlap)
    if len(counted) == 1 and not _not_alone(counted[0], policy):
        return counted[0].level, count, []
    level_of = {r.item.claim: r.level for r in counted}
    best = [max((level_of[i.claim] for i in group), key=RANK.__getitem__) for group in count.origins]
    support = max(best, key=RANK.__getitem__)
    documented = [r for r in counted if r.level is Support.DOCUMENTED]
    weak_only = bool(documented) and all(_not_alone(r, policy) for r in documented)
    reasons = []
    if support is Support.DOCUMENTED and weak_only:
        support = max(
            (lv if lv is not Support.DOCUMENTED else Support.UNVERIFIED_DOCUMENT for lv in best), key=RANK.__getitem__
        )
        reasons.append(f"the only document is of a source graded D, which cannot stand alone: {support}")
    raised = _raised(count, level_of, policy, bool(documented) and not weak_only)
    if raised and RANK[raised[0]] > RANK[support]:
        support = raised[0]
        reasons.append(raised[1])
    return support, count, reasons


def _raised(count: Count, level_of: dict[str, Support], policy: Policy, documented: bool) -> tuple[Support, str] | None:
    """What several origins reach that none reaches alone."""
    if len(count.origins) < 2:
        return None
    for level in (Support.ESTABLISHED, Support.CORROBORATED):
        rule = policy[level.value]
        least = RANK[Support(rule["each"])]
        able = [g for g in count.origins if any(RANK[level_of[i.claim]] >= least for i in g)]
        if len(able) < rule["origins"]:
            continue
        media = {i.medium for g in able for i in g if RANK[level_of[i.claim]] >= least}
        if (
            level is Support.ESTABLISHED
            and len(media) >= rule["media"]
            and ("sighting" in media or not rule["physical"])
        ):
            return level, f"{len(able)} independent origins of {len(media)} kinds, one that saw it: established"
        if level is Support.CORROBORATED and (documented or not rule["documented"]):
            return level, f"{len(able)} independent origins, at least one documented: corroborated"
    return None


def _not_alone(reached: Reached, policy: Policy) -> bool:
    return bool(policy["reliability"].get(reached.item.source.reliability, {}).get("not_the_only_document"))


def _challenge(support: Support, counter: Support, denied: bool) -> Challenge:
    corroborated = RANK[Support.CORROBORATED]
    if RANK[counter] >= corroborated:
        if RANK[support] >= corroborated:
            return Challenge.DISPUTED
        if RANK[support] <= RANK[Support.SINGLE_SOURCE]:
            return Challenge.REFUTED
    if RANK[counter] >= RANK[Support.SINGLE_SOURCE]:
        return Challenge.CONTRADICTED
    return Challenge.DENIED if denied else Challenge.UNCONTESTED


def _counted(supporting: Sequence[Reached], count: Count) -> str:
    sources = {r.item.source.id for r in supporting}
    words = f"{len(supporting)} claim{_s(supporting)} in {len(sources)} source{_s(sources)}"
    return f"{words}; {len(count.origins)} independent origin{_s(count.origins)}"


def _listed(reached: Sequence[Reached]) -> list[str]:
    """A sentence for each source and reason, with the number of claims."""
    grouped = Counter((r.item.source.sequence, r.item.source.name, r.level, r.why) for r in reached)
    sentences = []
    for (_, name, level, why), n in sorted(grouped.items()):
        counted = "not counted" if level is Support.UNSUPPORTED else level
        sentences.append(f"{name}{f' ({n} claims)' if n > 1 else ''}: {counted}: {why}")
    return sentences


def _s(things: Sequence[object] | set[str]) -> str:
    return "" if len(things) == 1 else "s"
