"""Words beside a day that change nothing of it: 已于…完成, 截止…, …自查时 (domain.md 4.3 nos. 39-49)."""

import re

_LEAD_IN = re.compile(r"^(?:(?:已|均|全部)?(?:于|在|至|到)|截[止至]到?|不[晚迟]于|最迟(?:于|在)?|最晚(?:于|在)?)(?=\d)")
_PLANNED = re.compile(r"^(?:计划|拟|预计|力争|争取|确保|务必|要求|限|定)(?:于|在|到)?(?=\d)")
"""What a plan begins with; a day on which something was done is no plan."""
_REMARKED = re.compile(
    r"(?<=[日号\d])\((?:已?(?:整改)?(?:完成|完毕|到位|整改)|[\u4e00-\u9fff]{2,4}检查|自查|检查)(?:时|发现|中)*\)$"
)
_SINCE = re.compile(r"^(?:自|从)(?=\d)|(?<=[日号月年])(?:起|开始|以来|至今)$")
_UNTIL = re.compile(r"(?<=[日号月年\d])(?:截?止)$")
_LABEL = re.compile(r"^(?:时限|期限|日期|时间|(?:整改|完成|发现|上报|处理|填报|开展)(?:时限|期限|日期|时间)):(?=\d)")
_QUOTES = "'’‘`\"“”[]【】《》<>/"
_OCCASION = re.compile(
    r"(?<=[日号])(?:自查|检查|排查|巡查|抽查|核查)(?:时|中|发现|后)*$|(?<=[日号])发现$|(?<=[日号])(?:已?(?:口头|书面|当面|电话))?(?:汇报|报告|上报)$"
)


def plainly(text: str, planned: bool, since: bool) -> str:
    """Return the text of a day without words that change nothing of it: 已于, 自查时; for a plan 计划, for a beginning 起."""
    text = _LABEL.sub("", text.strip(_QUOTES))
    bare = _LEAD_IN.sub("", _PLANNED.sub("", text) if planned else text)
    bare = _UNTIL.sub("", bare) if planned else bare
    bare = _SINCE.sub("", bare) if since else bare
    return _OCCASION.sub("", _REMARKED.sub("", bare))
