"""`aver serve`: a case in the browser, on this machine only."""

import errno
import socket
from pathlib import Path
from threading import Event, Thread

import click

from averment.case import Case
from averment.cli.output import Trouble
from averment.cli.progress import shown


@click.command("serve")
@click.argument("case", type=click.Path())
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--no-watch", is_flag=True, help="Do not build and render again when the case changes.")
def command(case: str, port: int, no_watch: bool) -> None:
    """Show CASE in the browser: every page of the published site, with search, and with protected sources in full.

    It listens on 127.0.0.1 only. Pages are marked as private. While it runs, new evidence, judgements and
    settings are built and shown by themselves. Stop it with Ctrl-C.
    """
    opened = Case.open(case)
    with listen(port) as listening:
        _show(opened, listening, follows=not no_watch)


def _show(case: Case, listening: socket.socket, *, follows: bool) -> None:
    from averment.web.refresh import follow, render, site_of

    with shown() as progress:
        render(case, progress)
    stop = Event()
    if follows:
        Thread(target=follow, args=(case, _tell, stop), daemon=True).start()
    click.echo(f"{case.config.title}: http://127.0.0.1:{listening.getsockname()[1]}/ (Ctrl-C stops it)")
    try:
        _run(case, site_of(case), listening)
    finally:
        stop.set()


def listen(port: int) -> socket.socket:
    """A socket on loopback. Raises `Trouble` when the port is taken or not allowed."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            hint = f"--port {port + 1 if port < 65535 else 8000}"
            raise Trouble(f"port {port} is taken by another program", hint) from error
        if error.errno == errno.EACCES:
            raise Trouble(f"port {port} is not open to ordinary users", "--port 8000, or any above 1023") from error
        raise
    return made


def _run(case: Case, site: Path, listening: socket.socket) -> None:
    import uvicorn

    from averment.web.app import make_app

    app = make_app(case, site)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, date_header=False))
    server.run(sockets=[listening])


def _tell(message: str) -> None:
    click.echo(message, err=True)
