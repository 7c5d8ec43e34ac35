"""The attribution tagger: who said what in English prose, read by a small network that comes with the package.

    attributions(["The firm denied that it sold the engines, officials said."])

A 6-layer MiniLM encoder, fine-tuned on PolNeAR as a tagger of sources, cues and contents with a link from each cue
to its words. It runs in ONNX Runtime on one core, offline. `model/CARD.md` says where it is from and how good it is.
"""

from collections.abc import Sequence

from averment.extract.speech.tagger.decode import Attribution, Stretch
from averment.extract.speech.tagger.network import read, settings
from averment.extract.speech.tagger.pieces import windows
from averment.method import method

__all__ = ["TAGGER", "Attribution", "Stretch", "attributions", "settings"]

TAGGER = method("extract.tagger", settings()["version"])
"""What a claim names that only the tagger has read."""


def attributions(texts: Sequence[str]) -> list[Attribution]:
    """Every attribution in the passages of one source, in order, however unsure; offsets are into `texts[passage]`.

    What stands together in a window follows from the texts alone, so the same source always reads the same.
    """
    from averment.extract.speech.tagger.decode import attributions as decoded

    return [found for one in read(windows(texts)) for found in decoded(one)]
