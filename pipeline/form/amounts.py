"""Amounts and counts as people write them (domain.md 4.3 nos. 50-53)."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.form.folding import fold, found_text
from pipeline.form.reading import Guard, Reading, doubtful, rejected
from pipeline.form.vocabulary import NOTHING_WORDS

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?$")
_WRITTEN = re.compile(
    r"(?:约|大约|近|共|合计)?([¥￥]?)(-?\d+(?:\.\d+)?)(亿元|亿|万元|万|千元|元|块)?(?:人民币|左右|余元|余)?$"
)
_IN_WAN = {
    "亿元": Decimal(10000),
    "亿": Decimal(10000),
    "万元": Decimal(1),
    "万": Decimal(1),
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
    "块": Decimal("0.0001"),
}
_CAPITALS = {
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    "两": 2,
}
_PLACES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Amount:
    """An amount in 万元, not negative, at most two decimals kept (half up)."""

    @property
    def hint(self) -> str:
        """Say the unit and the shape."""
        return "只填数字，单位万元，如 3.50；没有则留空"

    @property
    def good(self) -> tuple[object, ...]:
        """Give amounts that need no confirmation."""
        return (3.5, "3.50", "0", 12, "1,200", "无")

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents no amount can be made of."""
        return ("暂未统计", "-3", "若干")

    def guard(self) -> Guard:
        """Ask the typist for a number from 0 on."""
        return Guard("decimal", least=0)

    def read(self, found: object) -> Reading:
        """Return the amount in 万元 as a Decimal; 无 is no amount."""
        text = fold(found_text(found)).replace(",", "")
        if text in NOTHING_WORDS and text != "0":
            return Reading()
        if isinstance(found, bool) or text in ("nan", "inf", "-inf"):
            return rejected("V09")
        if _PLAIN.match(text):
            return _not_negative(Decimal(text))
        match = _WRITTEN.match(text)
        if match:
            unit = match[3] or ("元" if match[1] else "万")
            reading = _not_negative(Decimal(match[2]) * _IN_WAN[unit])
            return reading if reading.value is None else doubtful(reading.value, "W06", amount=str(reading.value))
        yuan = _capital(text)
        if yuan is None:
            return rejected("V09")
        value = _rounded(yuan * _IN_WAN["元"])
        return doubtful(value, "W06", amount=str(value))


@dataclass(frozen=True)
class Count:
    """How many: a whole number from 0 on.

    Attributes:
        asked: Whether none has to be written as 0 instead of leaving the cell blank.
    """

    asked: bool = False

    @property
    def hint(self) -> str:
        """Say the shape of a count."""
        return f"只填整数，如 2；没有则{'填 0' if self.asked else '留空'}"

    @property
    def good(self) -> tuple[object, ...]:
        """Give counts that need no confirmation."""
        return (2, "0", 3.0, "无")

    @property
    def bad(self) -> tuple[object, ...]:
        """Give contents no count can be made of."""
        return ("若干", "-1", "2.5")

    def guard(self) -> Guard:
        """Ask the typist for a whole number from 0 on."""
        return Guard("whole", least=0)

    def read(self, found: object) -> Reading:
        """Return an int; `2人（1人诫勉，1人谈话提醒）` is 2 with a warning if its parts add up; 无 is none, or 0 if asked."""
        text = fold(found_text(found))
        if text in NOTHING_WORDS and text != "0":
            return Reading(0 if self.asked else None)
        if re.fullmatch(r"\d{1,9}", text):
            return Reading(int(text))
        text = re.sub(r"^(共?)([一二两三四五六七八九十])(?=人|次|个|项|条|件)", _counted, text)
        match = re.fullmatch(r"(?:共)?(\d{1,6})(?:人次|人|次|个|项|条|件)(?:\((.+)\))?", text)
        if match is None:
            return rejected("V10")
        parts = [int(number) for number in re.findall(r"(\d+)人", match[2] or "")]
        if parts and sum(parts) != int(match[1]):
            return rejected("V16", total=match[1], parts=str(sum(parts)))
        return doubtful(int(match[1]), "W18", count=match[1])


def _counted(match: re.Match[str]) -> str:
    """Return 共2 for 共两: one numeral, as people are counted."""
    return f"{match[1]}{10 if match[2] == '十' else _CAPITALS[match[2]]}"


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP).normalize() + Decimal(0)


def _not_negative(amount: Decimal) -> Reading:
    if amount < 0:
        return rejected("V09")
    return Reading(_rounded(amount)) if amount < Decimal("1e12") else rejected("V09")


def _capital(text: str) -> Decimal | None:
    """Return 叁万伍仟元 as 35000 yuan, or None where it is no such amount."""
    match = re.fullmatch(r"(?:人民币)?([零壹贰叁肆伍陆柒捌玖一二三四五六七八九两拾十佰百仟千万亿]+)[元圆](?:整)?", text)
    if match is None:
        return None
    total, section, digit = 0, 0, 0
    for word in match[1]:
        if word in _CAPITALS:
            digit = _CAPITALS[word]
        elif word in _PLACES:
            section += (digit or 1) * _PLACES[word]
            digit = 0
        else:
            total = (total + section + digit) * (10**4 if word == "万" else 10**8)
            section, digit = 0, 0
    return Decimal(total + section + digit)
