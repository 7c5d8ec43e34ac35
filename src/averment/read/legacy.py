"""Word and PowerPoint files of before 2007, by way of LibreOffice, which saves them in the format of today.

The program runs in a folder of its own with an empty profile, no macros, no network where the system lets it be cut
off, no links followed, and is killed at a time limit. Where it is not installed, a problem says how to get it. Old
Excel files need none of this: `sheet.py` reads them.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.media_type import DOCX, PPTX
from averment.read.reader import READERS, reads

READ_LEGACY = method("read.legacy", "1", engine="libreoffice")

DOC, PPT = "application/msword", "application/vnd.ms-powerpoint"
_INTO = {DOC: ("doc", "docx", DOCX), PPT: ("ppt", "pptx", PPTX)}
GET_IT = "apt install libreoffice-writer-nogui libreoffice-impress-nogui"
"""How LibreOffice comes onto a Debian or Ubuntu machine without a desktop."""
_BY_HAND = "open it in LibreOffice, save it as DOCX, PPTX or PDF, and add that as well"
_SHARE = 0.6
"""Of the seconds a file may take: the rest is for reading what came out, and for the program to be killed."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
"""No macros, no active content, links neither followed nor brought up to date, and a proxy that is not there."""


def program() -> str | None:
    """LibreOffice on this machine, if it is there."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@reads(READ_LEGACY, DOC, PPT)
def read_legacy(data: bytes, draft: Draft) -> None:
    """The text as LibreOffice understands the file, read as a DOCX or PPTX is."""
    soffice = program()
    if soffice is None:
        said = f"an old Office file ({draft.media_type}): kept; reading it needs LibreOffice, which is not installed"
        raise Stop("legacy_office", said, f"{GET_IT}, then build again; or {_BY_HAND}")
    ending, into, media_type = _INTO[draft.media_type]
    with tempfile.TemporaryDirectory(prefix="averment-") as name:
        converted = _converted(soffice, data, Path(name), ending, into, draft.limits.seconds * _SHARE)
    if len(converted) > draft.limits.bytes_for(media_type):
        raise Stop("too_large", f"what LibreOffice makes of it is {len(converted):,} bytes", _BY_HAND)
    reader, today = READERS[media_type]
    draft.method = today.id
    reader(converted, draft)


def _converted(soffice: str, data: bytes, folder: Path, ending: str, into: str, seconds: float) -> bytes:
    given, profile, made = folder / f"given.{ending}", folder / "profile", folder / "made"
    given.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        *_without_network(), soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--nofirststartwizard", "--convert-to", into, "--outdir", str(made), str(given),
    ]  # fmt: skip
    surroundings = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    running = subprocess.Popen(  # noqa: S603 - the program that `shutil.which` found, with files of our own naming
        command, cwd=folder, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise Stop("timeout", f"LibreOffice took longer than {seconds:g} seconds", _BY_HAND) from error
    finally:
        _kill(running)
    found = made / f"given.{into}"
    if not found.is_file():
        raise Stop("damaged", "LibreOffice could not open it: it is damaged, or asks for a password", _BY_HAND)
    return found.read_bytes()


def _kill(running: "subprocess.Popen[bytes]") -> None:
    """End the program and all that it started: `soffice` is a script that starts another."""
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        running.wait()


@cache
def _without_network() -> tuple[str, ...]:
    """What to put before a command so that it has no network, where the system allows it."""
    unshare = shutil.which("unshare")
    for options in (("--net",), ("--map-root-user", "--net")):
        if unshare and subprocess.run([unshare, *options, "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return (unshare, *options)
    return ()
