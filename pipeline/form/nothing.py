"""What stands for no answer of its own: 无, /, 经自查未发现问题, 同上 (domain.md 4.3 nos. 23 and 59)."""

import re

from pipeline.form.folding import fold
from pipeline.form.vocabulary import DITTO_WORDS, NOTHING_WORDS

_DITTO = frozenset(map(fold, DITTO_WORDS))
_AS_ABOVE = re.compile(
    r"(?:内容|情况)?同(?:上|前)(?:一|面|述|边)?(?:条|行|格|项|款|栏|列|个|问题)?(?:问题|内容|所述)?[。.]?|同第?\d{1,3}[条行项]|(?:与|和|同)[上前]一?[条行项个](?:问题)?(?:相同|一致|一样|同)"
)
_STROKES = re.compile(r"[-—–−_/\\.·~]+")
_BY_WHOM = (
    "其余|其他|其它|此外|除此之外|除上述外|除以上外|另外|另|余|再|别的|经|经过|通过|本次|此次|本单位|我单位|本部门|我部门|我处|本处|我科|本科室|我院|我中心|认真|仔细|全面|逐项|逐条|逐一|对照|自查自纠|自查|检查|排查|核查|核实|梳理|"
    "[\u4e00-\u9fff]{2}校区|[两各]个?校区|全校|自|党的|十八大以来|以来|后|中|过|期间|均|都|暂|暂时|目前|截至目前|至今|该项|此项|以上|上述|本项|[,，、:：]"
)
_NOT = "并?(?:未|没有|没|无|不(?=涉及|存在))"
_FOUND = "查处|发生|发现|存在|出现|涉及|产生|收到|接到|有"
_WHAT = "任何|此类|相关|有关|上述|明显|类似|其他|其它|别的|该类|这类|的|廉政|违规|违纪|违法|违规违纪|违纪违法|行为|问题|情况|风险点?|案件|事项|内容|现象|线索|隐患|金额|资金|损失|经济损失|人员|举措|经验|材料|佐证材料|佐证|证明材料|附件|问责|追责|处分|责任追究"
_NEEDED = "(?:需|需要|可|须)?(?:填写|填报|上报|报告|说明|报送|整改)?"
_NOTHING_FOUND = re.compile(
    rf"(?:{_BY_WHOM})*{_NOT}(?:(?:{_FOUND}){{1,2}}(?:{_WHAT})*|{_NEEDED}(?:{_WHAT})+|(?:需|需要|可|须)(?:填写|填报|上报|报告|说明|报送))"
    rf"(?:[,，、;；](?:{_BY_WHOM})*{_NOT}(?:{_FOUND})?(?:{_WHAT})+)*[。.!！]?"
    rf"|(?:{_BY_WHOM})*并?(?:无|没有|暂无)(?:[(（](?:详?见|另见)[^()（）]*[)）])?[。.!！]?"
    rf"|[零0](?:[个起件项条例](?:{_WHAT})*|(?:{_WHAT})+)[。.]?"
)


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for no answer at all."""
    folded = fold(text)
    return folded in NOTHING_WORDS or bool(_STROKES.fullmatch(folded)) or bool(_NOTHING_FOUND.fullmatch(folded))


def says_same(text: str) -> bool:
    """Tell whether a text says to look in the row above: 同上, 〃 (domain.md 4.3 no. 23)."""
    folded = fold(text)
    return folded in _DITTO or _AS_ABOVE.fullmatch(folded) is not None
