"""What the documents say is so: commands run and print what is shown, links lead somewhere, trees exist."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from averment.cli import CASE_COMMANDS, COMMANDS
from averment.pipeline import STAGES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "cases").rglob("*.md"), ROOT / "bench" / "README.md"])
EXIT = re.compile(r"\s+#\s*exit (\d+)$")


@dataclass(frozen=True)
class Step:
    """A command of a console block, with what the block shows below it."""

    line: int
    command: str
    shown: tuple[str, ...]


def steps(page: Path) -> Iterator[Step]:
    """The commands of a page's ```console blocks; `> ` continues a command."""
    block, found = False, []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("```"):
            block = line == "```console"
        elif block and line.startswith("$ "):
            found.append((number, [line[2:]], []))
        elif block and line.startswith("> ") and not found[-1][2]:
            found[-1][1].append(line[2:])
        elif block:
            found[-1][2].append(line)
    for number, words, shown in found:
        yield Step(number, "\n".join(words), tuple(shown))


def pattern(shown: tuple[str, ...]) -> re.Pattern[str]:
    """What is shown, as a pattern: a line of `…` stands for any lines, `…` inside a line for anything in it."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ ]*\n"
        for line in shown
    ]
    return re.compile("".join(lines) + r"\s*")


def run(step: Step, folder: Path) -> None:
    """Run one step and hold its exit code and its output to what the page shows."""
    match = EXIT.search(step.command)
    wanted = int(match[1]) if match else 0
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "120", "AVER_AUTHOR": "you"}
    done = subprocess.run(
        ["bash", "-c", EXIT.sub("", step.command)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == wanted, f"line {step.line}: {step.command}\n{done.stdout}{done.stderr}"
    printed = done.stdout + (done.stderr if wanted else "")
    if step.shown:
        printed = "\n".join(line.rstrip() for line in printed.rstrip().splitlines()) + "\n"
        assert pattern(step.shown).fullmatch(printed), f"line {step.line}: {step.command}\nprinted:\n{printed}"


@pytest.mark.parametrize("page", [p for p in PAGES if any(steps(p))], ids=lambda p: str(p.relative_to(ROOT)))
def test_the_commands_of_a_page_run_and_print_what_it_shows(page: Path, demo: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    shutil.copytree(demo, tmp_path / "demo")
    for step in steps(page):
        run(step, tmp_path)


def test_output_is_compared_with_the_block() -> None:
    assert pattern(("a…c", "…", "z")).fullmatch("abc\n1\n2\nz\n")
    assert not pattern(("a…c", "z")).fullmatch("abc\n1\nz\n")
    assert not pattern(("abc",)).fullmatch("abd\n")


def headings(page: Path) -> set[str]:
    """The anchors of a page, as a code host makes them."""
    found = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in headings(there), f"{page.name}: {target}"


@pytest.mark.parametrize("stage", [s.name for s in STAGES])
def test_every_stage_has_a_folder_a_command_tests_and_a_chapter(stage: str) -> None:
    assert (ROOT / "src/averment" / stage / "__init__.py").is_file()
    assert (ROOT / "src/averment/cli" / f"{stage}.py").is_file()
    assert any((ROOT / "tests" / stage).glob("test_*.py"))
    assert (DOCS / f"{stage}.md").is_file()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_in_its_chapter(name: str) -> None:
    chapter = DOCS / ("case.md" if name in CASE_COMMANDS else f"{name}.md")
    assert f"aver {name}" in chapter.read_text(encoding="utf-8"), f"{chapter.name} does not show `aver {name}`"


def test_the_page_of_commands_is_what_the_program_says() -> None:
    """In a process of its own: click keeps how a command that has run names its help option."""
    code = "import write_commands; print(write_commands.page(), end='')"
    done = subprocess.run([sys.executable, "-c", code], cwd=DOCS, capture_output=True, text=True, check=True)
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == done.stdout, "run: python docs/write_commands.py"


def test_every_chapter_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    for page in DOCS.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index, page.name
    for page in (DOCS / "decisions").glob("0*.md"):
        assert f"({page.name})" in (DOCS / "decisions/README.md").read_text(encoding="utf-8"), page.name


def test_every_test_that_a_decision_names_exists() -> None:
    for page in (DOCS / "decisions").glob("0*.md"):
        guard = page.read_text(encoding="utf-8").partition("**Guarded by**")[2]
        named = re.findall(r"`(tests/[^`]+)`", guard)
        assert named or "browser" in guard, f"{page.name} names no test"
        for path in named:
            assert (ROOT / path).exists(), f"{page.name}: {path}"


def test_the_tree_of_the_architecture_is_the_tree_on_disk() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    (tree,) = re.findall(r"```tree\n(.*?)```", text, flags=re.DOTALL)
    for line in tree.splitlines():
        assert (ROOT / line.split()[0]).exists(), line
    for path in re.findall(r"^\|[^|]+\| `([^`]+)`", text, flags=re.MULTILINE):
        assert path.startswith("CASE/") or (ROOT / path).exists(), path


def test_the_glossary_is_in_order_and_its_links_hold() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\*\*(.+?)\.\*\*", text, flags=re.MULTILINE)
    assert terms == sorted(terms, key=str.casefold)
    known = {part.strip().casefold() for term in terms for part in term.split(",")}
    for word in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text.partition("own entry.")[2]):
        singular = word.casefold().removesuffix("s")
        assert {word.casefold(), singular} & known or word in ("intermediary for", "not"), f"no entry for {word!r}"
