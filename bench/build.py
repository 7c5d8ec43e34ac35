"""How `aver build` grows with the number of files, and what one more file costs.

    python bench/build.py --sizes 100 1000 10000          # the last takes most of an hour on two cores

For each size: that many invented texts of 5 KB are added and built from nothing (files and tokens a second, peak
memory of all processes); then one more file is added and built, and that is set against building a case of one file.
`growth` is the time for a file at this size over the time for a file at the size before: 1.00 is linear.
"""

import argparse
import tempfile
from pathlib import Path

from measure import AVER, report, run
from newswire import write

FILE_SIZE = 5_000
ONE_MORE = 900_000


def one_file(scratch: Path, size: int) -> float:
    """Seconds to build a case of a single file: the floor of any build."""
    write(scratch / "single", ONE_MORE, 1, size)
    case = str(scratch / "single-case")
    run(AVER, "init", case)
    run(AVER, "add", case, str(scratch / "single"))
    return run(AVER, "build", case).seconds


def measure(scratch: Path, count: int, size: int, single: float) -> dict[str, float | int]:
    """One row: a build of `count` files from nothing, and a rebuild after one more."""
    tokens = write(scratch / f"texts-{count}", 1, count, size)
    write(scratch / f"more-{count}", ONE_MORE, 1, size)
    case = str(scratch / f"case-{count}")
    run(AVER, "init", case)
    added = run(AVER, "add", case, str(scratch / f"texts-{count}"))
    built = run(AVER, "build", case)
    idle = run(AVER, "build", case)
    run(AVER, "add", case, str(scratch / f"more-{count}"))
    again = run(AVER, "build", case)
    return {
        "files": count,
        "add_s": added.seconds,
        "build_s": built.seconds,
        "files_per_s": count / built.seconds,
        "tokens_per_s": tokens / built.seconds,
        "peak_mb": built.megabytes,
        "nothing_new_s": idle.seconds,
        "one_more_s": again.seconds,
        "one_more_vs_single": again.seconds / single,
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 200])
    parser.add_argument(
        "--bytes", type=int, default=FILE_SIZE, help="size of a text; smaller ones show the cost of a file"
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows: list[dict[str, float | int]] = []
    with tempfile.TemporaryDirectory() as name:
        single = one_file(Path(name), given.bytes)
        for count in given.sizes:
            row = measure(Path(name), count, given.bytes, single)
            before = rows[-1] if rows else row
            row["growth"] = float(before["files_per_s"]) / float(row["files_per_s"])
            rows.append(row)
    report(rows, given.json)


if __name__ == "__main__":
    main()
