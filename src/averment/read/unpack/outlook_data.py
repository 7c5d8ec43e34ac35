"""Outlook data files (PST and OST), by libpff: every message, as a mail that is spelled from its properties.

A message in such a file has no bytes of its own to be kept; what comes out is the same on every run. Folders are
folders of the path.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from averment.custody import Left
from averment.read.budget import Budget
from averment.read.draft import Stop
from averment.read.eml import as_eml
from averment.read.letter import Attachment
from averment.read.media_type import PST
from averment.read.outlook import (
    ATTACH_METHOD,
    FILE_NAME,
    LONG_FILE_NAME,
    MESSAGE_CLASS,
    NAME,
    SUBJECT,
    Item,
    Properties,
    codepage_of,
    letter_of,
)
from averment.read.unpack.member import ASK, UNPACK, Member, unpacks
from averment.read.words import in_words

_DEEPEST = 60
"""Folders within folders that are followed."""
_LARGEST = 100 << 20
"""Bytes of an attachment that is taken out."""
_ERRORS = (OSError, ValueError, OverflowError, TypeError, AttributeError, MemoryError, struct.error)
"""What libpff raises; an item of a kind it does not know lacks the methods of a message."""
_HAVE_WORDS = (
    "IPM.Note", "IPM.Appointment", "IPM.Schedule", "IPM.Task", "IPM.StickyNote", "IPM.Activity", "IPM.Post", "REPORT",
)  # fmt: skip
"""Classes of items that are letters or like them; contacts, lists and settings are passed over, and counted."""


@unpacks(UNPACK, PST)
def unpack_pst(stream: BinaryIO, _: str, budget: Budget) -> Iterator[Member | Left]:
    """The messages of all folders, in the order of the file, as `Inbox/00001 Subject.eml`."""
    import pypff

    stream.seek(0)
    file = pypff.file()
    try:
        file.open_file_object(stream)
    except _ERRORS as error:
        raise Stop("damaged", f"the data file cannot be opened: {in_words(error)}", _BY_OUTLOOK) from error
    try:
        yield from from_folder(file.get_root_folder(), "", budget)
        if file.get_number_of_orphan_items():
            said = f"{file.get_number_of_orphan_items():,} items that belong to no folder (deleted ones) were left"
            yield Left("", "passed_over", said, "a recovery program such as pffexport shows them")
    finally:
        file.close()


_BY_OUTLOOK = "have its owner export it anew, or try `readpst` (apt install pst-utils), and add what comes out"


def from_folder(folder: Any, path: str, budget: Budget) -> Iterator[Member | Left]:
    """The messages of a folder and those in it. One that cannot be had is left, and the rest goes on."""
    waiting = [(folder, path, 0)]
    number, passed = 0, Counter[str]()
    while waiting:
        folder, path, depth = waiting.pop()
        for item in _each(folder.get_number_of_sub_messages, folder.get_sub_message, path):
            if isinstance(item, Left):
                yield item
                continue
            if (kind := _class(item)).startswith(_HAVE_WORDS):
                number += 1
                yield from _message(item, f"{path}{number:05d}", budget)
            else:
                passed[kind or "of no kind"] += 1
        inside = list(_each(folder.get_number_of_sub_folders, folder.get_sub_folder, path))
        yield from (item for item in inside if isinstance(item, Left))
        if depth >= _DEEPEST:
            yield Left(path, "too_deep", f"folders lie more than {_DEEPEST} deep", ASK)
            continue
        for item in reversed([item for item in inside if not isinstance(item, Left)]):
            waiting.append((item, f"{path}{_fit(_named(item)) or 'folder'}/", depth + 1))
    if passed:
        said = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed.items()))
        yield Left("", "passed_over", f"items that are no letters were left: {said}", "nothing need be done")


def _class(item: Any) -> str:
    try:
        return _properties(item).line(MESSAGE_CLASS)
    except _ERRORS:
        return ""


def _each(count: Any, get: Any, path: str) -> Iterator[Any]:
    try:
        total = count()
    except _ERRORS as error:
        yield Left(path, "damaged", f"what is in the folder cannot be counted: {in_words(error)}", _BY_OUTLOOK)
        return
    for index in range(total):
        try:
            yield get(index)
        except _ERRORS as error:
            yield Left(path, "damaged", f"item {index + 1} cannot be followed: {in_words(error)}", _BY_OUTLOOK)


def _named(folder: Any) -> str:
    try:
        return folder.get_name() or ""
    except _ERRORS:
        return ""


def _message(message: Any, path: str, budget: Budget) -> Iterator[Member | Left]:
    try:
        properties = _properties(message)
        properties.codepage = codepage_of(properties)
        faults: list[Stop] = []
        attached = list(_attachments(message, budget, faults))
        item = Item(properties, _recipients(message, properties.codepage), attached, faults)
        letter = letter_of(item)
        data = as_eml(letter)
    except _ERRORS as error:
        yield Left(path, "damaged", f"the message cannot be followed: {in_words(error)}", _BY_OUTLOOK)
        return
    subject = _fit(properties.line(SUBJECT))
    budget.took(len(data))
    yield Member(f"{path}{' ' if subject else ''}{subject}.eml", iter((data,)))
    for fault in letter.faults:
        yield Left(path, fault.code, fault.message, fault.hint)


def _fit(name: str) -> str:
    return " ".join(re.sub(r"[/\\!|:*?\"<>\x00-\x1f]+", " ", name).split())[:60].strip(" .")


def _properties(item: Any) -> Properties:
    return Properties({number: value for record in item.record_sets for number, value in _entries(record)})


def _entries(record: Any) -> Iterator[tuple[int, tuple[int, bytes]]]:
    for entry in record.entries:
        number = entry.get_entry_type()
        if number is None:
            continue
        try:
            data = entry.get_data()
        except _ERRORS:
            continue  # a property that cannot be had: the letter is shown without it, as Outlook does
        if data is not None:
            yield number, (entry.get_value_type() or 0, bytes(data))


def _recipients(message: Any, codepage: str | None) -> list[Properties]:
    recipients = getattr(message, "recipients", None)
    if recipients is None:
        return []
    return [Properties(dict(_entries(record)), codepage) for record in recipients.record_sets]


def _attachments(message: Any, budget: Budget, faults: list[Stop]) -> Iterator[Attachment]:
    for index in range(message.get_number_of_attachments() if hasattr(message, "get_attachment") else 0):
        attachment = message.get_attachment(index)
        about = _properties(attachment)
        name = about.line(LONG_FILE_NAME) or about.line(FILE_NAME) or about.line(NAME)
        method, size = about.number(ATTACH_METHOD), attachment.get_size()
        if method == _A_MESSAGE and attachment.get_number_of_sub_items():
            inside = _properties(attachment.get_sub_item(0))
            inside.codepage = codepage_of(inside)
            yield Attachment(name, letter_of(Item(inside)))
        elif method in (None, _BY_VALUE) and size is not None and size <= min(_LARGEST, max(budget.bytes, 0)):
            yield Attachment(name, attachment.read_buffer(size) if size else b"")
        elif method in (None, _BY_VALUE):
            faults.append(Stop("attachment", f"{name or 'an attachment'!r} ({size} bytes) was left", _BY_OUTLOOK))
        else:
            faults.append(Stop("attachment", f"{name or 'an object'!r} of another program was left", _BY_OUTLOOK))


_BY_VALUE, _A_MESSAGE = 1, 5
"""How a thing is attached: as a file's bytes, or as a message passed on whole."""
