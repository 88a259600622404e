"""What a unit concludes of an inspection point, a choice that is often written as a phrase (domain.md 6, 自查要点核对表)."""

import re

from pipeline.form.choices import Choice
from pipeline.form.nothing import says_nothing
from pipeline.form.reading import Reading
from pipeline.form.vocabulary import NOTHING_FOUND, SOMETHING_FOUND

_DENIED = re.compile("[未没无不]")
"""A dash or a stroke denies nothing: it is no conclusion."""
_SOMETHING = re.compile(
    r"(?:经?(?:自查|检查)|已|也|确|仍)*(?:发现|存在|查出|查到|有)(?:了|有)?(?:\d{1,3}|[一二两三四五六七八九十]|部分|个别|少量|若干)?[个处项条类]?(?:问题|隐患|不足)(?:\d{1,3}[个处项条])?"
)


class Conclusion(Choice):
    """A choice in which 经检查没有问题 and 存在2个问题 count by what they say."""

    def phrase(self, key: str) -> Reading | None:
        """Return the conclusion a phrase comes to."""
        if _DENIED.search(key) and says_nothing(key):
            return Reading(NOTHING_FOUND)
        return Reading(SOMETHING_FOUND) if _SOMETHING.fullmatch(key) else None
