"""What stands for an empty answer: 无, /, 经自查未发现问题 (domain.md 4.3 no. 59)."""

import re

from pipeline.form.folding import fold
from pipeline.form.vocabulary import NOTHING_WORDS

_BY_WHOM = (
    "经|经过|通过|本次|此次|本单位|我单位|本部门|我部门|我处|本处|我科|本科室|我院|我中心|认真|仔细|全面|逐项|逐条|逐一|对照|自查自纠|自查|检查|排查|核查|核实|梳理|"
    "后|中|过|期间|均|都|暂|暂时|目前|截至目前|至今|该项|此项|以上|上述|本项|[,，、:：]"
)
_NOT = "并?(?:未|没有|没|无|不(?=涉及|存在))"
_FOUND = "发现|存在|出现|涉及|产生|收到|接到|有"
_WHAT = "任何|此类|相关|有关|上述|明显|类似|其他|该类|这类|的|廉政|违规|违纪|违法|违规违纪|违纪违法|行为|问题|情况|风险点?|案件|事项|内容|现象|线索|隐患|金额|资金|损失|经济损失|人员|举措|经验"
_NEEDED = "(?:需|需要|可|须)?(?:填写|填报|上报|报告|说明|报送|整改)?"
_NOTHING_FOUND = re.compile(
    rf"(?:{_BY_WHOM})*{_NOT}(?:(?:{_FOUND})(?:{_WHAT})*|{_NEEDED}(?:{_WHAT})+|(?:需|需要|可|须)(?:填写|填报|上报|报告|说明|报送))"
    rf"(?:[,，、;；](?:{_BY_WHOM})*{_NOT}(?:{_FOUND})?(?:{_WHAT})+)*[。.!！]?"
    rf"|(?:{_BY_WHOM})*并?(?:无|没有|暂无)[。.!！]?"
)


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for no answer at all."""
    folded = fold(text)
    return folded in NOTHING_WORDS or bool(_NOTHING_FOUND.fullmatch(folded))
