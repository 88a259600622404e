"""Whose file it is: evidence in order of weight, contradictions for a person to decide."""

from dataclasses import dataclass

from pipeline.campaign.model import Campaign
from pipeline.form import identity as keys
from pipeline.intake.names import NameBook
from pipeline.intake.opening import Opened


@dataclass(frozen=True)
class Identity:
    """Whose a file is.

    Attributes:
        unit: Canonical name, "" where a person must decide.
        evidence: By what it was known, in Chinese.
        code: Finding code: F04 unknown, F05 or R25 contradictory, F08 known without our mark, else "".
        what: What fills the finding's sentence.
        round: Round the workbook was issued for.
        sides: The units that contradict each other.
    """

    unit: str
    evidence: str = ""
    code: str = ""
    what: str = ""
    round: int = 1
    sides: tuple[str, ...] = ()


def identify(campaign: Campaign, book: NameBook, opened: Opened) -> Identity:
    """Return whose file it is, by template mark, unit cell, file name and folder, in this order."""
    if opened.submission is None:
        return _from_outside(book, opened, campaign)
    meta = opened.submission.meta
    issued = meta.get(keys.CAMPAIGN, "")
    if issued and issued != campaign.settings.campaign:
        return Identity(
            "", code="F05", what=f"这是另一次活动（{issued}）的填报表，本次活动是{campaign.settings.campaign}"
        )
    round_number = int(meta[keys.ROUND]) if meta.get(keys.ROUND, "").isdigit() else 1
    marked = book.of_code(meta.get(keys.UNIT_CODE, "")) or book.resolve(meta.get(keys.UNIT_NAME, ""))
    written = opened.submission.unit_cell
    named = book.resolve(written) if written else ""
    if marked and written and named != marked:
        return Identity("", code="R25", what=written, round=round_number, sides=(written, marked))
    by_name = book.mentioned(_stem(opened.path))
    unit = marked or named
    if unit and by_name and unit not in by_name:
        other = "、".join(sorted(by_name))
        inside = "模板标记" if marked else "表内填报单位"
        return Identity(
            "", code="F05", what=f"文件名写的是{other}，{inside}是{unit}", round=round_number, sides=(other, unit)
        )
    if marked:
        return Identity(unit, "模板标记", round=round_number)
    if named:
        return Identity(unit, "表内填报单位", "F08", "表内填报单位", round_number)
    if written:
        return Identity("", code="F04", what=f"表内填报单位“{written}”不是已知单位或别名", round=round_number)
    return _from_outside(book, opened, campaign)


def _from_outside(book: NameBook, opened: Opened, campaign: Campaign) -> Identity:
    path, by_sender = opened.path, book.of_sender(opened.sender)
    if by_sender and not book.mentioned(_stem(path)) - {by_sender}:
        return Identity(by_sender, "发件地址", "F08", "发件地址")
    for words, text in (("文件名", _stem(path)), ("文件夹名", path.rpartition("!")[0] or path.rpartition("/")[0])):
        found = book.mentioned(text) - {campaign.settings.office}
        if len(found) == 1:
            return Identity(found.pop(), words, "F08", words)
        if len(found) > 1:
            sides = tuple(sorted(found))
            return Identity("", code="F05", what=f"{words}里有不止一个单位：{'、'.join(sides)}", sides=sides)
    return Identity("", code="F04", what="文件里没有单位标记，文件名也没有写单位")


def _stem(path: str) -> str:
    return path.rpartition("!")[2].rpartition("/")[2].rpartition(".")[0]
