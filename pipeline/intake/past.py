"""What earlier runs left: the office's words, days of receipt, the problems as they were."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.campaign.extra import extra_key
from pipeline.errors import WorkspaceError
from pipeline.intake.blue_cells import read_words
from pipeline.intake.book import RawBook, UnreadableError
from pipeline.intake.formats import Format, format_of
from pipeline.intake.memory import Memory, load_memory
from pipeline.intake.office import MARK, OWN, BlueColumns, Heard, LedgerWords, OfficeNotes, heard, says_more
from pipeline.intake.reader import read_book
from pipeline.intake.recovery import recovered


@dataclass(frozen=True)
class Past:
    """What earlier runs left.

    Attributes:
        notes: What the office wrote: as of the last run, and since then in the ledgers.
        received: sha256 -> ISO day of the first run that saw a file of that content.
        memory: Problems, receipts and marks as the last run left them.
        unread: Ledgers that could not be read, and why.
        as_of: ISO day of the last run, "" where it is not known.
        written_in: Ledgers in which the office has written since the last run.
        remarks: What to say of the ledgers and the store, whole sentences.
    """

    notes: OfficeNotes = field(default_factory=OfficeNotes)
    received: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    unread: Mapping[Path, str] = field(default_factory=dict)
    as_of: str = ""
    written_in: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Ledger:
    """One ledger as it lies in the outbox."""

    path: Path
    sha256: str
    book: RawBook
    words: LedgerWords


def remember(ledgers: Sequence[Path], run_json: Path, store: Path, blue: BlueColumns) -> Past:
    """Return what the last run left in the outbox; a missing or broken run.json is no past.

    `ledgers` are the ledger and those that stand beside it: written there because it was open, or
    saved in another format. What was saved later weighs more. Where the store is lost, the problems
    are recovered from the ledger.

    Raises:
        WorkspaceError: If a ledger is there and the system does not let it be read, or a newer
            program wrote the store.
    """
    memory, unread, read = load_memory(store), {}, []
    for path in sorted((one for one in ledgers if one.exists()), key=lambda one: one.stat().st_mtime_ns):
        try:
            read.append(_read(path, blue))
        except UnreadableError as error:
            unread[path] = str(error)
    (day, seen), restored = _last_run(run_json), Memory()
    if read and not memory.problems:
        restored = recovered(read[-1].book, blue, day)
        memory = replace(memory, problems=restored.problems)
    new = [one for one in read if one.sha256 not in memory.ledgers]
    said = _heard(memory, new, read, ledgers[0].name)
    remarks = (
        *_of_store(store, memory.trouble, len(restored.problems)),
        *_of_ledgers(new, ledgers[0]),
        *_of_rivals(said, blue),
    )
    written_in = tuple(one.path for one in new if says_more(one.words, memory.notes))
    memory = replace(memory, ledgers=frozenset(one.sha256 for one in read))
    return Past(said.notes, {**memory.received, **seen}, memory, unread, day, written_in, remarks)


def _heard(memory: Memory, new: Sequence[_Ledger], read: Sequence[_Ledger], name: str) -> Heard:
    """Return what the office wrote; columns that 填报字段 asked for once are not its own."""
    asked = {key for problem in memory.problems.values() for key in problem.record}
    words = {
        one.path: replace(one.words, own_headings=tuple(h for h in one.words.own_headings if extra_key(h) not in asked))
        for one in read
    }
    fresh = [one.path for one in new]
    old = [said for path, said in words.items() if path not in fresh]
    return heard(replace(memory.notes, file=name), [words[path] for path in fresh], old)


def _of_store(store: Path, trouble: str, restored: int) -> Iterator[str]:
    lost = trouble or f"没有找到历史记录“{store.name}”"
    if restored:
        yield f"{lost}，已按台账恢复{restored}个问题及其编号；首次报送的内容以台账上的为准。"
    elif trouble:
        yield f"{lost}，台账里也没有可以恢复的问题；问题编号按收件箱里的报送重新确定。"


def _of_ledgers(new: Iterable[_Ledger], usual: Path) -> Iterator[str]:
    for ledger in new:
        if ledger.path.suffix != usual.suffix:
            yield f"台账“{ledger.path.name}”已读入，内容写进“{usual.name}”；请以后继续用“{usual.name}”。"
        for lost in ledger.words.lost:
            yield f"台账“{ledger.path.name}”里没有{lost}，其中的内容按上次运行时的记录。"


def _of_rivals(said: Heard, blue: BlueColumns) -> Iterator[str]:
    headings = {key: heading for heading, key in blue.problems[2].items()}
    for kind, *place in said.rivals:
        column = headings[place[1]] if kind == MARK else place[1] if kind == OWN else ""
        where = f"{place[0]}的“{column}”" if column else f"“{'  '.join(filter(None, place))}”一行"
        yield f"{where}在几份台账里写得不一样，采用了后保存的一份；另一份存在历史文件夹里。"


def _last_run(run_json: Path) -> tuple[str, Mapping[str, str]]:
    """Return the day of the last run, "" where it is not known, and sha256 -> day it first saw that content."""
    day = ""
    try:
        said = json.loads(run_json.read_text(encoding="utf-8"))
        day = str(said["as_of"])
        return day, {file["sha256"]: file["seen"] for file in said["files"] if file["sha256"]}
    except (OSError, ValueError, KeyError, TypeError):
        return day, {}


def _read(ledger: Path, blue: BlueColumns) -> _Ledger:
    """Return a ledger, whatever program saved it and in which format."""
    try:
        data = ledger.read_bytes()
    except OSError as error:
        raise WorkspaceError(
            f"上次的台账“{ledger}”打不开（{error.strerror or error}），没有继续，以免丢失其中填写的销号等内容。",
            "请关闭正在使用它的程序，再试一次。",
        ) from error
    kind = format_of(data)
    book = read_book(data, Format.XLSX if kind is Format.ZIP else kind)
    return _Ledger(ledger, hashlib.sha256(data).hexdigest(), book, read_words(book, blue))
