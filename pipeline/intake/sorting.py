"""Every file its one disposition, with a reason a person understands (product.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.campaign.model import Campaign
from pipeline.form.days import Day
from pipeline.form.folding import found_text
from pipeline.form.schema import By
from pipeline.intake.disposition import Disposition
from pipeline.intake.identify import Identity, identify
from pipeline.intake.names import NameBook
from pipeline.intake.opening import Opened
from pipeline.intake.submission import Submission

USE_THIS = Disposition.USED.words
LEAVE_OUT = Disposition.IGNORED.words
"""What the office may write in 处理指定, beside the name of a unit."""


@dataclass(frozen=True)
class OfficeWord:
    """What the office wrote for a file in its blue columns.

    Attributes:
        word: 处理指定: 采用, 忽略, or the name of a unit; "" where nothing is written.
        received: 更正收件时间, ISO text; "" where nothing is written.
        unread: 更正收件时间 as written where it is no moment, else "".
    """

    word: str = ""
    received: str = ""
    unread: str = ""


@dataclass(frozen=True)
class Sorted:
    """One file with its disposition.

    Attributes:
        identity: Whose it is.
        received: ISO day or moment.
        reason: Why it got this disposition, one sentence.
        code: Finding code to tell the unit or the office, "" for none.
        office_word: 处理指定 as the office wrote it.
        office_received: 更正收件时间 as the office wrote it.
    """

    opened: Opened
    identity: Identity
    disposition: Disposition
    reason: str
    received: str
    code: str = ""
    office_word: str = ""
    office_received: str = ""


def sort_files(
    campaign: Campaign, files: Sequence[Opened], words: Mapping[str, OfficeWord], seen: Mapping[str, str], as_of: date
) -> list[Sorted]:
    """Return every file with its disposition, in the order given.

    Args:
        campaign: Whose units are known.
        files: All files of the inbox.
        words: Path -> what the office wrote; it overrules everything.
        seen: sha256 -> day or moment at which a file of that content was first received.
        as_of: The day of this run: when a new file counts as received.
    """
    book = NameBook(campaign)
    sorted_files = [
        _first(campaign, book, opened, words.get(opened.path, OfficeWord()), seen, as_of) for opened in files
    ]
    sorted_files = _duplicates(sorted_files)
    return _versions(campaign, sorted_files)


def _first(
    campaign: Campaign, book: NameBook, opened: Opened, office: OfficeWord, seen: Mapping[str, str], as_of: date
) -> Sorted:
    received = office.received or opened.received or seen.get(opened.sha256, as_of.isoformat())
    if opened.ignored:
        return Sorted(opened, Identity(""), Disposition.IGNORED, f"{opened.ignored}，不处理。", received)
    if office.word == LEAVE_OUT:
        return Sorted(
            opened, Identity(""), Disposition.IGNORED, "汇总单位指定忽略。", received, office_word=office.word
        )
    identity = _overruled(book, identify(campaign, book, opened), office)
    base = Sorted(
        opened, identity, Disposition.USED, "", received,
        office_word=office.word, office_received=office.received or office.unread,
    )  # fmt: skip
    if opened.container:
        held = f"里面有{opened.held}个文件，逐个列在下面。" if opened.held else "里面没有附件，请确认是否漏发。"
        return replace(base, disposition=Disposition.CONTAINER, reason=held)
    if opened.attachment:
        return _attachment(base)
    return _refused(base) if opened.submission is None else _submitted(campaign, base, opened.submission)


def _submitted(campaign: Campaign, base: Sorted, submission: Submission) -> Sorted:
    identity = base.identity
    if not identity.unit:
        return replace(base, disposition=Disposition.QUARANTINED, code=identity.code, reason=_quarantined(identity))
    if not submission.tables:
        reason = "里面没有本次填报表的内容，请用发给本单位的模板填报。"
        return replace(base, disposition=Disposition.RETURNED, code="F03", reason=reason)
    if not _answered(campaign, submission):
        reason = "填报表是空白的，没有填写任何内容，请填好后重新报送。"
        return replace(base, disposition=Disposition.RETURNED, code="F07", reason=reason)
    return base


def _answered(campaign: Campaign, submission: Submission) -> bool:
    """Tell whether the unit wrote anything at all beside what we printed or knew already."""
    for key, table in submission.tables.items():
        sheet = campaign.form[key]
        printed = {column.key for column in sheet.columns if column.by is By.PREPRINTED} | _PREFILLED.get(key, set())
        if table.nil_rows or any(set(record.cells) - printed for record in table.records):
            return True
    return False


_PREFILLED = {"basics": {"coverage", "head", "leader", "filler"}}


def _overruled(book: NameBook, identity: Identity, office: OfficeWord) -> Identity:
    unit = named_unit(book, office.word)
    if unit:
        return Identity(unit, "汇总单位指定", round=identity.round)
    return identity


def named_unit(book: NameBook, word: str) -> str:
    """Return the unit that 处理指定 names, "" where it names none."""
    return book.resolve(word.removeprefix("属于")) if word else ""


def _quarantined(identity: Identity) -> str:
    if identity.code == "R25":
        return f"表内填报单位是“{identity.sides[0]}”，模板却是发给“{identity.sides[1]}”的，请人工确认属于哪个单位。"
    return f"{identity.what}，请人工确认属于哪个单位。"


def _attachment(base: Sorted) -> Sorted:
    kind = base.opened.kind.value if base.opened.kind else "附件"
    if base.identity.unit:
        return replace(
            base,
            disposition=Disposition.ATTACHMENT,
            reason=f"{kind}，登记为{base.identity.unit}的附件，不作为填报数据。",
        )
    return replace(
        base, disposition=Disposition.QUARANTINED, code="F04", reason=f"{kind}，看不出是哪个单位的附件，请人工确认。"
    )


def _refused(base: Sorted) -> Sorted:
    opened = base.opened
    advice = {
        "F01": f"文件打不开（{opened.what}），请检查后另存为 .xlsx 重新报送。",
        "F02": "文件有打开密码，请去掉密码后重新报送。",
        "F03": f"这是{opened.what}，请改用 Excel 模板另存为 .xlsx 后重新报送；压缩包请解压后重发。",
        "F07": "文件是空的，请检查后重新报送。",
    }[opened.code]
    if base.identity.unit:
        return replace(base, disposition=Disposition.RETURNED, code=opened.code, reason=advice)
    return replace(
        base, disposition=Disposition.QUARANTINED, code=opened.code, reason=f"{advice}看不出是哪个单位的，请人工确认。"
    )


def _duplicates(files: list[Sorted]) -> list[Sorted]:
    """Return the files with those marked whose content has come already, for the same unit."""
    first: dict[tuple[str, str], str] = {}
    result = []
    for one in files:
        content = (one.opened.sha256, one.identity.unit)
        if not one.opened.sha256 or one.disposition is Disposition.IGNORED:
            result.append(one)
        elif content in first and one.office_word != USE_THIS:
            reason = f"内容与“{first[content]}”完全相同。"
            result.append(replace(one, disposition=Disposition.DUPLICATE, reason=reason, code=""))
        else:
            first.setdefault(content, one.opened.path)
            result.append(one)
    return result


def _versions(campaign: Campaign, files: list[Sorted]) -> list[Sorted]:
    groups: dict[str, list[Sorted]] = {}
    for one in files:
        if one.disposition is Disposition.USED:
            groups.setdefault(one.identity.unit, []).append(one)
    decided: dict[str, Sorted] = {}
    for group in groups.values():
        for one in _decide(campaign, group):
            decided[one.opened.path] = one
    return [decided.get(one.opened.path, one) for one in files]


def _decide(campaign: Campaign, group: list[Sorted]) -> list[Sorted]:
    """Return the versions of one unit with the newest used, or all quarantined where nothing orders them."""
    chosen = [one for one in group if one.office_word == USE_THIS]
    if len(group) == 1 or len(chosen) == 1:
        best = (chosen or group)[0]
        why = "汇总单位指定采用。" if chosen else f"{best.identity.unit}报来的填报表，按{best.identity.evidence}认定。"
        return _with_best(group, best, why)
    for words, order in _ORDERS:
        marks = {one.opened.path: order(campaign, one) for one in group}
        top = max(marks.values())
        newest = [one for one in group if marks[one.opened.path] == top]
        if all(marks.values()) and len(newest) == 1:
            return _with_best(group, newest[0], f"{newest[0].identity.unit}报来{len(group)}份，采用{words}最新的一份。")
    names = "、".join(one.opened.path for one in group)
    reason = f"{group[0].identity.unit}报来不止一份而分不清先后（{names}），请在“处理指定”写明采用哪一份。"
    return [replace(one, disposition=Disposition.QUARANTINED, code="F06", reason=reason) for one in group]


def _with_best(group: list[Sorted], best: Sorted, why: str) -> list[Sorted]:
    older = f"已由同一单位较新的“{best.opened.path}”替代。"
    return [
        replace(one, reason=why) if one is best else replace(one, disposition=Disposition.SUPERSEDED, reason=older)
        for one in group
    ]


def _by_round(campaign: Campaign, one: Sorted) -> str:
    del campaign
    return f"{one.identity.round:06d}"


def _by_received(campaign: Campaign, one: Sorted) -> str:
    del campaign
    return one.received if "T" in one.received else ""


def _by_filled(campaign: Campaign, one: Sorted) -> str:
    basics = one.opened.submission.tables.get("basics") if one.opened.submission else None
    found = basics.records[0].cells.get("filled_on") if basics and basics.records else None
    value = Day(campaign.settings.year, ahead=1).read(found).value if found_text(found) else None
    return value.isoformat() if isinstance(value, date) else ""


def _by_saved(campaign: Campaign, one: Sorted) -> str:
    del campaign
    return one.opened.submission.saved if one.opened.submission else ""


def _by_modified(campaign: Campaign, one: Sorted) -> str:
    del campaign
    return f"{one.opened.modified:024d}"


_ORDERS = (
    ("轮次", _by_round),
    ("邮件日期", _by_received),
    ("填报日期", _by_filled),
    ("文件保存时间", _by_saved),
    ("磁盘文件时间（其余依据相同，仅据此区分，请留意）", _by_modified),
)
"""What orders versions, surest first; each decides only if all versions have it and one is alone at the top."""
