"""Signs and numbers of days as digits and plain dashes: ２０２３－１１－３, 二〇二三年十一月 (domain.md 4.2 and 4.3 no. 41)."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from pipeline.form.folding import visible

DIGITS: Final[Mapping[str, int]] = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict.fromkeys("〇○", 0),
    "两": 2,
}
"""What a Chinese digit is worth, plain or as on a cheque."""
_DIGITS = str.maketrans({word: str(worth) for word, worth in DIGITS.items()})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_TYPED_ODDLY = re.compile(r"(?<=\d)[\\_](?=\d)")
"""Signs between the numbers of a day that people type for a stroke or a dash."""
_NUMBER = re.compile(r"(?<![〇○零一二三四五六七八九十\d])[〇○零一二三四五六七八九十\d]++(?=[年月日号底])")


def half_width(text: str) -> str:
    """Return the text with half-width signs and plain dashes, without a full stop at its end."""
    return _TYPED_ODDLY.sub("-", unicodedata.normalize("NFKC", visible(text)).translate(_DASHES)).strip().rstrip(".。")


def arabic(text: str) -> str:
    """Return the text with Chinese numbers in front of 年月日号 as digits: 二〇二三年十一月七日."""
    return _NUMBER.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    words = match[0]
    if "十" not in words:
        return words.translate(_DIGITS)
    tens, _, ones = words.partition("十")
    return f"{tens.translate(_DIGITS) or 1}{ones.translate(_DIGITS) or 0}"
