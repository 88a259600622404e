"""How far prose says a matter has come: done, begun, not begun (what 整改状态 beside it must not contradict)."""

import re
from collections.abc import Iterator

from pipeline.form.folding import fold
from pipeline.form.statuses import Progress
from pipeline.form.vocabulary import DONE, NOT_STARTED, STATUSES, UNDER_WAY

_CLAUSE = re.compile(r"[，,。；;！!\n\r并且]|(?<!\d)\.(?!\d)")
_SUBJECT = re.compile(
    "^(?:其余|其他|剩余|剩下|另外|还有|的|该|此|本|上述|以上|所有|全部|各项|相关)*(?:问题|事项|工作|任务|整改)*"
)
_HAPPENS = re.compile(
    "已(?!知|有|于|是|经?过|列|被|不|无|安排|考虑|纳|报|向|与|和|将|在|明确|部署|要求|提|作出|初步|基本|着手)|已经(?![过历])|正在|[\u4e00-\u9fff](?:完|好|毕|到位)(?:了)?$|进场施工|开工|动工|过半|(?:完成|更换|拆除|安装|修复|清理|铺设|采购|施工|维修|整改)了"
)
_NO_START = re.compile(
    "(?:尚未|还没有?|没有?|未)(?:正式|全面|实际|能)?(?:施工|动工|开工|开始|启动|实施|动手|动|进场|整改)(?=$|[，,。；;])"
)
"""已做安全隔离，未施工: what it says of the start goes before what it says of anything else."""
_STILL = re.compile(
    "未|没|不|无|待|等|拟|计划|准备|将|打算|预计|预期|力争|争取|如|若|尚|暂|再|后$|前$|前完成|[12]月|年底|寒假|暑假|假期|下[周月学]"
)
"""Nothing has happened yet, or something is only planned."""
_PREPARES = re.compile(
    "申请|申报|上报|报[送告请批价]|请示|批[复准示]|立项|论证|列入|纳入|预算|经费|资金|方案|计划|设计|勘[察测查]|测量|测算|询价|比选|比价|报价|招标|招采|意向|图纸|联系|沟通|协调|协商|对接|商议|洽谈|研究|讨论|会议|上会|部署|动员|通知|告知|约谈|明确|确定|指定|成立|分工|责任|摸[底排清]|排查|统计|梳理|登记|调研|调查|了解|考察|评估|公示|公告|反映|反馈|提出|提醒|汇报|合同|警示|临时|围挡|看护|值守|应急|程序|流程|手续|寻找|物色|选型|挑选|筹措|筹集|筹备|酝酿|编制|起草|排期|预约|谈判|洽商|寻求|争取|等候|看现场|踏勘|看过现场|隔离|封闭|警戒|防护|停用|停止使用|腾空|材料|已交(?!付|工|换)|递交|送审"
)
"""What is done before anything is put right."""

_GOING_ON = re.compile("(?:目前|现|仍|还)?(?:正在|仍在|还在)")
_NOT_DONE = re.compile(
    "(?:目前|至今|还|尚|仍|暂|均|都)*(?:未|没有?)(?:能)?(?:全部|完全|彻底)?(?:整改|完成|到位|解决|落实|完毕)+"
)
_LASTING = re.compile("持续|长期|坚持|常态|继续|巩固|保持")
_EXPECTED = re.compile(
    "未|尚|待|拟|计划|准备|将|打算|预计|预期|力争|争取|如|若|后|可以?|能|确保|保证|防止|避免|有望|达到.{0,12}(?:目的|目标|要求)$|实现"
)


def _clauses(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(text):
        folded = fold(clause)
        if folded:
            yield folded


def said_status(text: str) -> str:
    """Return the status the last clause of a text says of the whole matter, "" where it says none: …，已全部整改到位."""
    last = next(reversed(list(_clauses(text))), "")
    if _NOT_DONE.fullmatch(last):
        return UNDER_WAY
    reading = Progress(STATUSES).phrase(_SUBJECT.sub("", last) or last)
    return str(reading.value) if reading and reading.value is not None else ""


def tells_begun(text: str) -> bool:
    """Tell whether a text says that putting right has begun: something but preparations has been or is being done."""
    if _NO_START.search(text):
        return False
    return said_status(text) in (DONE, UNDER_WAY) or any(
        _HAPPENS.search(clause) and not _STILL.search(clause) and not _PREPARES.search(clause)
        for clause in _clauses(text)
    )


def contradicts(status: object, text: str) -> bool:
    """Tell whether a progress says another status than the one beside it; what goes on after it is done may go on."""
    if status == NOT_STARTED:
        return tells_begun(text)
    said = said_status(text)
    if status == UNDER_WAY:
        return said in (DONE, NOT_STARTED) or _only_not_started(text) or _wholly_done(text)
    last = _SUBJECT.sub("", next(reversed(list(_clauses(text))), ""))
    open_still = said in (UNDER_WAY, NOT_STARTED) or _GOING_ON.match(last) is not None
    return status == DONE and open_still and not _LASTING.search(text)


def _wholly_done(text: str) -> bool:
    """Tell whether a text says that the whole is done, and of nothing that is still to be: 已全部整改到位，验收合格."""
    clauses = list(_clauses(text))
    done = any(said_status(clause) == DONE for clause in clauses)
    return done and not any(
        _STILL.search(clause) or _GOING_ON.search(clause) or said_status(clause) == UNDER_WAY for clause in clauses
    )


def _only_not_started(text: str) -> bool:
    """Tell whether a text begins by saying that nothing has begun, and tells of nothing that has: 尚未启动，等待通知."""
    first = next(_clauses(text), "")
    reading = Progress(STATUSES).phrase(_SUBJECT.sub("", first) or first)
    return bool(reading and reading.value == NOT_STARTED) and not tells_begun(text)


def tells_effect(text: str) -> bool:
    """Tell whether a text says what has come of a matter, and not what is to come of it."""
    return bool(text) and not _EXPECTED.search(fold(text))
