"""What stands for an empty answer: 无, /, 经自查未发现问题 (domain.md 4.3 no. 59)."""

import re

from pipeline.form.folding import fold
from pipeline.form.vocabulary import NOTHING_WORDS

_NOTHING_FOUND = re.compile(
    r"(?:经|本次|本单位|我单位|我处|自查|检查|对照|核查|后|中|过|,|，|均|都|暂|目前)*(?:未|没有|没|无)(?:发现|存在|有)?(?:任何|此类|相关|上述|明显)?(?:的)?(?:问题|情况|风险点?|案件)[。.!！]?"
)


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for no answer at all."""
    folded = fold(text)
    return folded in NOTHING_WORDS or _NOTHING_FOUND.fullmatch(folded) is not None
