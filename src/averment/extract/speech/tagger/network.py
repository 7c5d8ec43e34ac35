"""The network: word pieces in, tags and links out. Loaded once a process, when first needed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from averment.extract.speech.tagger.pieces import PAD, Window

if TYPE_CHECKING:
    import numpy as np

BATCH = 8
"""Windows read at once: more is no faster on one core."""
AHEAD = 64
"""Windows held at a time, about 35 MB: a source may have thousands."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of the words of a window.

    `tags` are log probabilities, words by `decode.TAGS`. `queries` and `keys` are what a cue asks for and what a word
    answers, words by (2 roles x width): source first, then content.
    """

    window: Window
    tags: "np.ndarray[Any, Any]"
    queries: "np.ndarray[Any, Any]"
    keys: "np.ndarray[Any, Any]"


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """What belongs to the weights: the version, and the constants of the link that stand outside the network."""
    found: dict[str, Any] = json.loads((files(__package__) / "model" / "settings.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the workers share the cores among themselves
    options.log_severity_level = 3
    weights = (files(__package__) / "model" / "attribution.onnx").read_bytes()
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def read(windows: Iterable[Window]) -> Iterator[Read]:
    """The windows in order, read in batches of like length; no more than `AHEAD` are held at a time."""
    waiting = iter(windows)
    while some := list(islice(waiting, AHEAD)):
        order = sorted(range(len(some)), key=lambda i: (len(some[i].ids), i))
        found: dict[int, Read] = {}
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            found.update(zip(batch, _read_together([some[i] for i in batch]), strict=True))
        for index in range(len(some)):
            yield found[index]


def _read_together(batch: Sequence[Window]) -> Iterator[Read]:
    import numpy as np

    longest = max(len(w.ids) for w in batch)
    inputs = {name: np.full((len(batch), longest), PAD, np.int64) for name in ("ids", "mask", "case", "quote")}
    for row, window in enumerate(batch):
        size = len(window.ids)
        inputs["ids"][row, :size] = window.ids
        inputs["mask"][row, :size] = 1
        inputs["case"][row, :size] = window.cases
        inputs["quote"][row, :size] = window.quotes
    tags, queries, keys = _session().run(["tags", "queries", "keys"], inputs)
    for row, window in enumerate(batch):
        yield Read(window, tags[row, window.first], queries[row, window.first], keys[row, window.first])
