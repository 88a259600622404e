"""Names of people as units write them (domain.md 4.3 nos. 34-37)."""

import re
from dataclasses import dataclass

from pipeline.form.folding import found_text, visible
from pipeline.form.reading import Guard, Note, Reading, rejected

_SEPARATORS = re.compile(r"[、，,;；/／|\n\r\t]+|(?<=[\u3400-\u9fff]{2})[和及与](?=[\u3400-\u9fff]{2})(?!平)")
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}|0?\d{2,4}-?\d{7,8}|(?<!\d)\d{7,8}(?!\d)")
_POSTS = "副?处长|副?主任|副?科长|副?院长|副?书记|副?校长|副?总经理|副?经理|副?部长|副?队长|副?主管|负责人|部长|院长|会计|出纳|干事|老师|工程师|护士长|医生|同志"
_POST = re.compile(rf"[（(]\s*(?:[^（()）]*(?:{_POSTS})[^（()）]*)\s*[)）]|(?<=[\u4e00-\u9fff]{{2}})(?:{_POSTS})$")
_SURNAME_AND_POST = re.compile(rf"[\u4e00-\u9fff](?:{_POSTS}|总|工|处)$")
_COLLECTIVE = re.compile(
    r"各.{0,6}(?:科室|部门|单位|负责人|班组|中心)|全体|全员|所有|相关(?:人员|部门|科室|责任人)|有关(?:人员|部门)|大家|班子|领导小组|(?:科|室|处|部|中心|办公室|集团|公司|班组|团队)$|^(?:职工|员工|工作人员|责任人|负责人|处领导|部门负责人|科室负责人)$"
)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·•]{2,15}$|[A-Za-z][A-Za-z .'·-]{1,40}$")
_SPACED_NAME = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000\xa0]+([\u3400-\u9fff])(?![\u3400-\u9fff])")


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
        """Return the names joined with 、; posts and phone numbers go to a warning, collectives are refused (R24)."""
        text = visible(found_text(found)).strip()
        bare = _POST.sub("", _PHONE.sub("", text)).strip()
        names = [_tidy(part) for part in _split(bare)]
        names = [name for name in names if name]
        if not names:
            return rejected("V12" if bare or text else "V04")
        for name in names:
            if _SURNAME_AND_POST.match(name):
                return rejected("V12")
            if _COLLECTIVE.search(name):
                return rejected("R24")
            if not _NAME.match(name):
                return rejected("V12")
        notes = (Note("W08", (("names", "、".join(names)),)),) if bare != text else ()
        return Reading("、".join(dict.fromkeys(names)), notes)


def _split(text: str) -> list[str]:
    """Split at separators, then at blanks; a single character, a blank, a single character is one name."""
    joined = _SPACED_NAME.sub(r"\1\2", text)
    parts = [part.strip() for part in _SEPARATORS.split(joined)]
    split: list[str] = []
    for part in parts:
        split += [part] if part.isascii() else re.split(r"[ \u3000\xa0]+", part)
    return split


def _tidy(name: str) -> str:
    return _POST.sub("", re.sub(r"[（(]\s*[)）]", "", name)).strip(" 　:：。.")
