"""Whether 建章立制 names a regulation: a kind of paper at its end, and before it what that is about (domain.md 1.6, R23)."""

import re

from pipeline.form.commonplace import any_of, left_of
from pipeline.form.folding import fold

_MAKING = (
    "结合|实际|下学期|学期|下月|明年|年底|年内|于|走|审定|更|更加|比较|很|征求|征集|听取|签订|签署|签|学习|贯彻|宣传|召开|报批|审批|张贴|不需要|需要|有|没有|无|已|已经|正在|正|拟|将|待|计划|准备|建立|建立了|完善|健全|修订|制定|制订|拟定|出台|印发|下发|发布|新建|新增|新订|修改|补充|加强|形成|起草|更新|落实|执行|实施|明确|查漏补缺|梳理|汇编|了|并|和|及|与|的|相关|有关|各项|各类|各种|相应|若干|一些|部分|多|几|两|一系列|系列|一批|一整套|一套|整套|全套|成套|"
    "一|二|三|四|五|六|七|八|九|十|项|个|条|份|部|种|类|内部|内控|日常|管理|工作|规章|长效|配套|新|旧|老|原|原有|现有|现行|本单位|我处|单位|学校|部门|建章立制|完成|完毕|中|基本|必要|具体|可行|切实可行|科学|合理|规范|进一步|后勤|常态化|上墙|业务|岗位|责任|监督|监管|操作|实施|运行"
)
_KINDS = "办法|规定|制度|细则|规程|方案|章程|预案|条例|标准|指南|指引|手册|准则|流程|清单|规则|意见|通知|守则|须知|台账|公约|规约|规范|守约|合约|协议|承诺书|责任书|责任制|负责制|责任状|细目|目录|名录|定额|规划|程序|要点|要求|纲要|章则|禁令|纪律|通告|公告|决定|措施|计划|图|表|口诀|提示|条款|说明书|指导书|作业书|任务书|流程图|流程图说明|示范文本|合同文本|范本|模板|工作法|机制|体系"
_VAGUE_KINDS = ("机制", "体系", "措施", "计划", "要求", "图", "表")
"""Kinds that name a paper only between 《 and 》, or alone none: 长效机制."""
_UNTITLED = any_of(_MAKING, _KINDS, r"\d+", "[x×*○某]{2,}")
_TITLED = re.compile(
    rf"(?:(?<=[一-鿿]{{2}})(?<![机体法控编])制|{any_of(_KINDS, but='|'.join(_VAGUE_KINDS)).pattern})(?:[（(][^（）()]*[)）]|修订稿|修订版|修订|试行|试行稿|暂行|汇编|新建|新订|草案|\d{{4}}年?版|[vV]?\d(?:\.\d)?版?)*$"
)
_NUMBERED = re.compile(r"[〔\[［]\d{4}[〕\]］]\d+号")
_BETTERING = re.compile(
    "(?:统一|一律|均|全部|已|已经|正在|拟|将|进一步|不断|持续|逐步)*(?:建立健全|建立完善|修订完善|完善|健全|加强|规范|优化|落实|执行|严格|改进|强化|梳理|查漏补缺|遵守|遵照|遵循|参照|参考|依照|依据|按照?|根据|沿用|照搬|套用|使用|适用|纳入|见)"
)
"""What is done to rules in general, or with rules there are; 制定 and 修订 may have a title behind them."""


def says_no_title(text: str) -> bool:
    """Tell whether a text that should name rules only says that there are some: 有, 相关制度, 按规定."""
    parts = re.split(r"[；;、，,\n《》]", text)
    return not _NUMBERED.search(text) and not any(left_of(_BETTERING.sub("", fold(part)), _UNTITLED) for part in parts)


def names_regulation(text: str) -> bool:
    """Tell whether a text names a regulation: 《…》, its number, or a title that is more than 管理制度."""
    titles = re.findall(r"《([^》]+)》", text)
    if titles:
        return any(left_of(fold(title), _UNTITLED) for title in titles)
    if _NUMBERED.search(text):
        return True
    if _BETTERING.match(text):
        return False
    parts = [part.strip(" 。.") for part in re.split(r"[；;、，,\n]", text)]
    return any(left_of(fold(part), _UNTITLED) and _TITLED.search(part) for part in (*parts, text.strip(" 。；;.")))
