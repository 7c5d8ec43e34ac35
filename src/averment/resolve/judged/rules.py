"""By which rule a judgement holds for a record today."""

from enum import StrEnum


class Rule(StrEnum):
    """From the surest to the least; the last three hold for no record a machine makes today."""

    ID = "id"
    """The record has the id it was judged by, and reads as it did."""
    SAME_WORDS = "same words"
    """Another id; place, words, speaker, stance, modality and negation as judged."""
    FOLLOWS = "follows"
    """It was made by another judgement, or replaced by one, and is found by that."""
    MOVED = "moved"
    """The same words at another place of the text, told by what stands around them; reads as judged."""
    RESPELLED = "respelled"
    """The same letters, with other line ends, spaces, quotation marks or case; reads as judged."""
    ALIKE = "alike"
    """Nearly the same letters, no other figure or negation (recognised anew from a scan); reads as judged."""
    CUT_OTHERWISE = "cut otherwise"
    """Same speaker, stance, modality and negation, and a different stretch of the same content."""
    MADE = "made"
    """The record that a correction or an addition made."""
    KEPT = "kept as judged"
    """No machine reads it so any more: an accepted record stays as the person accepted it."""
    READ_OTHERWISE = "read otherwise"
    """A rejected reading is gone, and another has come in its place: it is for a person to decide anew."""
    NO_LONGER_READ = "no longer read"
    """A rejected reading is gone, and nothing has come in its place."""
    LOST = "lost"
    """The words are not found, or stand at several places alike: shown as a problem, with the words and the place."""


WORDS_FOUND = {
    "in place": Rule.SAME_WORDS,
    "moved": Rule.MOVED,
    "respelled": Rule.RESPELLED,
    "alike": Rule.ALIKE,
}
"""How the words were found → the rule, when a record there reads as judged."""
