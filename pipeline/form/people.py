"""Names of people as units write them (domain.md 4.3 nos. 34-37)."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.form.callings import POST, is_collective, is_familiar, is_post, without_section
from pipeline.form.folding import found_text, visible
from pipeline.form.kinds import Text
from pipeline.form.reading import Guard, Note, Reading, rejected
from pipeline.form.surnames import COMPOUND, begins_a_name, family_name, is_foreign_name, is_frequent

_SEPARATORS = re.compile(
    r"[、，,;；/／|&＆+＋\n\r\t]+|(?<=[\u3400-\u9fff])[.．。](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]{2})(?:以及|[和及与])(?=[\u3400-\u9fff]{2})(?!平)"
)
_COUNTED = re.compile(r"[①-⑳]|(?<![\d])[(（]?\d{1,2}[.．、)）]\s?(?=[\u3400-\u9fff]{2})")
"""What several names are counted with: 1.张某某 2.李某."""
_BLANKS = re.compile(r"[ \u3000\xa0]+")
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0?\d{2,4}-?\d{7,8}|(?<!\d)\d{7,8}(?!\d)")
_CALL = re.compile(r"(?:联系|办公)?(?:电话|手机|座机|方式|tel|Tel|TEL)(?:号码?)?[:：]?(?=\s*(?:[)）、，,;；+\d]|$))")
_BRACKET = re.compile(r"[（(\[【〔]([^（()）\[\]【】〔〕]*)[)）\]】〕]")
_POST_BESIDE = re.compile(rf"(?<=[\u3400-\u9fff]{{2}})[-—－]+(?=(?:{POST})$)")
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,8}[:：](?=\s*\S)")
_TASK = re.compile(
    r"^由(?=[\u3400-\u9fff]{4,})|(?<=[\u3400-\u9fff]{2})(?:牵头|配合|协助|协同|参与|督促|负责|主办|协办|主责|总负责|具体负责|督办|兼)$"
)
_POST_BEHIND = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{POST})$")
_POST_BEFORE = re.compile(rf"^(?:{POST})(?=[\u3400-\u9fff]{{2,4}}$)")
_SPACED_OUT = re.compile(
    rf"(?<![\u3400-\u9fff])(?:{'|'.join(COMPOUND)}|[\u3400-\u9fff])(?:[ \u3000\xa0\r\n]+[\u3400-\u9fff](?![\u3400-\u9fff])){{1,3}}"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{2,15}$")
_FOREIGN = re.compile(r"[\u3400-\u9fff]+(?:[·•][\u3400-\u9fff]+)+$|[A-Za-z][A-Za-z .'·-]{1,40}$")
_NO_NAME = re.compile(r"[待未另不见略同的了每其该此详定报告拟已]|[上下本][周月]|^[无本]|暂|空缺")
"""In a text that begins with no family name: it is a remark."""
_CUT_POST: Final = "科班"
"""Behind a family name: a post cut short (周科), or a given name."""
_LONGEST: Final = 4
"""Characters of a Chinese name, at most."""


@dataclass(frozen=True)
class People:
    """One or several persons by name, joined with 、 on the page.

    Attributes:
        several: Whether more than one name is an answer.
    """

    several: bool = True

    @property
    def hint(self) -> str:
        """Say how names are written."""
        return "填姓名，多人用“、”分隔，如 张某某、李某某" if self.several else "填一位的姓名，如 张某某"

    @property
    def good(self) -> tuple[object, ...]:
        """Give names that need no confirmation."""
        return ("张某某", "张　三", "阿依古丽·某某") + (("张三、李四/王五;赵六",) if self.several else ())

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents that name nobody."""
        return ("各科室负责人", "张处长", "全体人员")

    def guard(self) -> Guard:
        """Ask the typist for at least two characters."""
        return Guard("length", least=2, most=200)

    def read(self, found: object) -> Reading:
        """Return the names joined with 、.

        Posts, sections, tasks and phone numbers beside a name go to a warning (W08), what does not look
        like a name is asked about (W23), collectives (R24) and posts without a name (V12) are refused.
        """
        if isinstance(found, bool):
            return rejected("V12")
        text = _COUNTED.sub("、", visible(found_text(found))).strip(" \u3000\n\r\t、。.；;，,")
        bare = _PHONE.sub(_between, _CALL.sub("", _BRACKET.sub(" ", text)))
        names: list[str] = []
        for part in filter(None, map(str.strip, _SEPARATORS.split(_joined(bare)))):
            found_names = _names(_POST_BESIDE.sub(" ", part))
            if names and not found_names and is_post(part):
                continue
            refusal = "" if found_names else _refusal(part)
            if refusal:
                return rejected(refusal)
            names += found_names
        if not names:
            return rejected("V12" if text else "V04")
        return Reading("、".join(dict.fromkeys(names)), tuple(_notes(text, names)))


def _between(phone: re.Match[str]) -> str:
    """Return what stands for a number: it ends a name where the next follows at once."""
    follower = phone.string[phone.end() : phone.end() + 1]
    return "、" if _HAN.match(follower * 2) else " "


def _joined(text: str) -> str:
    """Return the text with names that are spaced out written together: 张　三, 诸葛 亮, 张 三 李 四."""
    return _SPACED_OUT.sub(_together, text)


def _together(spaced: re.Match[str]) -> str:
    """Return the names of a run of pieces of one character, or of a compound family name and such pieces."""
    pieces = spaced[0].split()
    if len(pieces[0]) == 1 and len(pieces) == 4 and family_name(pieces[2]):
        return f"{pieces[0]}{pieces[1]} {pieces[2]}{pieces[3]}"
    family = family_name("".join(pieces[:2]))
    one = len(pieces) == 2 or (len(pieces) == 3 and family.startswith(pieces[0]))
    return "".join(pieces) if one else spaced[0]


def _names(part: str) -> list[str]:
    """Return the names in a text without separators; [] where a piece of it is neither a name nor a post beside one."""
    pieces = [part] if part.isascii() else [piece for piece in _BLANKS.split(part) if piece]
    tidied = [_tidy(piece) for piece in pieces]
    names = [name for name in tidied if _is_name(name)]
    beside = [name for name in tidied if not _is_name(name)]
    return names if all(is_post(word) or is_collective(word) or not word for word in beside) else []


def _tidy(piece: str) -> str:
    """Return a name without label, task, section and post; the piece itself where nothing is left of it."""
    bare = _TASK.sub("", _LABEL.sub("", piece).strip(" 　:：。.，；"))
    if is_post(bare) or is_familiar(bare):
        return bare
    return without_section(_POST_BEFORE.sub("", _POST_BEHIND.sub("", bare)))


def _is_name(text: str) -> bool:
    if _FOREIGN.match(text):
        return True
    if not _HAN.match(text) or is_collective(text) or is_familiar(text) or is_post(text):
        return False
    if len(text) > _LONGEST and not is_foreign_name(text) and not is_frequent(text[0]):
        return False
    return begins_a_name(text) if "某" not in text else bool(family_name(text)) or not _NO_NAME.search(text)


def _refusal(part: str) -> str:
    """Return why a text names nobody."""
    bare = _BLANKS.sub("", part)
    return "R24" if is_collective(bare) and not is_familiar(bare) and not is_post(bare) else "V12"


def _notes(text: str, names: list[str]) -> list[Note]:
    """Return what is to be confirmed: that something was left out, and what may be no name."""
    written = [part for part in _BLANKS.split(_SEPARATORS.sub(" ", _joined(text))) if part]
    odd = [name for name in names if not _is_plain(name)]
    notes = [] if "".join(written) == "".join(names).replace(" ", "") else [Note("W08", (("names", "、".join(names)),))]
    return notes + ([Note("W23", (("names", "、".join(odd)),))] if odd else [])


def is_full_name(text: str) -> bool:
    """Tell whether a text is a person's name and no code such as 张某."""
    return (
        bool(_HAN.match(text) or _FOREIGN.match(text))
        and "某" not in text
        and bool(family_name(text))
        and _is_name(text)
        and _is_plain(text)
    )


def _is_plain(name: str) -> bool:
    """Tell whether a text may well be one name: not two run together (张某李某), nor longer than names are, nor one foreign word."""
    if _FOREIGN.match(name) or is_foreign_name(name):
        return not name.isascii() or " " in name
    if len(name) == 2 and name[1] in _CUT_POST:
        return False
    compound = len(family_name(name)) > 1
    twice = len(name) == 4 and not compound and is_frequent(name[0]) and is_frequent(name[2])
    return len(name) <= _LONGEST and not twice


@dataclass(frozen=True)
class CodeName(Text):
    """A person by a code, 张某; a full name is kept and asked about (domain.md 6, 案件)."""

    def read(self, found: object) -> Reading:
        """Return the text; a full name in it goes to a warning (W25)."""
        reading = super().read(found)
        parts = _SEPARATORS.split(_joined(visible(found_text(found)).strip()))
        named = reading.value is not None and any(is_full_name(_tidy(part.strip())) for part in parts)
        return Reading(reading.value, (*reading.notes, Note("W25"))) if named else reading
