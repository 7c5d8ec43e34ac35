"""How long a command takes and how much memory it and its children hold; and how results are printed."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AVER = str(Path(sys.executable).parent / "aver")


@dataclass(frozen=True, slots=True)
class Run:
    """Wall seconds, and the greatest resident memory in MB summed over the process and its children (Linux; else 0).

    Pages that processes share are counted once for each, so the figure is an upper bound.
    """

    seconds: float
    megabytes: float


def run(*command: str) -> Run:
    """Run a command to its end. Raises `CalledProcessError` with what it printed when it fails."""
    peak = 0.0
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        printed: list[str] = []
        assert process.stdout is not None
        reader = threading.Thread(target=lambda: printed.append(process.stdout.read()))
        reader.start()
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.1)
        reader.join()
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command, output=printed[0])
    return Run(seconds, peak)


def _resident(pid: int) -> float:
    """Megabytes of a process and all below it; one that ends meanwhile counts nothing."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)
    return own + sum(_resident(int(child)) for child in children)


def report(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    """A table, or one JSON object a line."""
    if as_json:
        for row in rows:
            print(json.dumps(row))
        return
    columns = list(rows[0])
    cells = [columns, *[[_shown(row[c]) for c in columns] for row in rows]]
    widths = [max(len(line[n]) for line in cells) for n in range(len(columns))]
    for line in cells:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


def _shown(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
