"""Whether a note under 未发现问题 tells of something that was found all the same (domain.md 6, 自查要点核对表)."""

import re

from pipeline.form.defects import tells_defect
from pipeline.form.folding import fold

_SENTENCE = re.compile(r"[。；;！!\n\r]")
_CLAUSE = re.compile(r"[，,]|(?<!不)但是?|不过|只是|唯独|可是")
_DENIED = re.compile(
    "(?:未|没|没有|无|并未|均未|不)(?:曾|再|有|能)?(?:被)?(?:发现|存在|出现|查出|查到|见|检出)|未见|无异常|不存在|零|是否|有无|有没有"
    "|(?:未|没有?|无).{0,4}(?:提出|指出|反映|收到)|没有?一"
)
_AMISS = "问题|隐患|不足|缺陷|漏洞|薄弱环节|不符|不合格|不规范|不到位|不一致|不完整|不及时|不齐全|未按|过期|破损|损坏|缺失|缺漏|漏[签登填记检]|超标|超期|故障|失效|错误|差错|违规|异常|晚于|倒签|逾期"
_SOME = r"(?:\d+|[一二两三四五六七八九十]+|几|个别|部分|少数|少量)[处个项条起块间台户份例张盏把名]?"
_WRONGLY = "擅自|私自|自行|违规|违章|违反|无证|无票|不按|私[拉搭接]|乱[收堆停扔]"
"""How something is done that is not to be done so."""
_FOUND = re.compile(
    f"(?:存在|仍有|尚有|还有|有的?)(?!的|过).{{0,3}}{_SOME}.{{0,10}}?(?:{_AMISS})|(?:存在|仍有|尚有|还有)(?!的).{{0,14}}?(?:{_AMISS})"
    f"|(?:发现|查出|查到|检出|指出|提出)(?:了|有|过)?{_SOME}|(?:其中|个别|部分|少数).{{0,10}}?(?:{_AMISS})|(?:发现|查出|查到)了.{{0,14}}?(?:{_AMISS})"
    "|(?:存在|仍有|尚有|还有)(?!的).{0,14}?(?:未|没有?|不)(?!发现|存在|出现|涉及).{1,12}?的?(?:情况|现象|情形|行为|问题)$"
    "|(?:发现|查出|查到|检出)(?!问题)[^的]{0,10}?(?:过期|破损|损坏|缺失|失效|超期|故障|霉变|变质)(?!.{0,6}(?:及时|立即|当场|即|一律|的))"
    "|(?<![没未无不所])有(?:过期|破损|损坏|失效|超期|缺损|霉变|变质|漏项|缺页|涂改)(?!.{0,6}的)"
    f"|^[^的]*有{_SOME}.{{0,10}}?(?:{_AMISS})"
    f"|其中{_SOME}.{{0,8}}?(?:没有?|未|缺|少|漏|不)(?!发现|存在|出现|涉及|属|需)|(?:没有?|未能?)找到(?!问题|任何|违规|违纪|不)|找不[到着]|不见了|(?<!未)(?<!没有)(?<!无)(?:丢失|遗失)|是[^，,的]{{0,10}}旧[版的]"
    f"|(?:发现|查出|查到|检出)(?!问题)[^的]{{1,12}}?(?:{_WRONGLY})|(?<![没未无不所])有{_SOME}[^的]{{0,12}}?(?:{_WRONGLY}|(?:没有?|未)[^的]{{1,8}}(?:就|便|即))"
)
_OPEN = re.compile(
    "(?:尚未|还没(?:有)?|仍未|至今未)(?:得到|及时|完全|全部|彻底)*(?:解决|整改|处理|修复|更换|到位|改正|答复|回复|落实)"
    "|已(?:要求|督促|责令|通知).{0,6}(?:整改|改正|更换|补)|正在整改|待(?:整改|解决|修复)"
)
"""What was found and is still open."""
_SETTLED = re.compile(
    "已(?:经)?(?:全部|均|当场|现场|立即|及时)?(?:整改(?!中)|修复|更换|处理|解决|补[签齐登正]|纠正|改正|销号|排除|完成|答复|回复|闭环)|均已|上[次年学期月]|去年|往年|以往|历史"
)
_LONG_AGO = re.compile(
    "上(?:次|年|学[期年]|个?月|半年|一[次轮年]|届|轮)|去[年冬秋夏春]|前[年次期些]|往年|以往|以前|之前|此前|历史|历年|原来|原先|过去|早先|当[时年]|年初|今年[春夏初]|[春暑寒][季假期]|开学前|旧账|老问题|整改台账|20[12]\\d年(?!版)"
)
_OVER = re.compile("已|了|好|完|办结|销|清零|[没未]再|整改到位|没有反弹|未反弹|无反弹|闭环")
_EACH = re.compile("一([一-鿿])[一-鿿]{1,4}一\\1")
"""发现一起处理一起: what is done as a rule."""
_STILL = re.compile("还没|尚未|仍|至今|还[有在差缺]|一直")
_ALL_SETTLED = re.compile(
    "(?:问题|意见|诉求|隐患|建议|投诉|反映|报修|工单|整改|来[信访电]|事项|[条件项单])[^，,]{0,10}?(?:均|都|全部?|已经?|逐[一条项]|件件|条条|当[天日]|按[期时]|及时)[^，,]{0,4}?(?:办|答|回|整改|改|解决|处理|销|修|落实|结|采纳|闭环|完成)"
)
"""Whatever came was seen to: 学生提的意见都已答复."""


def tells_finding(text: str) -> bool:
    """Tell whether a text tells of something amiss that was found, or is still open; what is settled or denied is not."""
    return any(_tells_finding(sentence) for sentence in map(fold, _SENTENCE.split(text)))


def _tells_finding(sentence: str) -> bool:
    settled = _STILL.search(sentence) is None and _OVER.search(sentence) is not None
    for clause in _CLAUSE.split(sentence):
        if settled and _LONG_AGO.search(clause):
            return False
        if not _EACH.search(clause) and _tells(clause):
            return True
    return False


def _tells(clause: str) -> bool:
    return _admits(clause) or (not _ALL_SETTLED.search(clause) and tells_defect(clause))


def _admits(clause: str) -> bool:
    if _SETTLED.search(clause):
        return False
    if _OPEN.search(clause):
        return True
    return not _DENIED.search(clause) and _FOUND.search(clause) is not None
