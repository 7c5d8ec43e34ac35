"""Put a case together from its recipe, by `aver` commands alone: `python cases/build.py marlin --into demo`.

A recipe (`cases/NAME/recipe.toml`) says how each source came in and what the person who read the case decided. Every
command is printed before it runs, so that the output is also a lesson: run the same lines by hand and you get the same
case.

Ids of claims and sources are hashes, so a recipe names a claim by a piece of its sentence and a source by its file
name; the ids are looked up with `aver show`.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parent
AVER = Path(sys.executable).parent / "aver"
OPTIONS = ("name", "from", "origin", "outlet", "received", "published")


class RecipeError(Exception):
    """The recipe names something that the case does not hold."""


def aver(*words: str, quiet: bool = False) -> str:
    """Run one command; show it and what it prints, or `quiet`ly give that back."""
    if not quiet:
        print("$ aver", shlex.join(words), flush=True)
    done = subprocess.run([AVER, *words], stdout=subprocess.PIPE if quiet else None, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"aver {shlex.join(words)}: exit {done.returncode}")
    return done.stdout or ""


def records(case: Path, what: str) -> list[dict[str, Any]]:
    """`aver show CASE WHAT --json`, as records."""
    return [json.loads(line) for line in aver("show", str(case), what, "--json", quiet=True).splitlines()]


def add(case: Path, item: Mapping[str, Any], folder: Path, *, is_list: bool) -> None:
    """`aver add` for one entry of the recipe."""
    words = [word for option in OPTIONS if option in item for word in (f"--{option}", str(item[option]))]
    words += ["--protect"] if item.get("protect") else []
    words += ["--list"] if is_list else []
    aver("add", str(case), str(folder / item["path"]), *words)


def judge(case: Path, item: Mapping[str, Any], claims: list[dict[str, Any]]) -> None:
    """`aver review` for one entry of the recipe."""
    if item["decision"] == "grade":
        words = [item["source"], item["reliability"]]
    else:
        words = [c["id"] for c in claims if meant(c, item)]
        if not words:
            raise RecipeError(f"no claim with {item['claim']!r} in the case: mend the recipe")
    words += [word for option in ("authenticity", "why") if option in item for word in (f"--{option}", item[option])]
    words += ["--constitutive"] if item.get("constitutive") else []
    aver("review", str(case), item["decision"], *words, "--reason", item["reason"], "--table")


def meant(claim: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether an entry of the recipe means this claim: by a piece of its sentence, its source, its stance."""
    return (
        item["claim"] in flat(claim["quote"])
        and item.get("source") in (None, claim["source_name"])
        and item.get("stance") in (None, claim["stance"])
    )


def flat(text: str) -> str:
    """The words with single spaces, so that a recipe need not know where lines break."""
    return " ".join(text.split())


def build(name: str, case: Path) -> None:
    """The whole recipe: init, add, build, review, build again, publish."""
    folder = Path(os.path.relpath(CASES / name))
    recipe = tomllib.loads((CASES / name / "recipe.toml").read_text(encoding="utf-8"))
    flags = ["--fictional"] if recipe.get("fictional") else []
    aver("init", str(case), "--title", recipe["title"], *flags, "--notice", recipe["notice"])
    settings = case / "case.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace('as_of = ""', f'as_of = "{recipe["as_of"]}"'), encoding="utf-8")
    for item in recipe["source"]:
        add(case, item, folder, is_list=False)
    for item in recipe.get("list", []):
        add(case, item, folder, is_list=True)
    aver("build", str(case), "--table")
    claims = records(case, "claims")
    for item in recipe.get("judgement", []):
        judge(case, item, claims)
    aver("build", str(case), "--table")
    aver("publish", str(case))


def summary(case: Path) -> None:
    """What the case came to, and where to look at it."""
    aver("status", str(case), "--table")
    pages = case / "published" / "index.html"
    print(f"\nThe pages: {pages}\nOpen them: open that file in a browser, or `{os.path.relpath(AVER)} serve {case}`.\n")


def main() -> None:
    """Read the command line and build."""
    known = sorted(p.parent.name for p in CASES.glob("*/recipe.toml"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which cases: {', '.join(known)}; by default all")
    parser.add_argument("--into", type=Path, required=True, help="where the case folders go, each anew")
    given = parser.parse_args()
    unknown = sorted(set(given.names) - set(known))
    if unknown:
        parser.error(f"no case {', '.join(unknown)}; there are: {', '.join(known)}")
    os.environ.setdefault("AVER_AUTHOR", "demo")
    names = given.names or known
    for name in names:
        case = given.into / name
        if (case / "case.toml").is_file():
            shutil.rmtree(case)
        print(f"\n== {name}\n", flush=True)
        build(name, case)
    print()
    for name in names:
        summary(given.into / name)


if __name__ == "__main__":
    try:
        main()
    except RecipeError as error:
        raise SystemExit(str(error)) from error
