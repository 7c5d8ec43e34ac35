"""The rules of a table, taken out: worn by a scanner they come apart, and are then read as letters.

A rule is a row of pixels that is dark nearly without a break for longer than any stroke of a letter, and thin. Lengths
are in pixels of a page at about 300 dpi. The page is level by now, so rules lie along rows and columns.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

LONG = 320
"""Longer than the strokes of neighbouring Chinese characters that happen to line up."""
FILLED = 0.85
"""Share of that length which is dark."""
THIN = 12
"""Rows; what is thicker is a bar or a picture."""
DARK = 170
REACH = 2
"""Rows above and below a rule that its worn edge takes up."""


def unruled(picture: "Image") -> "Image":
    """The picture without its rules; letters that touch one keep what lies on both sides of it."""
    import numpy as np
    from PIL.Image import fromarray

    grey = np.asarray(picture)
    dark = grey < DARK
    across, cut_across = _along_rows(dark)
    down, cut_down = (mask.T for mask in _along_rows(dark.T))
    rules = (across & ~(cut_across & ~down)) | (down & ~(cut_down & ~across))
    if not rules.any():
        return picture
    made = grey.copy()
    made[rules] = 255
    return fromarray(made)


def _along_rows(dark: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any]]":
    """Where rules along the rows are, their worn edges included, and where strokes of letters (or rules) cross them."""
    import numpy as np

    found = np.zeros_like(dark)
    if dark.shape[1] <= LONG:
        return found, found
    # A rule a little aslant goes from row to row: a pixel counts where it or a neighbour above or below is dark.
    near = dark.copy()
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    sums = np.zeros((dark.shape[0], dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(near, axis=1, out=sums[:, 1:])
    begins = (sums[:, LONG:] - sums[:, :-LONG]) >= FILLED * LONG
    for row in np.flatnonzero(begins.any(axis=1)):
        for start, end in _stretches(begins[row]):
            found[row, start : end + LONG - 1] = True
    found = _thin(found)
    if not found.any():
        return found, found
    reached = found.copy()
    for step in range(1, REACH + 1):
        reached[step:] |= found[:-step]
        reached[:-step] |= found[step:]
    crossed = np.zeros_like(reached)  # a stroke of a letter goes on above and below
    beyond = THIN
    crossed[beyond:-beyond] = dark[: -2 * beyond] & dark[2 * beyond :]
    return reached, crossed


def _stretches(row: "NDArray[Any]") -> list[tuple[int, int]]:
    """First and one past the last of each stretch of true values."""
    import numpy as np

    steps = np.flatnonzero(np.diff(np.concatenate(([False], row, [False]))))
    return [(int(a), int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]


def _thin(found: "NDArray[Any]") -> "NDArray[Any]":
    """Without what is thicker than a rule."""
    import numpy as np

    sums = np.zeros((found.shape[0] + 1, found.shape[1]), dtype=np.int32)
    np.cumsum(found, axis=0, out=sums[1:])
    if found.shape[0] <= THIN:
        return found
    thick = (sums[THIN:] - sums[:-THIN]) >= THIN  # THIN rows from here on are all marked
    spread = np.zeros_like(found)
    for step in range(THIN):
        spread[step : step + thick.shape[0]] |= thick
    found &= ~spread
    return found
