"""Yes or no, or a phrase that says the matter itself: 已办结, 不属于重大疑难 (domain.md 4.3 no. 54)."""

import re
from dataclasses import dataclass

from pipeline.form.choices import Choice
from pipeline.form.reading import Reading
from pipeline.form.vocabulary import NO, YES

_SAID = "(?:是|属于?|有|已经?|可以?|能|建议|同意|拟|值得|具有?)*"
_DENIED = "(?:(?:尚|还|暂|均)?(?:不是|不属于?|不予|不宜|不可|不具有?|不具备|不|非|未|没有?|无))"
_BEHIND = "(?:问题|事项|的|性|了)*"


@dataclass(frozen=True)
class YesNo(Choice):
    """A choice of 是 and 否 in which the matter, or its denial, is an answer too.

    Attributes:
        matter: Pattern of what is asked about, 办结.
    """

    matter: str = ""

    def phrase(self, key: str) -> Reading | None:
        """Return 是 for 已办结 and 否 for 未办结, 不属于; None where anything else is said."""
        if not self.matter:
            return None
        if re.fullmatch(f"{_DENIED}(?:{self.matter}){_BEHIND}|(?:不是|不属于?)", key):
            return Reading(NO)
        return Reading(YES) if re.fullmatch(f"{_SAID}(?:{self.matter}){_BEHIND}|属于|是的", key) else None
