"""Pictures that are bombs, cut off, or of odd kinds; machines without tesseract, or with one that hangs."""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from PIL import Image

from averment.case import Case
from averment.pipeline import build
from averment.read import DEFAULT
from averment.read.draft import Draft
from averment.read.ocr.pictures import pictures


def picture(kind: str = "PNG", **how: object) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((300, 200), 60).save(held, kind, **how)
    return held.getvalue()


def bomb() -> bytes:
    """A PNG of 50,000 × 50,000 pixels in a few kilobytes of file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 2_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def opened(data: bytes) -> tuple[list[object], list[str]]:
    draft = Draft("0" * 16, DEFAULT)
    return list(pictures(data, draft)), [n.code for n in draft.notes]


def test_a_bomb_is_not_unpacked(read_as: Callable, codes: Callable) -> None:
    reading = read_as(bomb())
    assert codes(reading) == ["too_large"]
    assert "50,000 × 50,000 pixels" in reading.problems[0].message


def test_a_picture_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    for kind in ("JPEG", "PNG"):
        data = picture(kind)
        found, notes = opened(data[: len(data) * 2 // 3])
        assert (len(found), notes) == (1, ["truncated"]), kind


def test_bytes_that_only_begin_like_a_picture(read_as: Callable, codes: Callable) -> None:
    for data in (b"\x89PNG\r\n\x1a\npixels", b"\xff\xd8\xff\xe0" + b"\0" * 40, b"GIF89a"):
        reading = read_as(data)
        assert codes(reading) == ["damaged"], data
        assert "PNG" in reading.problems[0].hint


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_pixel_becomes_grey(mode: str) -> None:
    image = Image.new("L", (40, 30), 255)
    image = image.convert("I").convert(mode) if mode == "I;16" else image.convert(mode)
    held = io.BytesIO()
    image.save(held, "TIFF" if mode in ("CMYK", "F", "LA", "I") else "PNG")
    (found,), notes = opened(held.getvalue())
    assert found.image.mode == "L"
    assert notes == []


def test_what_is_transparent_is_white() -> None:
    held = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(held, "PNG")
    (found,), _ = opened(held.getvalue())
    assert found.image.getextrema() == (255, 255)


def test_the_way_up_that_the_camera_noted() -> None:
    about = Image.Exif()
    about[0x0112] = 6  # turn clockwise to view
    (found,), _ = opened(picture("JPEG", exif=about))
    assert found.image.size == (200, 300)


def test_resolution_is_believed_where_it_is_sensible() -> None:
    for said, believed in (((300, 300), 300), ((72, 72), None), ((1, 1), None), ((300, 150), None)):
        (found,), _ = opened(picture("PNG", dpi=said))
        assert found.dpi == (pytest.approx(believed, abs=0.1) if believed else None), said


def test_of_a_moving_picture_the_first_is_read() -> None:
    held = io.BytesIO()
    first, *others = (Image.new("L", (50, 40), shade) for shade in (0, 120, 255))
    first.save(held, "GIF", save_all=True, append_images=others)
    found, notes = opened(held.getvalue())
    assert (len(found), notes) == (1, ["animation"])


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_picture_says_how_to_get_it(read_as: Callable, codes: Callable) -> None:
    reading = read_as(picture())
    assert codes(reading) == ["scan"]
    assert "apt install tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra tesseract-ocr-rus" in (
        reading.problems[0].hint
    )


def test_a_tesseract_that_hangs_is_ended(read_as: Callable, codes: Callable, impostor: Callable) -> None:
    impostor("exec sleep 60")
    start = monotonic()
    reading = read_as(picture(), limits=replace(DEFAULT, recognition_seconds=0.5))
    assert codes(reading) == ["timeout"]
    assert "page 1: tesseract took longer than 0.5 seconds" in reading.problems[0].message
    assert monotonic() - start < 20


def test_a_tesseract_that_fails_is_quoted(read_as: Callable, codes: Callable, impostor: Callable) -> None:
    impostor('echo "Error opening data file eng.traineddata" >&2; exit 1', languages=("eng",))
    reading = read_as(picture())
    assert codes(reading) == ["recogniser_failed", "no_language_data"]
    assert "eng.traineddata" in reading.problems[0].message
    assert "tesseract-ocr-rus" in reading.problems[1].hint


def test_what_was_read_without_tesseract_is_read_again_once_it_is_there(
    tmp_path: Path, impostor: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "files"
    here.mkdir()
    (here / "scan.png").write_bytes(picture())
    (here / "note.txt").write_text("Seven cranes.")
    with monkeypatch.context() as bare:
        bare.setenv("PATH", str(here))
        case = Case.init(tmp_path / "case", "Cranes")
        case.add(here / "scan.png")
        case.add(here / "note.txt")
        assert build(case, until="read").read == 2
        assert build(case, until="read").read == 0
    impostor("exit 0")
    assert build(case, until="read").read == 1  # the picture, not the note
    assert build(case, until="read").read == 0
