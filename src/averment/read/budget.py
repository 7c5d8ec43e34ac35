"""What may be taken out of containers: one budget for a document and all that lies in it, however deep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from averment.read.draft import Stop
from averment.read.limits import Limits


class Spent(Stop):
    """The budget of the whole document is used up: no further member of it is opened."""


@dataclass(slots=True)
class Budget:
    """How many members and bytes may still come out; `ratio` bounds unpacked to packed bytes of one container.

    Sizes that a container gives of itself can lie, so bytes are counted as they come.
    """

    members: int
    bytes: int
    ratio: int
    ratio_from: int
    hint: str = ""

    @classmethod
    def for_reading(cls, limits: Limits) -> "Budget":
        """For a container whose members are read as parts of it, in memory."""
        return cls(limits.members, limits.unpacked_bytes, limits.ratio, limits.ratio_from_bytes, _ADD)

    @classmethod
    def for_adding(cls, limits: Limits) -> "Budget":
        """For a container whose members become sources, one after another."""
        return cls(limits.added_members, limits.added_bytes, limits.ratio, limits.ratio_from_bytes, _RAISE)

    def member(self) -> None:
        """One more member is opened. Raises `Spent`."""
        if self.members <= 0:
            raise Spent("too_many_members", "holds more files than are taken out of one container", self.hint)
        self.members -= 1

    def took(self, size: int) -> None:
        """So many bytes came out. Raises `Spent`."""
        self.bytes -= size
        if self.bytes < 0:
            raise Spent("too_large", "unpacks to more bytes than are taken out of one container", self.hint)

    def meter(self, packed: int) -> "Meter":
        """A meter for what comes out of `packed` bytes."""
        return Meter(self, packed)


@dataclass(slots=True)
class Meter:
    """Counts what comes out of one container or one member of it."""

    budget: Budget
    packed: int
    out: int = 0

    def took(self, size: int) -> None:
        """So many bytes came out. Raises `Spent`, or `Stop` "zip_bomb" when they are too many for what was packed."""
        self.out += size
        if self.out > self.budget.ratio_from and self.out > self.packed * self.budget.ratio:
            raise Stop("zip_bomb", f"unpacks to more than {self.budget.ratio} times its size", BOMB)
        self.budget.took(size)

    def counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, counted as they come."""
        for piece in pieces:
            self.took(len(piece))
            yield piece


_ADD = "`aver add` it to a case: each document in it becomes a source of its own, with room for many more"
_RAISE = "raise `added_members` or `added_bytes` under [limits] in case.toml, or unpack it by hand"
BOMB = "do not unpack it by hand either, unless its sender explains it"
