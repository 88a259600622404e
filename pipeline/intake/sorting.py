"""One file its disposition, with a reason a person understands, as far as the file alone tells (product.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.campaign.model import Campaign
from pipeline.form import identity as keys
from pipeline.intake import archives, outlook
from pipeline.intake.answered import answered
from pipeline.intake.disposition import Disposition
from pipeline.intake.formats import Format
from pipeline.intake.identify import Identity, identify
from pipeline.intake.names import NameBook
from pipeline.intake.opening import Opened
from pipeline.intake.submission import Submission

USE_THIS = Disposition.USED.words
LEAVE_OUT = Disposition.IGNORED.words
"""What the office may write in 处理指定, beside the name of a unit."""

NO_FORM = "没有本次填报表内容的工作簿"


@dataclass(frozen=True)
class OfficeWord:
    """What the office wrote for a file in its blue columns.

    Attributes:
        word: 处理指定: 采用, 忽略, or the name of a unit; "" where nothing is written.
        received: 更正收件时间, ISO text; "" where nothing is written.
        unread: 更正收件时间 as written where it is no moment, else "".
        of_container: The word it wrote for the letter or archive the file came in, where it wrote none for the file.
    """

    word: str = ""
    received: str = ""
    unread: str = ""
    of_container: str = ""

    @property
    def effective(self) -> str:
        """Return the word that holds for the file."""
        return self.word or self.of_container


@dataclass(frozen=True)
class Sorted:
    """One file with its disposition.

    Attributes:
        identity: Whose it is.
        received: ISO day or moment.
        seen: ISO day of the first run that saw a file of this content.
        reason: Why it got this disposition, one sentence.
        code: Finding code to tell the unit or the office, "" for none.
        facts: What fills that finding's sentence, beside what the file and its identity say.
        chosen: Whether the office wants this one used.
        office_word: 处理指定 as the office wrote it.
        office_received: 更正收件时间 as the office wrote it.
        turn: Place among the unit's returns of its round, from 1 for the oldest; 0 where it has none.
        part: Which part of a return that came in several files it is, in words that sort; "" where it is none.
    """

    opened: Opened
    identity: Identity
    disposition: Disposition
    reason: str
    received: str
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    chosen: bool = False
    office_word: str = ""
    office_received: str = ""
    seen: str = ""
    turn: int = 0
    part: str = ""


def path_key(path: str) -> str:
    """Return what of a path survives a spreadsheet cell: blanks at the ends and marks nobody sees do not."""
    return "".join(sign for sign in path if sign.isprintable() and sign not in "\ufffd ")


def word_for(words: Mapping[str, OfficeWord], path: str) -> OfficeWord:
    """Return what the office wrote for a file, and for the letters and archives it came in; keys are `path_key`s."""
    own, outer = words.get(path_key(path), OfficeWord()), path
    while "!" in outer and not own.effective:
        outer = outer.rpartition("!")[0]
        own = replace(own, of_container=words.get(path_key(outer), OfficeWord()).word)
    return own


def dispose(
    campaign: Campaign, book: NameBook, opened: Opened, office: OfficeWord, seen: Mapping[str, str], as_of: date
) -> Sorted:
    """Return a file with the disposition it has where no other file is in its way.

    Args:
        campaign: Whose units are known.
        book: Their names.
        opened: The file.
        office: What the office wrote for it; it overrules everything.
        seen: sha256 -> ISO day of the first run that saw a file of that content.
        as_of: The day of this run: when a new file counts as received.
    """
    first = seen.get(opened.sha256, as_of.isoformat())
    received = office.received or opened.received or first
    base = Sorted(
        opened, Identity(""), Disposition.IGNORED, "汇总单位指定忽略。", received,
        chosen=office.effective == USE_THIS, office_word=office.word, office_received=office.received or office.unread,
        seen=first,
    )  # fmt: skip
    if opened.ignored:
        return replace(base, reason=f"{opened.ignored}，不处理。")
    if office.effective == LEAVE_OUT:
        return base
    base = replace(base, identity=_overruled(book, identify(campaign, book, opened), office))
    if opened.container and not opened.code:
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
        return replace(base, disposition=Disposition.RETURNED, code="F03", reason=reason, facts={"what": NO_FORM})
    if _as_printed(submission) or not answered(campaign.form, submission):
        reason = "填报表是空白的，没有填写任何内容，请填好后重新报送。"
        return replace(base, disposition=Disposition.RETURNED, code="F07", reason=reason)
    return replace(base, disposition=Disposition.USED, reason="")


def _as_printed(submission: Submission) -> bool:
    """Tell whether a later round's workbook holds what was printed in it and nothing else."""
    mark = submission.meta.get(keys.PRINTED, "")
    cells = ((key, record.cells) for key, table in submission.tables.items() for record in table.records)
    return bool(mark) and mark == keys.printed_mark(cells)


def _overruled(book: NameBook, identity: Identity, office: OfficeWord) -> Identity:
    unit = named_unit(book, office.effective)
    if unit:
        return Identity(unit, "汇总单位指定", round=identity.round)
    return identity


def named_unit(book: NameBook, word: str) -> str:
    """Return the unit that 处理指定 names, "" where it names none."""
    return book.resolve(word.removeprefix("属于")) if word else ""


def _quarantined(identity: Identity) -> str:
    if identity.code == "R25":
        return f"表内填报单位是“{identity.sides[0]}”，模板却是发给“{identity.sides[1]}”的，请人工确认属于哪个单位。"
    return f"{identity.what}{f'。{identity.advice}' if identity.advice else '，请人工确认属于哪个单位'}。"


def _attachment(base: Sorted) -> Sorted:
    kind = base.opened.kind.value if base.opened.kind else "附件"
    if base.identity.unit:
        reason = f"{kind}，登记为{base.identity.unit}的附件，不作为填报数据。"
        return replace(base, disposition=Disposition.ATTACHMENT, reason=reason)
    reason = f"{kind}，看不出是哪个单位的附件，请人工确认。"
    return replace(base, disposition=Disposition.QUARANTINED, code="F04", reason=reason)


def _refused(base: Sorted) -> Sorted:
    code, advice = base.opened.code, _advice(base.opened)
    if base.identity.unit:
        return replace(base, disposition=Disposition.RETURNED, code=code, reason=advice)
    reason = f"{advice}看不出是哪个单位的，请人工确认。"
    return replace(base, disposition=Disposition.QUARANTINED, code=code, reason=reason)


def _advice(opened: Opened) -> str:
    if opened.code == "F02":
        return f"文件有打开密码{opened.what}，请去掉密码后重新报送。"
    if opened.code == "F07":
        return "文件是空的，请检查后重新报送。"
    if opened.code == "F01":
        again = "请检查后重新报送" if opened.container else "请检查后另存为 .xlsx 重新报送"
        return f"文件打不开：{opened.what}，{again}。"
    return f"这是{opened.what}，{_INSTEAD.get(opened.kind, '请用发给本单位的 Excel 模板填报后重新报送')}。"


_OTHER_BOOK = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送"
_OTHER_ARCHIVE = f"请解压后把里面的文件重新报送（汇总单位安装 {archives.EXTRA} 后可直接读取）"
_OTHER_LETTER = f"请把邮件里的附件单独转发（汇总单位安装 {outlook.EXTRA} 后可直接读取）"
_INSTEAD: Mapping[Format | None, str] = {
    **dict.fromkeys((Format.XLS, Format.XLSB, Format.ODS), _OTHER_BOOK),
    **dict.fromkeys((Format.RAR, Format.SEVEN), _OTHER_ARCHIVE),
    Format.OUTLOOK: _OTHER_LETTER,
}
