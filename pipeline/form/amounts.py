"""Amounts and counts as people write them (domain.md 4.3 nos. 50-53)."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.form.folding import fold, found_text
from pipeline.form.nothing import says_nothing
from pipeline.form.numerals import DIGITS
from pipeline.form.reading import Guard, Reading, doubtful, rejected

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ABOUT = "约|大约|大概|近|将近|共|合计|总计|计|人民币|rmb|cny|金额|资金|涉及|[:为]"
_WRITTEN = re.compile(
    rf"(?:{_ABOUT})*([¥￥]?)(-?\d+(?:\.\d+)?)(亿元|亿|万元|万|w|千元|千|k|百元|元|块钱?|圆)?(?:\([^()]*\))?(?:整|人民币|左右|上下|余元|余|多元|多)*$"
)
_STEPS = re.compile(r"(?:约|共|合计)?(\d+(?:\.\d+)?)万(\d{1,2}|\d{3,4})(千|百)?元?(?:整)?$")
_IN_WAN = {
    **dict.fromkeys(("亿元", "亿"), Decimal(10000)),
    **dict.fromkeys(("万元", "万", "w"), Decimal(1)),
    **dict.fromkeys(("千元", "千", "k"), Decimal("0.1")),
    "百元": Decimal("0.01"),
    **dict.fromkeys(("元", "块", "块钱", "圆"), Decimal("0.0001")),
}
_PLACES = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_SECTIONS = {"万": 10**4, "亿": 10**8}
_SPELLED = re.compile(
    "(?:人民币|约|共|合计)*([零壹贰叁肆伍陆柒捌玖一二三四五六七八九两拾十佰百仟千万亿]+)[余多]?([元圆块](?:整|钱)?|(?<=[万亿])整?|(?<=万[一二三四五六七八九]))"
)
_POINT = re.compile(r"([零一二三四五六七八九两])点([零一二三四五六七八九]{1,4})(?=[万千百元亿]|$)")
_YUAN_SIGN = re.compile(r"^(?:人民币|rmb|cny)[:]?(?=\d)")
_ODD = re.compile(r"(?<=\d)[余多](?=[元块圆千万亿])")
_UNIT_BESIDE = re.compile(r"(?<=\d)\((亿元|万元|元|千元)\)$")
_ITEM = r"(?:[\u4e00-\u9fff]{0,8}?)(\d{1,6})(?:人次|人|名)(?:次)?(?:[\u4e00-\u9fff]{0,8})"
_UNCLEAR = re.compile("[未没无不非约余多近几同至待拟]|以[上下]")
"""In the words of a count: it may be no count, or another one."""
_TOTAL = re.compile(
    r"(?:共计?|合计|总计|累计)?(\d{1,6})(?:人次|人|名|位|次|个|项|条|件|起)?(?:问题|案件)?(?:\((.+)\)|(?:[,;:、]?其中:?|:)(.+)|[,;:](?:均|都|全部)[^\d]+)?"
)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Amount:
    """An amount in 万元, not negative, kept to the yuan (half up)."""

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
        text = _plainly(fold(found_text(found)))
        if says_nothing(text) and text != "0":
            return Reading()
        if isinstance(found, bool) or text in ("nan", "inf", "-inf"):
            return rejected("V09")
        if _PLAIN.match(text):
            return _told_if_rounded(Decimal(text))
        match = _WRITTEN.match(text)
        if match:
            unit = match[3] or ("元" if match[1] else "万")
            reading = _not_negative(Decimal(match[2]) * _IN_WAN[unit])
            return reading if reading.value is None else doubtful(reading.value, "W06", amount=f"{reading.value:f}")
        yuan = _steps(text) or _capital(_in_words(text))
        if yuan is None:
            return rejected("V09")
        value = _rounded(yuan * _IN_WAN["元"])
        return doubtful(value, "W06", amount=f"{value:f}")


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
        if (says_nothing(text) and text != "0") or re.fullmatch("(?:无|没有|未有)(?:人(?:次|员)?|问责|追责)*", text):
            return Reading(0 if self.asked else None)
        if re.fullmatch(r"\d{1,9}(?:\.0+)?", text):
            return Reading(int(text.partition(".")[0]))
        text = re.sub(r"\((人次|[人名位次个项条件起])\)", r"\1", text)
        text = re.sub(
            r"(?<![一二两三四五六七八九十几数])([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九壹贰叁])(?=人|名|位|次|个|项|条|件|起|$)",
            _counted,
            text,
        )
        match = _TOTAL.fullmatch(text)
        if match is None:
            together = _together(text)
            return rejected("V10") if together is None else doubtful(together, "W18", count=str(together))
        sure = self.asked or int(match[1]) == 0
        if sure and not (match[2] or match[3]) and not re.search(r"[,;:]", text):
            return Reading(int(match[1]))
        parts = [int(number) for number in re.findall(r"(\d+)[人名]", match[2] or match[3] or "")]
        if parts and sum(parts) != int(match[1]):
            return rejected("V16", total=match[1], parts=str(sum(parts)))
        return doubtful(int(match[1]), "W18", count=match[1])


def _counted(match: re.Match[str]) -> str:
    """Return 2 for 两 and 12 for 十二."""
    tens, ten, ones = match[1].rpartition("十")
    return str((DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0))


def _together(text: str) -> int | None:
    """Return what several counts of people come to, 诫勉1人、谈话提醒1人 is 2; None where the text says anything else."""
    items = [re.fullmatch(_ITEM, item) for item in re.split("[,;、。+及和]", text.rstrip("。")) if item]
    if not items or _UNCLEAR.search(text) or not all(items):
        return None
    return sum(int(item[1]) for item in items if item)


def _plainly(text: str) -> str:
    """Return an amount as most write it: 35,000 as 35000, rmb 35000 as ￥35000, 3500(元) and 3500多元 as 3500元."""
    text = re.sub(r"^(?=\.\d)", "0", text)
    bare = _ODD.sub("", _UNIT_BESIDE.sub(r"\1", _YUAN_SIGN.sub("￥", text)))
    return _THOUSANDS.sub("", _with_point(bare)).rstrip("。.")


def _in_words(text: str) -> str:
    """Return 3千5百元 as 三千五百元: single digits before places."""
    return re.sub(r"(?<!\d)([1-9])(?=[十百千])", lambda digit: "一二三四五六七八九"[int(digit[1]) - 1], text)


def _with_point(text: str) -> str:
    """Return 三点五万 as 3.5万."""
    return _POINT.sub(lambda point: f"{DIGITS[point[1]]}.{''.join(str(DIGITS[digit]) for digit in point[2])}", text)


def _told_if_rounded(amount: Decimal) -> Reading:
    """Return the amount; one that is less than a yuan is not what was meant, and gets a warning."""
    reading = _not_negative(amount)
    return (
        reading
        if not isinstance(reading.value, Decimal) or _holds(reading.value, amount)
        else doubtful(reading.value, "W06", amount=f"{reading.value:f}")
    )


def _steps(text: str) -> Decimal | None:
    """Return 3万5千 and 3万5 as 35000 yuan, or None where it is no such amount."""
    match = _STEPS.match(text)
    if match is None:
        return None
    rest = Decimal(match[2])
    if match[3]:
        rest *= {"千": 1000, "百": 100}[match[3]]
    elif len(match[2]) == 1:
        rest *= 1000
    return Decimal(match[1]) * 10**4 + rest


def _rounded(amount: Decimal) -> Decimal:
    """Return the amount to the yuan; what is shown has two decimals, what is added up keeps them all."""
    return amount.quantize(_IN_WAN["元"], ROUND_HALF_UP).normalize() + Decimal(0)


def _holds(kept: Decimal, amount: Decimal) -> bool:
    return abs(kept - amount) <= abs(amount) * _CENT


def _not_negative(amount: Decimal) -> Reading:
    if amount < 0:
        return rejected("V09")
    return Reading(_rounded(amount)) if amount < Decimal("1e12") else rejected("V09")


def _capital(text: str) -> Decimal | None:
    """Return 叁万伍仟元 as 35000 yuan, 三万五 as well, or None where it is no such amount (三五万 is none)."""
    match = _SPELLED.fullmatch(text)
    if match is None or not set(match[1]) & set(DIGITS):
        return None
    total, section, digit, place = 0, 0, 0, 1
    for word in match[1]:
        if word in DIGITS:
            if digit:
                return None
            digit = DIGITS[word]
            continue
        place = _PLACES.get(word) or _SECTIONS[word]
        if word in _PLACES:
            section += (digit or 1) * place
        else:
            total, section = (total + section + digit) * place, 0
        digit = 0
    return Decimal(total + section + digit * (place // 10 if match[2] == "" else 1))
