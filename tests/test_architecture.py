"""House rules that can be checked: the tree is the map, imports point inwards, files stay small."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from averment.pipeline import STAGES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "averment"
FILES = sorted(PACKAGE.rglob("*.py"))
VERBS = [s.name for s in STAGES]

LONGEST_FILE = 450
"""Lines: more than one can hold in the head."""
LONGEST_FUNCTION = 70
"""Lines, docstring included."""
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}
"""Names that say nothing of what is inside."""


def test_the_order_of_the_verbs() -> None:
    assert VERBS == ["read", "extract", "resolve", "screen", "trace", "weigh", "publish"]


@pytest.mark.parametrize("verb", VERBS)
def test_one_word_in_five_places(verb: str) -> None:
    assert (PACKAGE / verb / "__init__.py").is_file(), "folder and import"
    assert (PACKAGE / "cli" / f"{verb}.py").is_file(), "command"
    assert any((ROOT / "tests" / verb).glob("test_*.py")), "tests"
    assert (ROOT / "docs" / f"{verb}.md").is_file(), "manual chapter"


def test_no_drawers() -> None:
    named = [p for p in PACKAGE.rglob("*") if p.stem in DRAWERS]
    assert named == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE, "is it one noun or several?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_imports_point_inwards() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


HEAVY = (
    "spacy",
    "numpy",
    "pypdfium2",
    "trafilatura",
    "docx",
    "odfdo",
    "lxml",
    "networkx",
    "jinja2",
    "starlette",
    "rich",
)


@pytest.mark.parametrize("command", ["--help", "build --help", "extract --help", "publish --help", "serve --help"])
def test_help_loads_no_heavy_library(command: str) -> None:
    code = (
        "import sys; sys.argv[0] = 'aver'\n"
        "from averment.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_no_broad_except_that_goes_on_in_silence() -> None:
    """A bare `except` or `except Exception` needs a reason on its line."""
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if line.strip().startswith(("except:", "except Exception", "except BaseException")):
                reasoned = (
                    "noqa: BLE001 - " in line
                    or lines[number].strip() == "raise"
                    or "raise" in "".join(lines[number : number + 4])
                )
                assert reasoned, f"{path.name}:{number}: {line.strip()}"


def locked(name: str) -> dict[str, str]:
    """Package names and their locked lines, hashes included."""
    entries = (ROOT / "lock" / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {entry.split("==")[0].strip().lower(): entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "uv.txt"])
def test_every_locked_package_has_a_hash_and_no_line_names_a_host(name: str) -> None:
    for entry in locked(name).values():
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry, entry


def test_every_dependency_is_locked_and_says_what_it_is_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[<>=\[ ]", d)[0].lower() for d in project["project"]["dependencies"]}
    assert wanted <= set(locked("run.txt"))
    assert wanted <= set(locked("dev.txt"))
