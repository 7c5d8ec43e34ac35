"""What a person sees when something goes wrong: what, where, what next; and the exit code."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from averment.case import CaseError
from averment.chain import ChainError
from averment.config import ConfigError
from averment.lock import CaseLocked
from averment.store.lookup import NotFound
from averment.store.migrate import LedgerVersionError

CANNOT = 3
"""Exit code: it cannot be done."""
INTERRUPTED = 130
"""Exit code: stopped by Ctrl-C, as shells have it."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn the errors a user can meet into a message on standard error and an exit code."""
    try:
        yield
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What was finished is kept; run the same command again to go on.", err=True)
        sys.exit(INTERRUPTED)
    except CaseError as error:
        click.echo(f"Error: {error}\nTry: {error.hint}", err=True)
        sys.exit(CANNOT)
    except (ConfigError, ChainError, CaseLocked, LedgerVersionError, NotFound) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(CANNOT)
    except sqlite3.DatabaseError as error:
        click.echo(f"Error: the ledger cannot be read: {error}\nTry: delete derived/ and `aver build`", err=True)
        sys.exit(CANNOT)
    except BrokenPipeError:  # `aver show … | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that may not be written
        click.echo(f"Error: {error.filename or 'the system'}: {error.strerror}", err=True)
        sys.exit(CANNOT)
