"""Whose file it is: evidence in order of weight, contradictions for a person to decide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.campaign.model import Campaign
from pipeline.form import identity as keys
from pipeline.intake.names import NameBook
from pipeline.intake.opening import Opened
from pipeline.intake.part_names import own_name
from pipeline.intake.submission import Remark, Submission

_COPY = re.compile(r"副本|复件|拷贝|(?<![a-z])copy(?![a-z])|[(（]\d{1,2}[)）]$", re.IGNORECASE)


@dataclass(frozen=True)
class Identity:
    """Whose a file is.

    Attributes:
        unit: Canonical name, "" where a person must decide.
        evidence: By what it was known, in Chinese.
        code: Finding code: F04 unknown, F05 or R25 contradictory, F08 known without our mark, else "".
        what: What fills the finding's sentence.
        round: Round the workbook was issued for; where its mark is lost, the one its path names.
        sides: The units that contradict each other.
        advice: What is to be done where nothing is to be found out, "" elsewhere.
        remarks: What the unit is to be told of it although the file is believed.
    """

    unit: str
    evidence: str = ""
    code: str = ""
    what: str = ""
    round: int = 1
    sides: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    advice: str = ""


def identify(campaign: Campaign, book: NameBook, opened: Opened) -> Identity:
    """Return whose file it is, by template mark, unit cell, sender, file name and folder, in this order."""
    if opened.submission is None:
        return _from_outside(book, opened)
    issued = opened.submission.meta.get(keys.CAMPAIGN, "")
    if issued and issued != campaign.settings.campaign:
        return _of_another_campaign(issued, opened.submission.meta.get(keys.UNIT_NAME, ""), campaign.settings.campaign)
    return _from_inside(book, opened, opened.submission, campaign.form["basics"]["unit"].heading)


def _of_another_campaign(issued: str, unit: str, ours: str) -> Identity:
    whom = f"发给{unit}的" if unit else "的"
    what = f"这是另一次活动（{issued}）{whom}填报表，不是本次活动（{ours}）的"
    advice = "请该单位改用本次发给它的填报表重新报送；核对内容确是本次报来的，请在“处理指定”写明单位"
    return Identity("", code="F05", what=what, advice=advice)


def _from_inside(book: NameBook, opened: Opened, submission: Submission, heading: str) -> Identity:
    """Return whose a readable file is; `heading` is that of 填报单位."""
    meta, written = submission.meta, submission.unit_cell
    issued_for = meta.get(keys.ROUND, "")
    round_number = int(issued_for) if issued_for.isdecimal() else keys.named_round(opened.path)
    marked = book.of_code(meta.get(keys.UNIT_CODE, "")) or book.resolve(meta.get(keys.UNIT_NAME, ""))
    named, section = book.parted(written) if written else ("", "")
    if marked and written and named != marked:
        return Identity("", code="R25", what=written, round=round_number, sides=(written, marked))
    mark = "文件属性" if keys.BY_PROPERTIES in meta else "模板标记"
    unit, evidence = (marked, mark) if marked else (named, "表内填报单位")
    contrary = _around(book, opened, unit) if unit else ""
    if unit and (against := _against(book, opened, unit, "" if marked else contrary)):
        what, sides = against
        return Identity("", code="F05", what=f"{what}，{evidence}是{unit}", round=round_number, sides=(*sides, unit))
    if unit:
        told = tuple(_believed(unit, _section_told(submission, heading), section, contrary, evidence))
        evidence = f"{evidence}（科室：{section}）" if section else evidence
        return Identity(unit, evidence, "" if marked else "F08", "" if marked else evidence, round_number, remarks=told)
    if written:
        return Identity("", code="F04", what=f"表内填报单位“{written}”不是已知单位或别名", round=round_number)
    return _from_outside(book, opened)


def _against(book: NameBook, opened: Opened, unit: str, contrary: str) -> tuple[str, tuple[str, ...]] | None:
    """Return what contradicts a unit too much for anybody but a person, and the other side; None where nothing does.

    `contrary` is what lies around the file against it, where that weighs as much.
    """
    by_name = book.mentioned(_stem(opened.path))
    if by_name and unit not in by_name:
        other = "、".join(sorted(by_name))
        return f"文件名写的是{other}", (other,)
    others = {book.of_sender(opened.sender), *book.mentioned(_folder(opened.path))} - {"", unit}
    return (contrary, tuple(sorted(others))) if contrary else None


def _around(book: NameBook, opened: Opened, unit: str) -> str:
    """Return what sender, folders, letter or archive say against a file's unit, "" where they say nothing."""
    sender, by_folder = book.of_sender(opened.sender), book.mentioned(_folder(opened.path))
    if sender and sender != unit:
        return f"文件由{sender}的地址发来"
    return f"文件放在{'、'.join(sorted(by_folder))}的文件夹里" if by_folder and unit not in by_folder else ""


def _believed(unit: str, sectioned: Remark, section: str, contrary: str, evidence: str) -> Iterator[Remark]:
    """Go through what is to be said of a file whose unit is known: its section, what lies against it."""
    if section:
        yield replace(sectioned, facts={"unit": unit, "section": section})
    if contrary:
        yield Remark("F15", facts={"unit": unit, "what": contrary, "evidence": evidence})


def _section_told(submission: Submission, heading: str) -> Remark:
    """Return F14 at the answer to 填报单位, at no cell where the unit stands elsewhere."""
    basics = submission.tables.get("basics")
    if basics is None or not any(record.cells.get("unit") for record in basics.records):
        return Remark("F14", found=submission.unit_cell)
    return Remark("F14", basics.name, basics.letters["unit"], heading, submission.unit_cell)


def _from_outside(book: NameBook, opened: Opened) -> Identity:
    by_sender, by_name = book.of_sender(opened.sender), book.mentioned(_stem(opened.path))
    if by_sender and by_name and by_sender not in by_name:
        sides = (*sorted(by_name), by_sender)
        what = f"文件名写的是{'、'.join(sorted(by_name))}，发件地址是{by_sender}的"
        return Identity("", code="F05", what=what, sides=sides)
    if by_sender and len(by_name) < 2:
        return Identity(by_sender, "发件地址", "F08", "发件地址")
    for words, found in (("文件名", by_name), ("文件夹名", book.mentioned(_folder(opened.path)))):
        if len(found) == 1:
            return Identity(found.pop(), words, "F08", words)
        if len(found) > 1:
            sides = tuple(sorted(found))
            return Identity("", code="F05", what=f"{words}里有不止一个单位：{'、'.join(sides)}", sides=sides)
    return Identity("", code="F04", what="文件里没有单位标记，文件名也没有写单位")


def _stem(path: str) -> str:
    name = own_name(path)
    return name.rpartition(".")[0] or name


def is_copy_name(path: str) -> bool:
    """Tell whether a file is called as programs call a copy they make: 副本, (1), copy."""
    return bool(_COPY.search(_stem(path)))


def _folder(path: str) -> str:
    """Return everything before the file's own name: folders, letter or archive, folders within."""
    return path.removesuffix(own_name(path))
