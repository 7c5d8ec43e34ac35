"""Write docs/commands.md, the help of every command: `python docs/write_commands.py`.

`tests/test_docs.py` compares the file with what this would write, so the manual cannot fall behind the program.
"""

from pathlib import Path

import click

from averment.cli import COMMANDS, command

PAGE = Path(__file__).parent / "commands.md"
HEAD = """# Every command and option

Written by `docs/write_commands.py` from the program itself; what each is for stands in its chapter.

```
{help}
```
"""


def page() -> str:
    """The whole page."""
    context = click.Context(command, info_name="aver", max_content_width=100, terminal_width=100)
    parts = [HEAD.format(help=command.get_help(context))]
    parts += [_section(context, name) for name in COMMANDS]
    return "\n".join(parts)


def _section(context: click.Context, name: str) -> str:
    found = command.get_command(context, name)
    if found is None:
        raise LookupError(f"averment.cli names a command {name!r} that it does not have")
    texts = [_help(context, name, found)]
    if isinstance(found, click.Group):
        inner = click.Context(found, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        texts += [_help(inner, f"{name} {n}", c) for n, c in sorted(found.commands.items())]
    return f"## aver {name}\n\n" + "\n".join(texts)


def _help(parent: click.Context, name: str, found: click.Command) -> str:
    context = click.Context(found, info_name=name.split()[-1], parent=parent, max_content_width=100, terminal_width=100)
    return f"```\n{found.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
