"""Names of units as a plan writes them: told from other words, taken out of cells and lists, compared."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.campaign.points import split_outside
from pipeline.form.folding import fold

_ENDINGS = "办公室|工作部|管理处|中心|集团|公司|学院|医院|部门|委员会|图书馆|档案馆|小组|团委|工会|校区|党委|党总支|书院|学部|处|部|室|院|办|馆|所|站|科|局|委|会|队|厂"
_UNIT = re.compile(rf"[\u3400-\u9fffA-Za-z0-9（）()·]{{1,24}}?(?:{_ENDINGS})(?:[（(][\u3400-\u9fff]{{1,8}}[)）])?$")
_PASSING = re.compile(r"领导小组|专班|工作组|工作专|责任单位|专项")
_TWO_HEADED = re.compile(r"(.+)([处部室办院])[（(](处|部|室|办|院|中心)[)）]$")
_COLLECTIVE = re.compile(
    r"^(?:全校|校内|学校)?(?:各|全体|所有|相关|有关|其他|其它|涉及|本|责任(?:单位|部门)|牵头|配合|职能|二级)"
)
_POSTS = "(?:主要|分管|党政)*(?:负责人|负责同志|负责|处长|部长|主任|院长|馆长|书记|总经理|经理|科长|所长|队长|主席)"
_POST_AND_NAME = re.compile(rf"副?{_POSTS}[\u3400-\u9fff]{{0,4}}$")
_LABEL = re.compile(r"(牵头|责任|主责|主办|承办|负责|配合|协办|协同|协助|参与|参加)(?:单位|部门|处室)?[:：]")
_ROLE_MARK = re.compile(r"[（(](?:为)?(牵头|责任|主责|主办|承办|负责|配合|协办|协同|协助|参与)(?:单位|部门|处室)?[)）]")
_ROLE_VERB = re.compile(r"(牵头负责|牵头|主办|承办|配合|协办|协同|协助|参与)$")
_HELPING = ("配合", "协", "参")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.．、)）]|[①-⑳]|[（(]\d{1,2}[)）])\s*")
_SEPARATORS = "、，,；;/／|\n\t"


class Named(NamedTuple):
    """The units of one table cell.

    Attributes:
        leads: Units that answer for the line.
        supports: Units that help.
        collective: Words such as 各责任单位 that name no unit.
    """

    leads: tuple[str, ...]
    supports: tuple[str, ...]
    collective: tuple[str, ...]


def looks_like_unit(text: str) -> bool:
    """Tell whether a text reads as the name of one unit: 总务处 does, 各责任单位 and 张某某 do not."""
    return bool(_UNIT.match(text)) and not is_collective(text) and not _PASSING.search(text) and len(text) >= 2


def is_collective(text: str) -> bool:
    """Tell whether a text means several units without naming them: 各学院, 相关部门."""
    return bool(_COLLECTIVE.match(text))


def units_in_cell(text: str) -> Named:
    """Take the units out of a cell: 总务处（牵头）、后勤集团（配合） or 牵头单位：总务处；配合单位：后勤集团."""
    leads: list[str] = []
    supports: list[str] = []
    unmarked: list[str] = []
    helping: bool | None = None
    for label, chunk in _labelled(text):
        helping = label.startswith(_HELPING) if label else None
        for part in _parts(chunk):
            name, role = _without_role(part)
            _place(name, role, helping, (leads, supports, unmarked))
    (supports if leads else leads).extend(unmarked)
    if not leads:
        leads, supports = supports, []
    named = dict.fromkeys(leads), dict.fromkeys(name for name in supports if name not in leads)
    collective = tuple(name for names in named for name in names if is_collective(name))
    one, other = (tuple(name for name in names if name not in collective) for names in named)
    return Named(one, other, collective)


def _place(name: str, role: str, helping: bool | None, lists: tuple[list[str], list[str], list[str]]) -> None:
    leads, supports, unmarked = lists
    if role:
        target = supports if role.startswith(_HELPING) else leads
        if not role.endswith(")"):
            # 总务处牵头，后勤集团、财务处配合: the verb speaks for the names before it too.
            target.extend(unmarked)
            unmarked.clear()
    else:
        target = unmarked if helping is None else supports if helping else leads
    if name:
        target.append(name)


def _labelled(text: str) -> list[tuple[str, str]]:
    pieces = _LABEL.split(text)
    return [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]


def _parts(text: str) -> list[str]:
    parts = (_NUMBER.sub("", part) for part in split_outside(text, _SEPARATORS))
    return [name for part in parts for name in _at_blanks(part.strip(" 。.　:：")) if name]


def _at_blanks(part: str) -> list[str]:
    words = part.split()
    return words if len(words) > 1 and all(len(word) > 1 for word in words) else ["".join(words)]


def _without_role(part: str) -> tuple[str, str]:
    """Return the bare name and its role: ("后勤集团", "配合)") from brackets, ("后勤集团", "配合") from a verb."""
    mark = _ROLE_MARK.search(part)
    if mark:
        return bare_name(_ROLE_MARK.sub("", part)), f"{mark[1]})"
    verb = _ROLE_VERB.search(part)
    if verb and len(part) > len(verb[1]):
        return bare_name(part[: verb.start()]), verb[1]
    return bare_name(part), ""


def bare_name(text: str) -> str:
    """Return a name without number, 由 in front, 等 behind and remarks in brackets."""
    text = re.sub(r"[（(](?!(?:处|部|室|办|院|中心)[)）])[^（()）]*[)）]", "", _NUMBER.sub("", text)).strip(" 　。.：:")
    return re.sub(r"(?<=[\u3400-\u9fff]{2})(?:等单位|等部门|等)$", "", text.removeprefix("由"))


def members_in(text: str) -> tuple[str, ...]:
    """Take the units out of a list of members, persons and posts left aside: 总务处、财务处等职能部门主要负责人."""
    text = re.sub(r"等[^、，；（(]*$", "", text.strip(" 。；;"))
    found: list[str] = []
    for part in split_outside(text, _SEPARATORS):
        bracketed = re.search(r"[（(](.*)[)）]", part)
        for candidate in (part, bracketed[1]) if bracketed else (part,):
            name = _POST_AND_NAME.sub("", bare_name("".join(candidate.split()))).removesuffix("的")
            if looks_like_unit(name):
                found.append(name)
                break
    return tuple(dict.fromkeys(found))


def without_school(name: str, school: str) -> str:
    """Return a unit's name without the school's in front of it."""
    for prefix in (school, "学校", "我校"):
        if prefix and name.startswith(prefix) and len(name) > len(prefix) + 1:
            return name.removeprefix(prefix)
    return name


def is_short_for(short: str, long: str) -> bool:
    """Tell whether one name abbreviates the other: 纪委办 for 纪委办公室, 国资处 for 国有资产管理处."""
    two_headed = _TWO_HEADED.match(long)
    if two_headed and short in (two_headed[1] + two_headed[2], two_headed[1] + two_headed[3]):
        return True
    short, long = fold(short), fold(long)
    if not 2 <= len(short) < len(long) or short[0] != long[0] or not in_order(short, long):
        return False
    return short[-1] == long[-1] or (short.endswith("办") and long.endswith("办公室"))


def in_order(short: str, long: str) -> bool:
    """Tell whether the characters of one stand in the other, in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)


def longest(names: Iterable[str]) -> str:
    """Return the longest name, the first of equals: the full one wins over its abbreviations."""
    return max(names, key=len)
