"""Phrases that point elsewhere or leave out, told by the words they are made of (domain.md 4.3 no. 67)."""

import re
from functools import lru_cache
from typing import Final

from pipeline.form.commonplace import any_of, left_of
from pipeline.form.folding import fold

_REFERRING = "如前述|如前所述|如上所述|如上述|如前文|见|详见|参见|请见|另见|参照|参阅|查看|如|同|附|附后|另附|已附|随附|后附|另报|另行报送|已报送|已随|随后|稍后|后续|发送|已发|补交|补报|补充|后补|待补|补上|补|提交|上交|报送|寄送|寄出|交|随|通过|备查|存档|留存|齐全|齐备|可查|已交|上传|会后|提供|出具|补发|在|有|具备|已报|另文|略|从略|省略|不再赘述|不赘述|不另述|不再重复|不再列举|此处|如下|如上|如前|前述|上述|所示|所附|所述|所列|所写|所报|为准|按|以|同上"
_ELSEWHERE = (
    "附件|附表|附页|附图|附录|附|附后|报告|自查报告|总结|自查总结|汇报|方案|整改方案|说明|情况说明|材料|书面材料|文字材料|证明材料|佐证材料|资料|文件|邮件|原件|纸质|纸质版|电子版|电子档|扫描件|复印件|照片|图片|截图|视频|录像|凭证|票据|oa|系统|平台|官网|网站|学校|邮箱|微信|qq|群|u盘|档案|档案盒|档案室|办公室|现场|另纸|一并|压缩包|文件夹|另表|"
    "证明|内容|部分|详情|详细|具体|有关|相关|本单位|我处|我单位|单位|工作|专项|年度|部门|自查|整改|情况|请|另|已|的|和|及|中|里|内|第|号|页|条|节|章|款|段|项|表|件|上文|下文|前文|后文|上表|下表|word|excel|pdf|版|等"
)
_REFERENCE = any_of(_REFERRING, _ELSEWHERE, r"\d+|[一二三四五六七八九十]")
_REFERS = re.compile(
    r"^有|备查|存档|留存|齐[全备]|可查|上传|已交|会后|提供|补发|另纸|在.*室|见|附|发送|已发|后补|待补|补(?:[交报上]|充(?!条款))|提交|上交|报送|寄[送出]|略|赘述|另|已报|参[照阅]|查看|如[下上前]|所示|为准|重复|列举|前述|上述"
)
_PLACE_ALONE = re.compile(
    r"(?:附[件表页图录]|(?:自查)?(?:报告|总结)|材料|资料|说明)+(?:\d+|[一二三四五六七八九十])?[。.]?"
)
_HANDED = re.compile(
    "(?:都|均|全部)?已经?(?:全部|都|均|当天|当日|当场)?补(?:发|交|缴|上)(?:了|完|齐|完毕)?[。.]?|补[上发缴](?:了|完|齐)?[。.]?"
)
"""What was handed in late is done; nothing says that it is what should be written here."""
_SHORT: Final = 20
"""Characters beyond which a text says something besides where it stands."""


_WHICH = r"(?:第?\d{1,3}[条行项个号点]?|第[一二三四五六七八九十]{1,3}[条行项个点]|问题\d{1,3}|上述|以上|前述|前文|上文|前面|上面|[上前]一?[条行项个次期月轮年]|上次|上期|上回|[a-z]{2,12}-\d{1,4}|本表)"
_SEE = re.compile(
    "(?:具体|内容|详情|详细|情况|问题|措施|做法|进展|成效|效果|整改)*(?:详见|参见|参阅|参照|请见|另见|同见|请看|请查看|见(?![效到证习义缝多识解面过]))[^，,。；;！!]{1,16}[。.]?"
    "|(?:措施|做法|内容|原因|进展|成效|情况|整改)*(?:同|同于)(?:上|前)(?:期|次|月|年|轮|述)?[^，,。；;]{0,8}"
    "|(?:措施|做法|内容|原因|进展|成效|情况|整改)*同(?:整改|本行)?(?:措施|进展|成效|问题|原因)(?:栏|列|一栏|一列|内容|描述)?"
    f"|(?:措施|做法|内容|原因|进展|成效|情况|整改)*(?:与|和|跟|同){_WHICH}(?:的)?(?:问题|措施|做法|内容|原因|进展|成效|情况|报送|填报)*(?:相同|一致|一样|同|相似|类似|差不多|是同一.?.?.?|共用)?(?:[，,].?.?见[^，,]*)?"
    f"|(?:照|依照|按照?|参照|参考|比照|仿照|沿用|根据)(?:{_WHICH}|此|这样|同样|同上|惯例|老办法)(?:的)?(?:问题|措施|内容|要求|做法|方法|方案|办法|报送|填报|情况)*(?:办理|执行|整改|落实|处理|办|进行|实施)?"
    f"|{_WHICH}(?:已经|已|都|中|里|里面)?(?:报过|交过|报送过|提交过|写过|说过|说明|写明|有|提供|填过|列出|报送)(?:了)?"
)
_AS_THERE = re.compile(
    "(?:具体|内容|最终)?(?:一律|均|都)?以[^，,。；;]{1,16}为准|(?:此处|这里|本处|本栏)?(?:从略|略去|略)"
)
_CLAUSE = re.compile("[，,。；;！!]")


@lru_cache(maxsize=4096)
def only_refers(text: str) -> bool:
    """Tell whether prose says no more than where to look: what `refers_elsewhere` tells, and 见制度汇编."""
    folded = fold(text)
    clauses = [clause for clause in _CLAUSE.split(folded) if clause]
    return _sees(folded) or (len(clauses) > 1 and all(map(_sees, clauses)))


def _sees(folded: str) -> bool:
    return refers_elsewhere(folded) or _SEE.fullmatch(folded) is not None or _AS_THERE.fullmatch(folded) is not None


def refers_elsewhere(text: str) -> bool:
    """Tell whether a text only says that the answer stands elsewhere or is left out: 见附件, 略 (domain.md 4.3 no. 67)."""
    folded = fold(text)
    if not folded or len(folded) > _SHORT:
        return False
    if _HANDED.fullmatch(folded):
        return False
    refers = bool(_REFERS.search(folded)) and not left_of(folded, _REFERENCE)
    return refers or _PLACE_ALONE.fullmatch(folded) is not None
