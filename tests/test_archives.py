"""Archives of 7-Zip and WinRAR: read like a .zip where the extra is there, said how to send them where it is not."""

import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import py7zr
import pytest

from pipeline.demo.fakes import scan
from pipeline.intake import archives
from pipeline.intake.containers import expand
from pipeline.intake.disposition import Disposition
from pipeline.intake.inbox import Arrival
from pipeline.intake.limits import USUAL, Limits
from pipeline.intake.members import RefusedError
from tests.inboxes import PROPERTY, arrival, placed, workbook
from tests.packages import zipped
from tests.rar_files import rar


def seven(files: Mapping[str, bytes], password: str | None = None, hidden: bool = False) -> bytes:
    """Return a .7z of the files; `hidden` puts their names under the password too."""
    stream = BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password, header_encryption=hidden) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return stream.getvalue()


KINDS = pytest.mark.parametrize("pack", [seven, rar], ids=["7z", "rar"])
Pack = Callable[[Mapping[str, bytes]], bytes]


def unfolded(data: bytes, limits: Limits = USUAL.limits) -> list[Arrival]:
    """Return what an archive unfolds to, itself first."""
    return expand([arrival("a", data)], limits)


@KINDS
def test_members_are_entries_of_their_own(pack: Pack) -> None:
    """An archive is followed by its members under their Chinese names, read for what they are."""
    found = placed(
        {"返": pack({"总务处/自查表.xlsx": workbook(PROPERTY), "总务处/签字.pdf": scan(), "总务处/空.txt": b""})}
    )
    assert {path: one.disposition for path, one in found.items()} == {
        "返": Disposition.CONTAINER,
        "返!总务处/自查表.xlsx": Disposition.USED,
        "返!总务处/签字.pdf": Disposition.ATTACHMENT,
        "返!总务处/空.txt": Disposition.RETURNED,
    }


@KINDS
def test_what_is_in_them_is_unfolded_too(pack: Pack) -> None:
    """An archive in an archive is opened; one level deeper is said to be too deep."""
    found = unfolded(zipped({"内": pack({"更深.zip": zipped({"x": b"x"})})}))
    assert [(one.path, one.container) for one in found] == [("a", True), ("a!内", True), ("a!内!更深.zip", True)]
    assert "套得太深" in found[-1].trouble


def test_folders_of_a_rar_are_no_files() -> None:
    """A folder is part of the paths of what is in it, and no entry."""
    assert [one.path for one in unfolded(rar({"总务处": None, "总务处/a.txt": b"x"}))[1:]] == ["a!总务处/a.txt"]


@pytest.mark.parametrize(
    "data", [seven({"a.xlsx": b"x", "b.pdf": b"y"}, "2023"), rar({"a.xlsx": b"x", "b.pdf": b"y"}, locked=True)], ids=["7z", "rar"]
)  # fmt: skip
def test_members_under_a_password_say_so(data: bytes) -> None:
    """Where the names can be read, every member is listed with the sentence about passwords."""
    assert [(one.path, one.locked) for one in unfolded(data)] == [("a", False), ("a!a.xlsx", True), ("a!b.pdf", True)]


def test_an_archive_that_hides_its_names_says_so_itself() -> None:
    """Where even the names are under the password, the archive is returned with the sentence about passwords."""
    one = placed({"总务处.7z": seven({"a.xlsx": b"x"}, "2023", hidden=True)})["总务处.7z"]
    assert (one.disposition, one.code) == (Disposition.RETURNED, "F02")


def test_one_volume_of_several_is_not_waited_for() -> None:
    """A part of an archive in volumes is listed as one, and nobody looks for the others."""
    found = unfolded(rar({"a.txt": b"x", "b.txt": b"y"}, goes_on=True))
    assert [bool(one.trouble) for one in found] == [False, False, True]
    assert "分卷" in found[-1].trouble


@KINDS
def test_more_than_a_file_may_unfold_to_is_refused(pack: Pack) -> None:
    """Too many members and too much in them refuse the archive; a member too large refuses itself."""
    data = pack({"a": bytes(3_000), "b": b"x"})
    assert "没有打开" in unfolded(data, replace(USUAL.limits, members=1))[0].trouble
    assert "大得不正常" in unfolded(data, replace(USUAL.limits, unfolded=2_000))[0].trouble
    assert [bool(one.trouble) for one in unfolded(data, replace(USUAL.limits, file=2_000))] == [False, True, False]


def test_a_bomb_is_known_by_its_ratio() -> None:
    """A .7z that says it unfolds to hundreds of times its size is refused before it is unpacked."""
    assert "大得不正常" in unfolded(seven({"a": bytes(5_000_000)}))[0].trouble


def test_what_py7zr_unpacks_is_counted_while_it_does() -> None:
    """What an archive claims is not believed: the bytes are counted as they come, and one too many ends it."""
    collector = archives._Collector(10)
    part = collector.create("a")
    assert part.write(b"1234567890") == 10
    with pytest.raises(RefusedError):
        collector.create("b").write(b"x")


def test_names_are_labels_and_never_paths() -> None:
    """A name that leads out of every folder, and two alike, cost nothing and write nothing anywhere."""
    stream = BytesIO()
    with py7zr.SevenZipFile(stream, "w") as archive:
        for name, content in (("a.txt", b"1"), ("b.txt", b"2"), ("c.txt", b"3")):
            archive.writestr(content, name)
        archive.files.files_list[0]["filename"] = "../../out.txt"
        archive.files.files_list[1]["filename"] = "c.txt"
    found = unfolded(stream.getvalue())
    assert [(one.path, one.data) for one in found[1:]] == [
        ("a!../../out.txt", b"1"), ("a!c.txt", b"2"), ("a!c(2).txt", b"3")
    ]  # fmt: skip
    assert found[0].held == 3


def test_a_torn_member_of_a_rar_does_not_cost_the_others() -> None:
    """A member whose bytes are not what its check says is listed as damaged."""
    found = unfolded(rar({"a": b"x"}, torn=True))
    assert [one.trouble for one in found] == ["", "在压缩包里已损坏"]


@pytest.mark.parametrize("seed", range(30))
@KINDS
def test_a_garbled_archive_never_stops_the_run(pack: Pack, seed: int) -> None:
    """Whatever bytes are damaged, the archive is listed, first and once."""
    chance = random.Random(seed)  # noqa: S311  a mess that is the same every time
    data = bytearray(pack({"a.xlsx": b"x" * 300, "b.pdf": scan()}))
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    found = unfolded(bytes(data))
    assert found[0].path == "a"
    assert len({one.path for one in found}) == len(found)


@pytest.mark.parametrize(
    ("name", "data", "missing"),
    [("总务处.7z", seven({"a": b"x"}), "py7zr"), ("总务处.rar", rar({"a": b"x"}), "unrar.cffi")],
    ids=["7z", "rar"],
)
def test_without_the_extra_it_says_what_to_do(
    name: str, data: bytes, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the extra is not installed the archive is returned: unpack it, or let the office install the extra."""
    monkeypatch.setitem(sys.modules, missing, None)
    (one,) = placed({name: data}).values()
    assert (one.disposition, one.code) == (Disposition.RETURNED, "F03")
    assert "请解压后把里面的文件重新报送（汇总单位安装 pipeline[archives] 后可直接读取）" in one.reason
