"""What stands for no answer of its own: 无, /, 经自查未发现问题, 同上 (domain.md 4.3 nos. 23 and 59)."""

import re

from pipeline.form.folding import fold
from pipeline.form.vocabulary import DITTO_WORDS, NOTHING_WORDS

_DITTO = frozenset(map(fold, DITTO_WORDS))
_AS_ABOVE = re.compile(
    r"(?:内容|情况)?同(?:上|前)(?:一|面|述|边)?(?:条|行|格|项|款|栏|列|个|问题)?(?:问题|内容|所述)?[。.]?|同第?\d{1,3}[条行项]|(?:与|和|同|跟)[上前]一?[条行项个](?:问题|措施|内容)?(?:相同|一致|一样|同)"
)
_STROKES = re.compile(r"[-—–−_/\\.·~]+")
_BY_WHOM = (
    "其余|其他|其它|此外|除此之外|除上述外|除以上外|另外|另|余|再|别的|经|经过|通过|本次|此次|本单位|我单位|本部门|我部门|我处|本处|我科|本科室|我院|我中心|认真|仔细|全面|逐项|逐条|逐一|对照|自查自纠|自查|检查|排查|核查|核实|梳理|"
    "后|中|过|期间|均|都|暂|暂时|目前|截至目前|至今|该项|此项|以上|上述|本项|[,，、:：]"
)
_NOT = "并?(?:未|没有|没|无|不(?=涉及|存在))"
_FOUND = "发现|存在|出现|涉及|产生|收到|接到|有"
_WHAT = "任何|此类|相关|有关|上述|明显|类似|其他|其它|别的|该类|这类|的|廉政|违规|违纪|违法|违规违纪|违纪违法|行为|问题|情况|风险点?|案件|事项|内容|现象|线索|隐患|金额|资金|损失|经济损失|人员|举措|经验|材料|佐证材料|佐证|证明材料|附件|问责|追责|处分|责任追究"
_NEEDED = "(?:需|需要|可|须)?(?:填写|填报|上报|报告|说明|报送|整改)?"
_NOTHING_FOUND = re.compile(
    rf"(?:{_BY_WHOM})*{_NOT}(?:(?:{_FOUND})(?:{_WHAT})*|{_NEEDED}(?:{_WHAT})+|(?:需|需要|可|须)(?:填写|填报|上报|报告|说明|报送))"
    rf"(?:[,，、;；](?:{_BY_WHOM})*{_NOT}(?:{_FOUND})?(?:{_WHAT})+)*[。.!！]?"
    rf"|(?:{_BY_WHOM})*并?(?:无|没有|暂无)[。.!！]?"
)

_HOLDING = "一切|总体|整体|全部|各项|各方面|所有|都|均|皆|全|基本|大体|目前|现|暂|经|经过|经查|查|自查|检查|排查|核查|核实|对照|后|结果|本单位|我单位|我处|本处|工作|情况|管理|运行|制度|该项|此项|本项|本行|以上|上述|已|很|较|比较|还|挺|[,，、:：]"
_WELL = "正常|良好|较好|挺好|还好|很好|可以|合格|规范|到位|达标|无误|妥当|有序|平稳|安全|未见异常|无异常|没异常|没有异常|符合(?:要求|规定|标准|规范|制度)?|满足要求|达到要求|没毛病|没啥(?:问题|事|情况)?|没什么(?:问题|事|情况)?|没(?:有)?问题|无问题|不存在问题|不适用|不用填|不需要?填写?|免填|不填|空|空白|以下空白|此[行格栏]空白|以下无|以下无正文|到此为止|结束|完|无内容|无数据|没内容|没事|无事|ok"
_ALL_IS_WELL = re.compile(rf"[（(]?(?:{_HOLDING})*(?:(?:{_WELL})(?:的|了)?[,，、;；。.]*)+[)）]?[。.!！]?")


def says_all_is_well(text: str) -> bool:
    """Tell whether a text says of a whole list that nothing need be listed: 一切正常, 均符合要求, 没啥问题."""
    return says_nothing(text) or _ALL_IS_WELL.fullmatch(fold(text)) is not None


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for no answer at all."""
    folded = fold(text)
    return folded in NOTHING_WORDS or bool(_STROKES.fullmatch(folded)) or bool(_NOTHING_FOUND.fullmatch(folded))


def says_same(text: str) -> bool:
    """Tell whether a text says to look in the row above: 同上, 〃 (domain.md 4.3 no. 23)."""
    folded = fold(text)
    return folded in _DITTO or _AS_ABOVE.fullmatch(folded) is not None
