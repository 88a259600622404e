"""What a unit concludes of an inspection point, a choice that is often written as a phrase (domain.md 6, 自查要点核对表)."""

import re

from pipeline.form.choices import Choice
from pipeline.form.nothing import says_nothing
from pipeline.form.reading import Reading, doubtful
from pipeline.form.vocabulary import NOT_CONCERNED, NOTHING_FOUND, SOMETHING_FOUND

_DENIED = re.compile("[未没无不]")
"""A dash or a stroke denies nothing: it is no conclusion."""
_SOMETHING = re.compile(
    r"(?:经?(?:自查|检查)|已|也|确|仍)*(?:发现|存在|查出|查到|有)(?:了|有)?(?:\d{1,3}|[一二两三四五六七八九十]|部分|个别|少量|若干)?[个处项条类]?(?:问题|隐患|不足)\(?(?:共|计)?(?:\d{1,3}[个处项条])?\)?"
)

_CONCERNS_NOT = re.compile(
    r"(?:本|该|此|我|两|[\u4e00-\u9fff]{2})?(?:校区|单位|部门|处室?|科室|学院|中心)?(?:均|都|暂|目前)*"
    r"(?:[不未](?:涉及|适用)(?:此|该|本|这|相关)?(?:校区|[项类]?(?:工作|业务|内容|要点|情况|事项|问题|职能)?)"
    r"|(?:无|没有|未开展|不开展|未设|没有开展|不承担|不负责)(?:此|该|这|相关)?[项类]?(?:业务|工作|职能|职责|内容|事项))"
)
"""No work of this kind is done here; 未涉及 is no 未发现."""
_HEDGED = re.compile("明显|重大|严重|突出|较大|大的|大问题|原则性|系统性|实质性?|普遍性?")


class Conclusion(Choice):
    """A choice in which 经检查没有问题 and 存在2个问题 count by what they say; 未发现明显问题 asks whether a small one was found."""

    def phrase(self, key: str) -> Reading | None:
        """Return the conclusion a phrase comes to."""
        if _CONCERNS_NOT.fullmatch(key):
            return Reading(NOT_CONCERNED)
        if _DENIED.search(key) and _HEDGED.search(key) and says_nothing(_HEDGED.sub("", key)):
            return doubtful(NOTHING_FOUND, "W20", word=NOTHING_FOUND)
        if _DENIED.search(key) and says_nothing(key):
            return Reading(NOTHING_FOUND)
        return Reading(SOMETHING_FOUND) if _SOMETHING.fullmatch(key) else None
