"""What is in a container becomes sources of their own: named, hashed, traced to the container, protected like it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from averment import intake
from averment.case import Case
from averment.intake import packed, unpack_all
from averment.pipeline import build
from averment.source import Protection
from averment.verify import verify
from tests.read.containers import a_mail, a_zip, an_mbox, zipped_in_itself

AddTo = Callable[..., list]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", "Case")


@pytest.fixture
def add(case: Case, tmp_path: Path) -> AddTo:
    """`add(data, name, **receipt)`: add a container and unpack what is packed."""

    def adds(data: bytes, name: str = "leak.zip", **receipt: object) -> list:
        path = tmp_path / "given"
        path.write_bytes(data)
        case.add(path, name=name, **receipt)
        return list(unpack_all(case, packed(case), workers=1))

    return adds


def names(case: Case, kind: str = "document") -> list[str]:
    return [c.source.name for c in case.custody() if c.kind == kind]


def test_members_become_sources(case: Case, add: AddTo) -> None:
    data = a_zip({"one.txt": b"One.", "sub/in.zip": a_zip({"two.txt": b"Two."}), "copy.txt": b"One."})
    (done,) = add(data, received_from="J. Doe", outlet="The Daily", received="2024-09-01", published="2024-08")
    assert (done.new, done.again, done.left) == (2, 1, ())
    assert names(case) == ["leak.zip!one.txt", "leak.zip!sub/in.zip!two.txt"]
    assert names(case, "container") == ["leak.zip", "leak.zip!sub/in.zip"]
    sources = {c.source.name: c.source for c in case.custody()}
    two = sources["leak.zip!sub/in.zip!two.txt"]
    assert (two.received_from, two.origin, two.outlet) == ("J. Doe", "leak.zip", "The Daily")
    assert (two.received_at, two.published) == ("2024-09-01", None)  # the day of a container is not that of its letters
    entries = [e for e in case.custody_log.entries() if e["action"] == "received"]
    ways = {(e["name"], e.get("member")): e.get("container") for e in entries}
    assert ways["leak.zip!copy.txt", "copy.txt"] == sources["leak.zip"].sha256  # noted, though the bytes were there
    assert ways["leak.zip!sub/in.zip!two.txt", "two.txt"] == sources["leak.zip!sub/in.zip"].sha256
    assert verify(case).faults == ()
    assert not list(case.derived.glob(".unpacking-*"))


def test_the_origin_that_was_given_holds_for_the_members(case: Case, add: AddTo) -> None:
    add(a_zip({"one.txt": b"One."}), origin="ministry")
    assert {c.source.origin for c in case.custody()} == {"ministry"}


def test_members_are_read_and_the_container_is_not(case: Case, add: AddTo) -> None:
    add(a_zip({"one.txt": b"Halcamar Trading sold seven cranes.", "two.rar": b"Rar!\x1a\x07.."}))
    build(case, until="read")
    with case.ledger() as ledger:
        assert ledger.reading(case.custody()[0].source.id) is None
        texts = [row["text"] for row in ledger.rows("SELECT text FROM passage")]
        codes = [row["code"] for row in ledger.rows("SELECT code FROM problem")]
    assert texts == ["Halcamar Trading sold seven cranes."]
    assert codes == ["archive"]


def test_a_container_that_was_read_whole_before_is_read_no_more(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "leak.zip"
    path.write_bytes(a_zip({"one.txt": b"Halcamar Trading sold seven cranes."}))
    source = case.add(path)
    build(case, until="extract")
    with case.ledger() as ledger:
        assert ledger.reading(source.id).passages[0].part == "one.txt"
    list(unpack_all(case, packed(case), workers=1))
    build(case, until="extract")
    with case.ledger() as ledger:
        assert ledger.reading(source.id) is None
        assert {row["source"] for row in ledger.rows("SELECT source FROM mention")} == {case.custody()[1].source.id}


def test_members_of_a_protected_container_are_protected(case: Case, add: AddTo) -> None:
    add(a_zip({"in.zip": a_zip({"one.txt": b"One."})}), protection=Protection.PROTECTED)
    assert {c.source.protection for c in case.custody()} == {Protection.PROTECTED}


def test_protection_that_comes_later_reaches_the_members(case: Case, add: AddTo, tmp_path: Path) -> None:
    add(a_zip({"in.zip": a_zip({"one.txt": b"One."})}))
    assert {c.source.protection for c in case.custody()} == {Protection.OPEN}
    case.add(tmp_path / "given", name="leak.zip", protection=Protection.PROTECTED)
    assert {c.source.protection for c in case.custody()} == {Protection.PROTECTED}


def test_a_protected_copy_inside_an_open_container_protects_that_document_alone(case: Case, add: AddTo) -> None:
    add(a_zip({"one.txt": b"One."}), "secret.zip", protection=Protection.PROTECTED)
    add(a_zip({"one.txt": b"One.", "two.txt": b"Two."}), "open.zip")
    protected = {c.source.name for c in case.custody() if c.source.protection is Protection.PROTECTED}
    assert protected == {"secret.zip", "secret.zip!one.txt"}


def test_what_stayed_inside_is_a_problem_of_the_container(case: Case, add: AddTo) -> None:
    (done,) = add(a_zip({"../evil.txt": b"x", "one.txt": b"One."}))
    assert [left.code for left in done.left] == ["path_traversal"]
    build(case, until="read")
    with case.ledger() as ledger:
        (problem,) = ledger.rows("SELECT * FROM problem")
    assert (problem["stage"], problem["code"], problem["source"]) == (
        "add", "path_traversal", case.custody()[0].source.id,
    )  # fmt: skip
    assert "leak.zip: ../evil.txt" in problem["message"]


def test_a_chain_of_containers_ends_somewhere(case: Case, add: AddTo) -> None:
    (done,) = add(zipped_in_itself(20, b"words"))
    assert [left.code for left in done.left] == ["too_deep"]
    assert len(names(case, "container")) == 6  # five are opened, and the sixth is kept as it is
    assert names(case) == []


def test_a_mailbox_becomes_letters(case: Case, add: AddTo) -> None:
    add(an_mbox(a_mail("Cranes", "Seven cranes."), a_mail("More", "And two more.")), "inbox.mbox")
    assert names(case) == ["inbox.mbox!00001 Cranes.eml", "inbox.mbox!00002 More.eml"]
    build(case, until="read")
    with case.ledger() as ledger:
        rows = ledger.rows("SELECT author, published FROM reading")
    assert {tuple(row) for row in rows} == {("jane@example.org", "2024-03-05")}


def test_one_that_is_to_stay_whole_is_read_as_one(case: Case, add: AddTo) -> None:
    assert add(a_zip({"one.txt": b"One."}), whole=True) == []
    assert names(case) == ["leak.zip"]


def test_office_files_are_no_containers(case: Case, add: AddTo) -> None:
    assert add(a_zip({"word/document.xml": b"<a/>"}), "letter.docx") == []


def test_cut_short_it_goes_on(case: Case, add: AddTo, monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_zip({f"{n}.txt": f"Letter {n}.".encode() for n in range(6)})
    taken = Case.note_unpacked

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Case, "note_unpacked", killed)
    with pytest.raises(KeyboardInterrupt):
        add(data)
    assert names(case)[0] == "leak.zip"
    before = len(case.custody_log.entries())
    monkeypatch.setattr(Case, "note_unpacked", taken)
    (done,) = unpack_all(case, packed(case), workers=1)
    assert (done.new, done.again) == (0, 6)
    assert len(case.custody_log.entries()) == before + 1  # nothing is written down twice
    assert packed(case) == []


def test_a_worker_that_takes_too_long_loses_nothing_that_was_out(
    case: Case, add: AddTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case.path / "case.toml").write_text('title = "x"\n[limits]\nadded_seconds = 2\n')
    slow = Case.open(case.path)
    monkeypatch.setattr(intake, "_spool", _slow)
    (case.path / "given").write_bytes(a_zip({"one.txt": b"One."}))
    slow.add(case.path / "given", name="leak.zip")
    (done,) = unpack_all(slow, packed(slow), workers=1)
    assert done.new == 1
    assert [left.code for left in done.left] == ["timeout"]
    assert packed(slow) != []  # it is tried again when asked


def _slow(task: object, limits: object) -> bool:
    import time

    from averment.read.unpack.spool import spool

    spool(task.path, task.source.name, task.folder, limits)
    time.sleep(60)
    return True


def test_a_container_that_holds_itself(case: Case, add: AddTo) -> None:
    """Such a file exists; the loop of protection must end. Written down by hand, for making one is an art."""
    add(a_zip({"one.txt": b"One."}))
    source = case.custody()[0].source
    entry = next(e for e in case.custody_log.entries() if e["action"] == "received")
    case.custody_log.append(
        {k: v for k, v in entry.items() if k not in ("hash", "previous", "sequence")}
        | {"container": source.sha256, "member": "me.zip"}
    )
    assert len(case.custody()) == 2


def test_an_archive_of_very_little_is_no_document(case: Case, add: AddTo) -> None:
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    (done,) = add(held.getvalue())
    assert (done.new, done.left) == (0, ())
