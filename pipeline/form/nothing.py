"""What stands for no answer of its own: 无, /, 经自查未发现问题, 同上 (domain.md 4.3 nos. 23 and 59)."""

import re
from typing import Final

from pipeline.form.folding import fold
from pipeline.form.vocabulary import DITTO_WORDS, NOTHING_WORDS

_DITTO = frozenset(map(fold, DITTO_WORDS))
_AS_ABOVE = re.compile(
    r"(?:内容|情况)?同(?:上|前)(?:一|面|述|边)?(?:条|行|格|项|款|栏|列|个|问题)?(?:问题|内容|所述)?[。.]?|同第?\d{1,3}[条行项]|(?:与|和|同|跟)[上前]一?[条行项个](?:问题|措施|内容)?(?:相同|一致|一样|同)"
)
_STROKES = re.compile(r"[-—–−_/\\.·~]+")
_BY_WHOM = (
    "其余|其他|其它|此外|除此之外|除上述外|除以上外|另外|另|余|再|别的|经|通过|本次|此次|本单位|我单位|本部门|我部门|我处|本处|我科|本科室|我院|我中心|认真|仔细|全面|逐项|逐条|逐一|对照|自查自纠|自查|检查|排查|核查|核实|梳理|"
    "[\u4e00-\u9fff]{2}校区|[两各]个?校区|全校|自|党的|十八大以来|以来|后|中|过|期间|均|都|暂|暂时|目前|截至目前|至今|该项|此项|以上|上述|本项|[本该此](?:个|条)?问题|[,，、:：]"
)
_NOT = "并?(?:未|没有|没|无|不(?=涉及|存在))"
_FOUND = "查处|发生|发现|存在|出现|涉及|产生|收到|接到|有"
_WHAT = "任何|此类|相关|有关|上述|明显|其他|其它|别的|该类|这类|的|廉政|违规|违纪|违法|行为|问题|情况|风险点?|案件|事项|内容|现象|线索|隐患|金额|资金|损失|经济损失|人员|举措|经验|材料|佐证|证明材料|附件|问责|追责|处分|责任追究"
_NEEDED = "(?:需|需要|可|须)?(?:填写|填报|上报|报告|说明|报送|整改)?"
_NOTHING_FOUND = re.compile(
    rf"(?:{_BY_WHOM})*{_NOT}(?:(?:{_FOUND}){{1,2}}(?:{_WHAT})*|{_NEEDED}(?:{_WHAT})+|(?:需|需要|可|须)(?:填写|填报|上报|报告|说明|报送))"
    rf"(?:[,，、;；](?:{_BY_WHOM})*{_NOT}(?:{_FOUND})?(?:{_WHAT})+)*[。.!！]?"
    rf"|(?:{_BY_WHOM})*并?(?:无|没有|暂无)(?:[(（](?:详?见|另见)[^()（）]*[)）])?[。.!！]?"
    rf"|[零0](?:[个起件项条例](?:{_WHAT})*|(?:{_WHAT})+)[。.]?"
)

_UNKNOWN = re.compile(
    "(?:具体|详细|情况|时间|名称|暂时?|目前|尚|还|仍|均|都|有)*"
    "(?:不详|不[明清]楚?|不明确|不知道?|未知|不确定|不了解|[说记]不清楚?|无(?:法|从)(?:确定|核实|查[询清实证]|得知|考证)"
    "|(?:待|需|等待|正在)(?:进一步)?(?:查|核|补|定|[查核][实查证对清]|补[充填报]|完善|了解|确[认定]|明确|调查)(?:中|后再?[补填]报?)?)(?:了|的)?[。.!！]?|[?？]+"
)

_WELL = "正常|如常|照常|良好|较好|挺好|还好|很好|都好|合格|规范|到位|达标|无误|妥当|有序|平稳|符合|满足|达到|可以|ok"
_ANYTHING = "我们|我|室|处|院|运行|运转|开展|使用|本单位|本部门|本处|本科室|本科|本院|本|科室|单位|部门|中心|处室|此类|这类|该类|该|此|这|那|方面|项|行|格|栏|表|列|的|地|得|自查|检查|排查|核查|经查|查|经过|经|通过|对照|核实|下来|下面|以下|后|以上|上述|暂时|暂|目前|现在|现|至今|还|也|就|都|均|皆|全部|全|一切|总体|整体|基本|各项|工作|管理|情况|问题|隐患|异常|毛病|事|情形|什么|啥|任何|内容|数据|正文|记录|可|需要|需|用|必要|上报|填报|报送|报告|报|填写|填|写|说明|列|其他|其它|其余|别的|另外|另|余|了|过|到|发现|存在|涉及|出现|发生|适用|有|要求|规定|标准|规范|制度|结果|出|尚|很|较|已|是|为|呢|啊|，|,|、|。|；|;|：|:|\\.|!|！|-|—|（|）|\\(|\\)"
_DENIED = "零|以上为全部|以上是全部|没有|没|未见|未|无|不(?=适用|涉及|存在|需|用|必)|免|空白|空|到此为止|结束|完毕|完"
_FILLERS = re.compile("|".join(sorted((_ANYTHING + "|" + _WELL).split("|"), key=len, reverse=True)))
_DENIES = re.compile(f"(?:{_DENIED})(?!(?:完全|全部|都|均|太|很)?(?:{_WELL}))")
_IS_WELL = re.compile(f"(?<![不未没无])(?:{_WELL})")
_LONGEST: Final = 20
"""Characters of a sentence that nothing need be listed; a longer one says something."""
_LONGEST_ANSWER: Final = 200
"""Characters of the longest text that may still stand for no answer: who looked at what, and that there was nothing."""


def says_all_is_well(text: str) -> bool:
    """Tell whether a text says of a whole list that nothing need be listed: 一切正常, 没查到什么, 本科室不适用本表.

    It denies something or calls it well, and is made of words that name nothing; 存在问题 and 不规范 do neither.
    """
    folded = fold(text)
    if says_nothing(text) or len(folded) > _LONGEST:
        return says_nothing(text)
    denied = _DENIES.sub("", folded)
    return (denied != folded or _IS_WELL.search(folded) is not None) and not _FILLERS.sub("", denied)


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for no answer at all."""
    folded = fold(text)
    if len(folded) > _LONGEST_ANSWER:
        return False
    return folded in NOTHING_WORDS or bool(_STROKES.fullmatch(folded)) or bool(_NOTHING_FOUND.fullmatch(folded))


def says_unknown(text: str) -> bool:
    """Tell whether a text says only that its writer does not know, or has yet to find out: 不详, 待核实."""
    folded = fold(text)
    return len(folded) <= _LONGEST_ANSWER and _UNKNOWN.fullmatch(folded) is not None


def says_same(text: str) -> bool:
    """Tell whether a text says to look in the row above: 同上, 〃 (domain.md 4.3 no. 23)."""
    folded = fold(text)
    return folded in _DITTO or (len(folded) <= _LONGEST_ANSWER and _AS_ABOVE.fullmatch(folded) is not None)
