"""Letters of Outlook (.msg) made property by property, in the compound file they are stored in."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Union

Tree = Mapping[str, Union[bytes, "Tree"]]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_WIDE, _NARROW, _BYTES, _OBJECT = "001F", "001E", "0102", "000D"
CODE_PAGE: Final = 936


@dataclass(frozen=True)
class Attachment:
    """One attachment: bytes, a letter within, or (None) nothing but a reference; `numbers` are further properties."""

    name: str
    content: "bytes | Message | None"
    mime: str = "application/octet-stream"
    numbers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Message:
    """A letter; `narrow` writes its texts in GBK, as older programs of Chinese Windows do."""

    attached: Sequence[Attachment] = ()
    submitted: str = "2023-11-06T08:20:00+00:00"
    sender: str = "zwc@example.edu.cn"
    headers: str = ""
    narrow: bool = False


def msg(message: Message) -> bytes:
    """Return the letter as a file."""
    return compound(_letter(message, 32))


def _letter(message: Message, head: int) -> dict[str, bytes | Tree]:
    texts = {"0037": "报送自查表", "1000": "请查收。", "5D01": message.sender, "007D": message.headers}
    numbers = {(0x3FFD, 3): CODE_PAGE}
    if message.submitted:
        passed = datetime.fromisoformat(message.submitted) - datetime(1601, 1, 1, tzinfo=UTC)
        numbers[0x0039, 0x40] = int(passed.total_seconds()) * 10**7
    tree: dict[str, bytes | Tree] = dict(_texts(texts, message.narrow))
    for number, one in enumerate(message.attached):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(one, message.narrow)
    tree["__properties_version1.0"] = bytes(head) + _numbers(numbers)
    return tree


def _attachment(one: Attachment, narrow: bool) -> Tree:
    tree: dict[str, bytes | Tree] = dict(_texts({"3707": one.name, "370E": one.mime}, narrow))
    if isinstance(one.content, Message):
        tree[f"__substg1.0_3701{_OBJECT}"] = _letter(one.content, 24)
    elif one.content is not None:
        tree[f"__substg1.0_3701{_BYTES}"] = one.content
    tree["__properties_version1.0"] = bytes(8) + _numbers({(key, 3): value for key, value in one.numbers.items()})
    return tree


def _texts(texts: Mapping[str, str], narrow: bool) -> Iterator[tuple[str, bytes]]:
    for key, text in texts.items():
        if text:
            kind, encoding = (_NARROW, "gb18030") if narrow else (_WIDE, "utf-16-le")
            yield f"__substg1.0_{key}{kind}", text.encode(encoding)


def _numbers(numbers: Mapping[tuple[int, int], int]) -> bytes:
    return b"".join(struct.pack("<HHIQ", kind, key, 6, value) for (key, kind), value in numbers.items())


class _Disk:
    """Sectors of one size, chained."""

    def __init__(self, size: int) -> None:
        self.size, self.content, self.next = size, bytearray(), list[int]()

    def add(self, data: bytes) -> int:
        """Return where the data begins."""
        if not data:
            return _END
        start, count = len(self.next), -(-len(data) // self.size)
        self.content += data.ljust(count * self.size, b"\0")
        self.next += [*range(start + 1, start + count), _END]
        return start


def compound(tree: Tree) -> bytes:
    """Return a compound file (OLE) with folders, small streams where small streams stand."""
    disk, mini, entries = _Disk(_SECTOR), _Disk(_MINI), list[list[object]]()
    _folder(tree, "Root Entry", _ROOT, (disk, mini), entries)
    entries[0][2], entries[0][3] = disk.add(bytes(mini.content)), len(mini.content)
    table = struct.pack(f"<{len(mini.next)}I", *mini.next)
    table += b"\xff" * (-len(table) % _SECTOR)
    first_mini = disk.add(table)
    listing = b"".join(_entry(*one) for one in entries)  # type: ignore[arg-type]  # built by _folder in order
    directory = disk.add(listing.ljust(-(-len(listing) // _SECTOR) * _SECTOR, b"\0"))
    count = -(-(len(disk.next) + 1) // 127)
    at = len(disk.next)
    chain = [*disk.next, *[_FAT] * count]
    chain += [_FREE] * (count * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    sizes = (0, count, directory, 0, _CUTOFF, first_mini, len(table) // _SECTOR, _END, 0)
    head += struct.pack("<IIIIIIIII", *sizes) + struct.pack("<109I", *range(at, at + count), *[_FREE] * (109 - count))
    return head + bytes(disk.content) + struct.pack(f"<{len(chain)}I", *chain)


def _folder(tree: Tree, name: str, kind: int, disks: tuple[_Disk, _Disk], entries: list[list[object]]) -> int:
    """Add a folder and everything in it; children hang on one another to the right."""
    own = len(entries)
    entries.append([name, kind, 0, 0, _FREE, _FREE])
    before = -1
    for key in sorted(tree, key=lambda one: (len(one), one.upper())):
        content = tree[key]
        if isinstance(content, bytes):
            place = len(entries)
            start = disks[len(content) < _CUTOFF].add(content)
            entries.append([key, _STREAM, start, len(content), _FREE, _FREE])
        else:
            place = _folder(content, key, _STORAGE, disks, entries)
        entries[own if before < 0 else before][4 if before < 0 else 5] = place
        before = place
    return own


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int) -> bytes:
    wide = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<III", _FREE, right, child)
    head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    return head + links + bytes(36) + struct.pack("<IQ", start, size)
