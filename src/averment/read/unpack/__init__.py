"""What is in a container: archives, mailboxes, archived web pages, one file a kind.

An unpacker yields members one after another and never writes anything. Who asks for them decides what becomes of them:
`read/archive.py` reads them as parts of one document, `spool.py` writes them out for `aver add`, which makes each a
source of its own. What stays inside (locked, a link, a name that leads elsewhere) is yielded too, as `Left`.
"""

from averment.read.unpack import mailbox, outlook_data, seven, squeezed, tarred, web_pages, zipped  # noqa: F401
from averment.read.unpack.member import UNPACKERS, Member, unpack

__all__ = ["UNPACKERS", "Member", "unpack"]
