"""What is only going to be done, where it is asked what has been done: 下周更换, 待验收, 正在施工."""

import re

from pipeline.form.commonplace import all_clauses
from pipeline.form.folding import fold

_AHEAD = re.compile(
    r"[年节假]后(?=[^，,]{0,3}[换修装改买做]|统一|再|集中)|了[就再才](?![能可有好亮走会不])[换买装修改做采办动施]|下(?:个?星期|个?礼拜|个?月|周|个?学期|学年|季度|年|一步|步|阶段|半年|次会)|明(?:天(?!数)|日|年|春)|后天|次[日年月]|年[内底末]|(?<!\d)月[底末]|学期末|期末|寒假|暑假|放假|开学后|春节[前后]|近期|近日|不日|过几天|过两天|改天|择日|择期|择机"
    r"|预计|预期将|计划(?=[^外内经性表书单中])|打算|(?:^|[已均还现尚正])拟|准备(?!间|充分|工作)|即将|马上|(?:^|[，,、])?将(?:会|于|在|对|把|由|再|继续|尽快|陆续|逐步|全[部面]|统一|进[一行]|组织|开展|更换|采购|安装|实施|落实|完成)|有望|力争|争取|承诺(?![书函卡])|保证(?:在|于)|前(?:完成|完工|装好|换好|到位|落实|安装|更换|整改)|(?:到货|到位|批复|验收|开学|放假)后?(?:即|就|再|立即)|届时|到时|稍后|随后|之后再|再行|(?:后续|后期|以后|往后|接下来|今后)(?:将|会|再|拟|还要|安排|陆续|逐步|考虑|视)"
)
_UNDONE = re.compile(
    r"正在|正(?:招|审批|维修|安装|更换|修订|谈|催|抓紧|组织|准备|联系|协调|推进|办理|施工|采购|走|等)|尚未|尚在|还未|还没|仍未|仍在|还在|还需|还要|尚需|仍需|未(?:完成|完工|到货|验收|安装|启动|落实|动工)|没(?:有)?(?:完成|完工|到货|验收|装|修|换|动)|(?<![其集之高初当期])中$|施工中|采购中|办理中|审批中|招标中|进行中|推进中|安装中|更换中|维修中|整改中|建设中|征求意见中|等(?:待|候)?.{0,10}(?:后|到货|到位|批复|审批|通知|回复|报价|消息|结果|验收|施工|安装|再|就|才|来[^，,。；;]{1,6}$)"
    r"|(?:^|[尚仍还只均正，,])(?:有)?待(?!遇|办|客|机|岗|人|在|定).{1,}|^等(?!待?时间|候|级|保|效|量|于|待).{2,}|^(?:尚|仍|正|还|仍然|目前|现)?在?(?:等待|等候)(?!时间|区|时长|人|由|从)|在途|^(?:剩余|其余|余下|剩下)(?=.*(?:待|等|正在|正[^常]|尚|未(?!发)|将|拟|计划|预计|安排|年[内底]|月[底内]|下[周月]|寒假|暑假|[前后]$|陆续|逐步|继续|抓紧|中$|换$|修$|装$|改$))(?!.*(?:也|均|已|都|全|无|没|未发|正常|完好|了))|加紧|^(?:正|正在|在|还在)?走.{0,6}(?:程序|流程)|未到期|逐步(?!.*(?:了|到|至|为))"
)
_LATELY = re.compile("近期|近日|下半年")
_PAST = re.compile(r"均(?!未|待|拟|将|需)|都(?!未|没|待|要|将)|已|了(?!解)|无(?!法)|未再|\d+[次笔]")
"""近日 and 下半年 may lie behind: 近日12次出车均先批后出."""
_PLANNED = re.compile(
    "(?:列入|纳入|编入|报入|写进|列进)了?[^，,]{0,6}(?:预算|议事日程|规划|明年|来年|下[年学半])|(?:结束|下达|到账|批下来|批准|开标|定标|有钱|入冬|开春|来|到)了?[之以]?后?(?:再|就|即|立即|马上)?(?:安装|更换|采购|维修|施工|实施|改造|处理|解决|整改)$"
)
"""已列入明年预算, 招标结束后安装."""
_STEP = re.compile(
    "联系|对接|沟通|协商|订[货购制]|下单|采购|购买|申[请报]|上报|报[告批送]|立项|审批|批[准复]|通知|研究|讨论|开会|设计|出图|勘[查察]|测量|签[订了]?合同|签约|招标|中标|预算|方案|计划|催|安排|派人|备料|进场|到货"
)
"""What is done on the way to what was asked for."""
_OUTCOME = re.compile(r"了|已|没再|未再|无|不再|[^未不没]到|成|好$|完$|\d")
_LEFT_OVER = re.compile("^(?:其余|其它|其他|剩|还[有剩差]|余下|另外)|未完|没完|正式|正在|施工|等厂家|待")
_UNFINISHED = re.compile("(?:没有?|未)[^，,]{0,2}(?:完|好|成|到|上)$|^(?:还|尚|仍)?[剩差](?!.*(?:了|已))")
_AS_BEFORE = re.compile("(?:仍|还|依旧|依然)(?:然)?(?:为|是|用|在用|按|沿用|执行)")
"""将于开学前更换，目前仍为旧标准: nothing has changed."""
_ROUTINE = re.compile(
    "列入|纳入|继续|定期|每[日天周月季年学]|长期|常态|持续|巡查|检查|抽查|复查|回访|回头看|巩固|推广|跟踪|关注|监测|观察|维护|保养|坚持"
)
"""What goes on after a thing is done promises nothing."""
_SEEN = re.compile(
    r"(?:[年月][底末]|期末)(?!.*(?:前|完成|达到|到位|争取|预计|计划|力争))[^，,]*(?:\d|了$)|"
    "^(?:目前|现在?|已经?|均已|全部|都|经)(?!.*(?:计划|预计|拟|准备|即将|正在|尚|还))"
)


def only_promises(text: str) -> bool:
    """Tell whether all a text says is what will be done, is being done or is waited for."""
    return all_clauses(text, is_ahead)


def ends_in_promise(text: str) -> bool:
    """Tell whether a text ends in what is still to be done: 已联系厂家，下周更换; not in a routine that goes on.

    What is seen before it is an effect all the same (三把还了，一把年底还), unless that is but a step or some is left to do.
    """
    *before, last = re.split(r"[，,；;。]", fold(text).strip("。；;，,"))
    if not is_ahead(last):
        return _AS_BEFORE.search(last) is not None and any(map(is_ahead, before))
    left = _LEFT_OVER.search(last) is not None or any(map(_UNFINISHED.search, before))
    return left or not any(map(_is_seen, before))


def _is_seen(clause: str) -> bool:
    return (
        bool(clause)
        and not _UNFINISHED.search(clause)
        and not is_ahead(clause)
        and _STEP.search(clause) is None
        and _OUTCOME.search(clause) is not None
    )


def is_ahead(clause: str) -> bool:
    """Tell whether a clause speaks of what is to come or under way, a routine that goes on apart."""
    if _PLANNED.search(clause):
        return True
    if _ROUTINE.search(clause) or _SEEN.match(clause):
        return False
    clause = _LATELY.sub("", clause) if _PAST.search(clause) else clause
    return _AHEAD.search(clause) is not None or _UNDONE.search(clause) is not None
