"""Lists in a few lines, about invented parties."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from averment.source import Source

FTM = """\
{"id": "x-1", "schema": "Company", "properties": {"name": ["TSK Verdal"], "alias": ["АО «Вердал Т»"], "innCode": ["7707083893"]}}
{"id": "x-2", "schema": "Company", "properties": {"name": ["Luvina TSK Verdal Industrial"]}}
{"id": "x-3", "schema": "Person", "properties": {"name": ["Ivan Orlov"], "weakAlias": ["Vanya the Boatman"]}}
{"id": "x-4", "schema": "Vessel", "properties": {"name": ["Grey Heron"], "imoNumber": ["IMO9187629"]}}
{"id": "s-1", "schema": "Sanction", "properties": {"entity": ["x-1"], "program": ["Programme A"], "listingDate": ["2024-12-16"]}}
{"id": "s-2", "schema": "Sanction", "properties": {"entity": ["x-1"], "program": ["Programme B"], "startDate": ["2025-07-20"]}}
"""  # noqa: E501

SDN = """\
101,"VERDAL JSC",-0- ,"PROGRAM-A] [PROGRAM-B",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 7707083893 (Russia); a.k.a. 'VERDAL HOLDING'."
102,"ORLOV, Ivan","individual","PROGRAM-A",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
103,"GREY HERON","vessel","PROGRAM-A",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Vessel Registration Identification IMO 9187629."
\x1a
"""  # noqa: E501

ALT = """\
101,1,"aka","AKTSIONERNOE OBSHCHESTVO VERDAL",-0-
104,2,"aka","OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU TSK VERDAL",-0-
"""

TABLE = """\
Entity name;Type;Aliases;Date listed;Programme;INN
TSK Verdal;company;Verdal T|Werdal-T;2024-05-01;Home list;7707083893
;company;;;;
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], tuple[Source, Path]]:
    def made(name: str, text: str) -> tuple[Source, Path]:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return Source(
            hashlib.sha256(text.encode()).hexdigest(), name, len(text), "2026-01-01T00:00:00Z", published="2026-01"
        ), path

    return made
