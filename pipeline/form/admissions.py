"""Whether a note under 未发现问题 tells of something that was found all the same (domain.md 6, 自查要点核对表)."""

import re
from typing import Final

from pipeline.form.folding import fold

_CLAUSE = re.compile(r"[，,。；;！!\n\r]")
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
_MANY = r"(?:[2-9]|\d{2,}|[二两三四五六七八九十几]|个别|部分|少数|有一|有的?)(?![年月天周日级]|小时|分钟|个月|学期)"
_CLASS = "[份个件条处台间张名把笔盏块只根户本册项盒箱套辆扇位人次]"
_DUTY = "签|写|登记|填|贴|盖|戴|穿|系|报备|审批|检[测定]|校准|核[对销]|锁|关|装|换|修|补|续签|公示|归档|留[底样存]|退|还|交接|培训|验收|注销|消毒|上锁|标|封|入[库账]|编号"
_OMITTED = re.compile(
    f"{_MANY}{_CLASS}[^，,的]{{0,10}}?(?:没有?|未|漏|忘了?|无人?)(?:及时|按[时期规要]?[定求]?|全部?|专人)?(?:{_DUTY}|回复|办|报)"
    f"|(?<!有)(?<!从)(?<!再)(?:没(?:有?人)?|还没有?)(?:及时|按[时规]定?)?(?:{_DUTY})(?![过到出])|忘[了记]?(?:{_DUTY})|漏(?:登|填|签|记|发|打卡|报)"
)
"""What is owed and was not done: 三份没盖章, 合同没续签."""
_IN_BAD_STATE = re.compile(
    "(?:松动|松脱|松了|老化|破损|破了|裂[开了缝]|开裂|鼓包|积水|漏[水气电风雨]|渗水|堵[塞了]?|脱落|失灵|[生锈]锈|锈蚀|不[亮灵转响冷热畅通够齐全符]|对不上|打不[开进]|没(?:画面|信号|反应|水|电|人)|乱停(?:乱放)?|缺页|空着|过期|锁着|敞着|堵着|占用|超[期限]|过了?有效期|不到位|坏了?|掉了?|灭了?|霉[变了]|有异味|发黑)了?(?:[一二两三四五六七八九十几\\d]+"
    + _CLASS
    + ")?$"
)
"""What something is like that is not to be so, at the end of a clause: 配电房绝缘垫老化."""
_NEGATING = re.compile("[没未无零不]")
_NEAR: Final = 6
"""Characters before what is bad in which that is denied: 没有一处松动."""
_ASKS = re.compile(
    "^(?:看|问|查|核|对|听|数|试|闻|摸)[^，,]{0,12}(?:没有|没|否|几|哪|不)$|有没有|有无|是否|[没未无不](?:有)?(?:发现|存在|出现|一|再|会|准|得|能|让|许)|的$|防|避免|杜绝|及时|随时|立即|一律|如|若|遇|凡|怎么|哪|每|先|[没未无零][^，,]{0,6}(?:现象|情况|问题)"
)
_EACH = re.compile("一([一-鿿])[一-鿿]{1,4}一\\1")
"""发现一起处理一起: what is done as a rule."""
_OPEN = re.compile(
    "(?:尚未|还没(?:有)?|仍未|至今未)(?:得到|及时|完全|全部|彻底)*(?:解决|整改|处理|修复|更换|到位|改正|答复|回复|落实)"
    "|已(?:要求|督促|责令|通知).{0,6}(?:整改|改正|更换|补)|正在整改|待(?:整改|解决|修复)"
)
"""What was found and is still open."""
_SETTLED = re.compile(
    "已(?:经)?(?:全部|均|当场|现场|立即|及时)?(?:整改(?!中)|修复|更换|处理|解决|补[签齐登正]|纠正|改正|销号|排除|完成|答复|回复|闭环)|均已|上[次年学期月]|去年|往年|以往|历史"
)


def tells_finding(text: str) -> bool:
    """Tell whether a text tells of something amiss that was found, or is still open; what is settled or denied is not."""
    return any(_admits(clause) for clause in _CLAUSE.split(fold(text)))


def _admits(clause: str) -> bool:
    if _SETTLED.search(clause):
        return False
    if _OPEN.search(clause):
        return True
    if _DENIED.search(clause) or _EACH.search(clause):
        return False
    if _FOUND.search(clause):
        return True
    return not _ASKS.search(clause) and (_OMITTED.search(clause) is not None or _is_in_bad_state(clause))


def _is_in_bad_state(clause: str) -> bool:
    found = _IN_BAD_STATE.search(clause)
    return found is not None and not _NEGATING.search(clause[max(0, found.start() - _NEAR) : found.start()])
