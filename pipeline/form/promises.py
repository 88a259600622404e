"""What is only going to be done, where it is asked what has been done: 下周更换, 待验收, 正在施工."""

import re

from pipeline.form.commonplace import all_clauses
from pipeline.form.folding import fold

_AHEAD = re.compile(
    r"下(?:个?星期|个?礼拜|个?月|周|个?学期|学年|季度|年|一步|步|阶段|半年|次会)|明(?:天|日|年|春)|后天|次[日年月]|年[内底末]|(?<!\d)月[底末]|学期末|期末|寒假|暑假|放假|开学后|春节[前后]|近期|近日|不日|过几天|过两天|改天|择日|择期|择机"
    r"|预计|预期将|计划(?=[^外内经性表书单中])|打算|(?:^|[已均还现尚正])拟|准备(?!间|充分|工作)|即将|马上|(?:^|[，,、])?将(?:会|于|在|对|把|由|再|继续|尽快|陆续|逐步|全[部面]|统一|进[一行]|组织|开展|更换|采购|安装|实施|落实|完成)|有望|力争|争取|承诺|保证(?:在|于)|前(?:完成|完工|装好|换好|到位|落实|安装|更换|整改)|(?:到货|到位|批复|验收|开学|放假)后?(?:即|就|再|立即)|届时|到时|稍后|随后|之后再|再行|后续将"
)
_UNDONE = re.compile(
    r"正在|正(?:抓紧|组织|准备|联系|协调|推进|办理|施工|采购|走|等)|尚未|尚在|还未|还没|仍未|仍在|还在|还需|还要|尚需|仍需|未(?:完成|完工|到货|验收|安装|启动|落实|动工)|没(?:有)?(?:完成|完工|到货|验收|装|修|换|动)|(?<![其集之高初当期])中$|施工中|采购中|办理中|审批中|招标中|进行中|推进中|安装中|更换中|维修中|整改中|建设中|征求意见中|等(?:待|候)?.{0,10}(?:后|到货|到位|批复|审批|通知|回复|报价|消息|结果|验收|施工|安装|再|就|才|来[^，,。；;]{1,6}$)"
    r"|(?:^|[尚仍还只均正，,])(?:有)?待(?!遇|办|客|机|岗|人|在|定).{1,}|^等(?!待?时间|候|级|保|效|量|于|待).{2,}|^(?:尚|仍|正|还|仍然|目前|现)?在?(?:等待|等候)(?!时间|区|时长|人|由|从)|在途|^(?:剩余|其余|余下|剩下)(?!.*(?:也|均|已|都|全|无|没|未发|正常|完好))|加紧|^(?:正|正在|在|还在)?走.{0,6}(?:程序|流程)|未到期|逐步(?!.*(?:了|到|至|为))"
)
_ROUTINE = re.compile(
    "继续|定期|每[日天周月季年学]|长期|常态|持续|巡查|检查|抽查|复查|回访|回头看|巩固|推广|跟踪|关注|监测|观察|维护|保养|坚持"
)
"""What goes on after a thing is done promises nothing."""
_SEEN = re.compile("^(?:目前|现在?|已经?|均已|全部|都|经)(?!.*(?:计划|预计|拟|准备|即将|正在|尚|还))")


def only_promises(text: str) -> bool:
    """Tell whether all a text says is what will be done, is being done or is waited for."""
    return all_clauses(text, is_ahead)


def ends_in_promise(text: str) -> bool:
    """Tell whether a text ends in what is still to be done: 已联系厂家，下周更换; not in a routine that goes on."""
    last = re.split(r"[，,；;。]", fold(text).strip("。；;，,"))[-1]
    return is_ahead(last)


def is_ahead(clause: str) -> bool:
    """Tell whether a clause speaks of what is to come or under way, a routine that goes on apart."""
    if _ROUTINE.search(clause) or _SEEN.match(clause):
        return False
    return _AHEAD.search(clause) is not None or _UNDONE.search(clause) is not None
