"""What is left of a pattern nobody has filled in: XXX, ing, 请填写, 测试; no answer, whatever is asked."""

import re
from functools import lru_cache
from typing import Final

from pipeline.form.commonplace import any_of, left_of
from pipeline.form.folding import fold

_HAN = re.compile("[一-鿿]")
_ANSWERS = re.compile(r"ok(?:ay)?|yes|no|done|n/?a|\D*+\d[^%％]*+[%％].*|.*://.*|www\..*|=.*")
"""What says something, though little, in no Chinese; a formula or a link as text is for others to tell."""
_MASK = re.compile(r"[x×*○●□△?？#_…]{2,}|\.{3,}")
_AROUND = any_of(
    "具体|问题|措施|进展|成效|原因|内容|情况|制度|办法|规定|工作|单位|部门|学校|公司|人员|事项|时间|日期|地点|方案|记录|材料|台账|年|月|日|第|号|的|等|在|于|对|由|为|和|进行|关于|某|文件|管理|名称|姓名"
)
_TO_FILL = re.compile(
    "(?P<asks>(?:请|待|此处|这里|在此处?|此格|本格|本栏|该栏|需|需要|须|应|可|暂未|尚未|还未|未|没有?|还没)+(?:你|您|各?单位|部门)?(?:在此处?|这里|自行|如实|统一|再|后续|补充|据实|认真|及时|按要求)*)(?:填[写报]?|补填|录入|输入|描述|写|补充|完善|更新)(?P<what>.{0,10})"
    "|(?:待填写?|待补充?)+(?P<awaited>.{0,6})|(?:填写|填报|输入|录入)(?:具体|相应|相关)*(?:内容|文字|此处|处|信息|情况|问题|措施)?"
    "|(?P<of>.{0,10})(?:待|尚待|有待|还没|尚未|后续|稍后|后面|随后)(?:再|统一)?(?:补充|填写|补填|录入|填报|补上|补写|填|补)(?:完整|内容)?[。.]?"
)
_TELLS_TO = re.compile("请|处|这里|格|栏")
_ANSWER = any_of(
    "描述|整改|相关|有关|完整|本|该|此|项|栏|格|上|好|完|了|字|文字|信息|一下|说明|意见|结果|填报|报表|表|数据|过|目前|暂|现|最后",
    _AROUND.pattern,
)
"""Words for what is to be written into a form; a thing is none: 未更新公示牌 tells of a sign, 待补充 of nothing."""
_AGAIN = re.compile(r"(.{2,6}?)\1+(.{0,5})")
"""内容待定内容待定: one thing over and over, to have characters enough."""
_TRIED = re.compile(
    "(?:测试|试填|占位|示例|样例|范例|模板|test|demo|sample|todo|tbd|啊|哈|呵|额|嗯|哦|阿|数据|文字|文本|内容|一下|用|\\d|[,，。.！!])+"
)
_LONGEST: Final = 20
"""Characters of a text that says to fill it in; a longer one says something."""


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Tell whether a text stands only for one: no Chinese word, a mask with nothing beside it, 请填写."""
    folded = fold(text)
    if not folded or _ANSWERS.fullmatch(folded):
        return False
    again = _AGAIN.fullmatch(folded) if len(folded) <= _LONGEST else None
    if again and again[1].startswith(again[2]):
        return True
    if not _HAN.search(folded) or (len(set(folded)) == 1 < len(folded) <= _LONGEST):
        return True
    if _MASK.search(folded) and not left_of(_MASK.sub("", folded), _AROUND):
        return True
    return len(folded) <= _LONGEST and bool(_is_to_fill(folded) or _TRIED.fullmatch(folded))


def _is_to_fill(folded: str) -> bool:
    """Tell whether a text says to fill in the form; not that something else was not written, brought up to date or added."""
    found = _TO_FILL.fullmatch(folded)
    if found is None:
        return False
    thing = "".join(found[part] or "" for part in ("what", "awaited", "of"))
    return _TELLS_TO.search(found["asks"] or "") is not None or not left_of(thing, _ANSWER)
