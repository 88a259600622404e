"""One column that repeats another: a measure or a cause that is the problem, an effect or a progress that is the measure."""

import re
from typing import Final

from pipeline.form.folding import fold_prose

_FRAME = re.compile(
    "^(?:针对|对于?|就|关于|解决|整改|处理|纠正|改正|消除|杜绝|避免|防止|改变|因为?|由于|主要是|原因是|系|是|存在|发现|尽快|及时|立即|马上|认真|彻底|切实|已经?|正在|正|将|拟|计划|准备|开始|着手|继续|进行)+"
    "|(?:的?(?:这一|此|该|上述)?(?:问题|情况|现象|状况|情形|隐患|缺陷)?(?:进行|加以|予以|立即|及时|尽快|限期|认真|进一步|全面|得到|已)*(?:整改|解决|处理|纠正|改正|整治|治理|改进|完善|到位|所致|造成|导致|引起)*(?:中|了|完毕|完成)?)$"
)
_AHEAD = re.compile("^(?:正在|正|将|拟|计划|准备|开始|着手|继续|我们|我处|本单位)+")
_DENYING = re.compile("[未没不无缺]")
_NEAR: Final = 3
"""Characters before a phrase in which a word that denies it stands: 没有及时, 未按."""
_LEAST: Final = 5
"""Characters from which a text is long enough to be told as a part of another."""


def repeats(text: str, other: str) -> bool:
    """Tell whether a text says no more than another: 解决…的问题 around it, or a part of its words in its order.

    What denies in one and not in the other (未张贴价目, 张贴价目) makes the two different.
    """
    mine, whole = _FRAME.sub("", fold_prose(text)), fold_prose(other)
    if len(mine) < _LEAST:
        return False
    if mine in whole:
        return not _DENYING.search(whole[: whole.index(mine)][-_NEAR:])
    span = _span(mine, whole)
    return bool(span) and len(_DENYING.findall(mine)) == len(_DENYING.findall(span))


def is_same(text: str, other: str) -> bool:
    """Tell whether two texts are the same but for marks and for 正在, 拟, 将 before them."""
    mine, whole = (_AHEAD.sub("", fold_prose(one)) for one in (text, other))
    return len(mine) >= _LEAST and mine == whole


def _span(part: str, whole: str) -> str:
    """Return the piece of a whole in which all characters of a part stand in its order; "" where there is none."""
    place, first = -1, -1
    for character in part:
        place = whole.find(character, place + 1)
        if place < 0:
            return ""
        first = place if first < 0 else first
    return whole[first : place + 1]
