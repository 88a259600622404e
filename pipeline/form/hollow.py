"""Effects and progress that say nothing: 效果明显, 正在推进.

Told by the words they are made of, as commonplace measures are; what they say of a thing (灯亮了, 下单待到货) is left over.
"""

import re

from pipeline.form.commonplace import (
    FIELD,
    WORDS,
    all_clauses,
    any_clause,
    any_of,
    is_but_an_aim,
    is_empty_talk,
    names_nothing,
)
from pipeline.form.officialese import JUDGED

_FINISHED = "矛盾|不良反映|不良反响|完成|全部完成|完毕|完结|结束|办结|办理|办理完毕|处理|处置|消除|排除|根除|化解|闭环|销号|搞定|弄好|做完|做好|改完|改了|改好|完了|好了|好啦|完|好|ok|okay|yes|done|100%|100|百分之百|百分百|全部|全数|按期|如期|按时|提前|任务|已经|存在|不存在|不复存在|没有|没|没了|无|未|目前|现|现在|现已|截至目前|当前|整改前|整改后|后|此|该|上述|原有|遗留|问题|满足|符合|通过|验收(?!合格)|清零|清理完毕|归零|见效|生效|落实|兑现|达成"
_HEDGED = "进度|过半|大半|一半|应该|应当|估计|可能|大概|也许|或许|相信|希望|但愿|想必|大致|有望|力争|争取|将|会|会有|将会|有待|待|尚待|待定|待评估|评估|观察|检验|验证|体现|时间|一段时间|还需|还|尚|尚未|暂|暂时|暂未|看不出|看不到|看不出来|说不好|不好说|不明显|不大|不太|没什么|什么|没啥|啥|无明显|需要|需|再看|不"
_AFTER_HOPE = "教学|秩序|教学秩序|生活秩序|正常秩序|平安|稳定|公开|公开公平公正|公平公正公开|公开公正|公开透明|阳光透明|违规|违纪|违规违纪|违纪违法|违规违纪违法|腐败|再|不再|不会|再次|再度|出现|发生|复发|反弹|回潮|类似|同类|重复"
_HOPED = re.compile(
    "^(?:已|有力|有效|切实|从而|进而|力求|坚决|彻底|从根本上|从源头上|根本上)*(?:确保|保障|保证|杜绝|避免|防止|防范|预防|遏制|遏止|希望|相信|估计|应该|应当|但愿|力争|争取|可能|大概|想必|今后|以后)"
)
_OUTCOMES = "不再|不会|出现|发生|复发|反弹|再次|再度|重复|重犯|再犯|恢复|使用|运行|运转|操作|验收|复查|抽查|复检|修改"
"""What is an effect where it is seen, and none where it is hoped for: 未再发生, 希望不再发生."""
_OUTCOME = any_of(_OUTCOMES)
_EFFECT = any_of(*WORDS, JUDGED, _FINISHED, _HEDGED, but=_OUTCOMES)
_HOPE = any_of(*WORDS, JUDGED, _FINISHED, _HEDGED, _AFTER_HOPE)
_GONE = re.compile("[未没]再|没有再|不再(?!是|存在)")
"""未再发生 is an effect that is seen."""
_RUNS = re.compile(
    "(?:各项|各类|相关|有关)*(?:制度|机制|体系|流程|管理|工作)(?:的)?运行(?:总体|整体|基本|均|比较)*(?:顺畅|良好|正常|平稳|有效|有序)"
)
"""各项制度运行顺畅: no thing runs."""
_AWAITED = re.compile(
    "(?:有?待|还?需|后续|稍后|以后|正在|继续)(?:进一步|后续|再|继续|持续|逐步)*(?:总结|评估|观察|检验|验证|验收|确认|显现|体现|统计|测算|汇总|补充|填写|填报|跟踪|考察|明确|定)"
    "|(?:尚|还|暂时?|目前|仍)*(?:未|没有?|无)(?:能|有)?(?:进行|开展|完全|明显|正式)?(?:显现|显示|体现|看到|看出|出来|见效|见到|总结|评估|统计|效果|成效|结果)|看不出|说不好|不好说"
)
"""There is no effect yet, or nobody has looked."""
_RATE = re.compile(r"(?:完成|整改|进度|整改率|完成率|总体)(?:了|已?达到?|约)?\d{1,3}(?:\.\d+)?[%％]")
_GAPS = re.compile(
    "(?:有效|及时|已)*(?:堵[住塞上]|补[上齐]|封堵|弥补|填补|消除)了?(?:管理|制度|监管|工作|相关|廉政|服务|的|上)*(?:漏洞|短板|空白|盲区|不足)"
)
_CAN = re.compile(
    "[坐放装开关打进出吃穿看听走站睡摆停用刷连登洗排]得(?:下|开|上|进|出|起|了|到|住|着|动|过|通|清|见|快|稳)"
)
"""坐得下, 打得开: what can be done now."""
_IN_ORDER = re.compile("(?:做到了?|实现了?|真正|切实)?(?:有[一-鿿]{1,2}(?:可|必|能)[一-鿿]|到(?:人|岗|位|事|底))")
"""有章可循, 到人到岗: an idiom of order."""
_BETTER = re.compile(
    "向好|好转|台阶|轨道|放心|安心|舒心|满意|公平|公正|透明|及时|高效|顺畅|便捷|提高|提升|规范|保障|改善|加强|增强|强化|健全|完善|优化|有序|到位|良好|明显|显著"
)
_BETTERED = re.compile(
    r".{0,5}?(?:管理|服务|保障|工作|监管|安全|廉洁|责任|规范|规矩|法治|纪律|质量)?(?:水平|质量|能力|意识|素质|效能|效率|力度|认识|管理|服务|作风|责任心|满意度|满意率|氛围|形象|体验|素养)(?:得到了?|有了?|有所|明显|显著|进一步|不断|大幅度?|持续|大大|较大|很大|一定|逐步|得以|普遍|全面|稳步|切实|有效|的|已)*(?:提高|提升|增强|改善|加强|好转|改进|转变|优化|上升|规范|改观|(?:上|迈上|再上|登上)了?一?个?新?的?台阶|质的(?:提升|飞跃|变化)|(?:有|取得)了?(?:新|大|长足|明显|很大)的?(?:起色|进步|变化|提升))"
)
"""Something general has become better, and not by how much: 食堂管理水平得到提升."""

_STANDING = "动员会|部署会|推进会|专题会|专题会议|协调会|调度会|工作会|碰头会|布置会|启动会|督导|开会|会上|照常|如常|中断|中断了|拍板|卡住|卡住了|卡壳|停下|停下来|停了|停着|暂停|搁置|搁浅|停滞|拖|拖了|几天|几日|有空|没空|抽空|再等等|尾巴|眉目|什么|没什么|进展|进度|进程|推进|推动|进行|正在|正|在|进行中|当中|之中|过程|过程中|阶段|阶段性|成果|成效|顺利|有序|稳步|计划|按计划|按部就班|列入|纳入|列入计划|正常|良好|较好|很好|不错|可以|尚可|还行|还可以|一般|理想|平稳|稳定|可控|受控|一定|部分|少部分|一半|半|过半|大半|多半|大部分|绝大部分|大多数|大体|基本|基本上|初步|快|快要|就要|差不多|即将|接近|临近|接近尾声|尾声|收尾|最后|完|完成|好|好了|完了|还|还在|还没|还没有|还要|仍|仍在|仍然|仍需|尚|尚在|尚未|暂|暂时|暂未|暂无|暂缓|未|没|没有|没能|未能|不|无|动|动起来|行动|起步|启动|开始|着手|开展|展开|铺开|全面|做|干|弄|搞|办|在办|在做|办理|处理|弄好|搞好|做好|修好|排队|等|等待|等候|待|候|时间表|按时间表|等通知|待通知|进一步通知|上级通知|另行通知|下周|下月|下个月|下一步|下步|下阶段|本周|本月|近期|近日|最近|目前|现在|当前|现阶段|至今|整改|落实|措施|方案|按照|按|采取|相应|领导|批示|指示|同意|关注|布置|部署|传达|交办|转办|交代|安排|责任人|责任|努力|努力中|发力|用力|加快|加快速度|加速|提速|变化|进一步|相同|上月|上周|上期|上次|上季度|同|与|和|跟|一样|类似|情况|请|放心|谅解|理解|包涵|一切|一切正常|早日|一直|始终|忙|太忙|忙不过来|顾上|顾不上|来得及|来不及|空|因故|因|因为|由于|鉴于|考虑到|种种|各种|多种|诸多|某些|某种|一些|其他|其它|别的|特殊|特殊情况|客观|主观|客观因素|因素|原因|缘故|不可抗力|延期|延迟|延后|推迟|推后|超期|逾期|超时|滞后|拖延|耽搁|耽误|晚|晚些|了解|查找|分析|如期|能|能够|可能|会|差|一点|一点点|点|少许|少量|些|有|有的|取得|获得|持续|继续|多|比较|手头|任务|较多|太多|较重|繁忙|时间|时间紧|任务重|紧张|有限|困难|有困难|一定困难|较大困难|难度|较大|较难|复杂|问题|解决|预期|预计|预想|符合|达到|符合预期|有望|争取|力争|确保|年内|年底|年底前|月底|月底前|尽早|很快|马上|随时|再说|以后|之后|后|另行|到时|届时|看|再看|再定|已|已经|是|的|了|着|中"
_SHARE = re.compile(
    r"(?:约|大约|近|已|完成|了|进度|达到?|总体)*\d{1,3}(?:\.\d+)?[%％](?:左右|以上)?|百分之[一二三四五六七八九十\d]{1,4}|[一二三四五六七八九\d]成(?:左右|多|以上)?|[一二三四五六七八九十\d]分之[一二三四五六七八九十\d]"
)
_TOLD_SOMEBODY = re.compile(
    "(?:已经?|现已)?(?:通知|要求|督促|责成|责令|安排|转交|交由|协调)(?:了)?(?:相关|有关|责任|各)+(?:单位|部门|科室|人员|方面|责任人)(?:尽快|抓紧|立即|限期|认真|进行|负责|按要求)*(?:整改|落实|处理|解决|办理|跟进)?"
)
"""Nobody certain has been told to put it right: 已通知相关单位整改."""
_OWN_STEPS = "会|过|修改|操作|使用|修好|年底|月底|年底前|月底前|下周|下月|下个月"
_OWN_STEP = re.compile("(?<![开议])会(?!议|同)|过(?!程)|修改|操作|使用|修好|通过|验收")
_PROGRESS = any_of(*WORDS, _STANDING, but=_OWN_STEPS)


def is_hollow_effect(text: str) -> bool:
    """Tell whether an effect says nothing that is seen: 效果明显, 已整改到位, 师生满意, 希望不再发生."""
    return all_clauses(text, _no_effect, _EFFECT)


def is_hollow_progress(text: str) -> bool:
    """Tell whether a progress says neither what is done nor what it waits for: 正在推进, 完成80%, 因故未完成."""
    return all_clauses(text, _no_progress)


def _no_progress(clause: str) -> bool:
    clause = _SHARE.sub("", clause)
    if _TOLD_SOMEBODY.fullmatch(clause):
        return True
    holds = names_nothing if _OWN_STEP.search(clause) else is_empty_talk
    return holds(clause, _PROGRESS)


def _no_effect(clause: str) -> bool:
    clause = _IN_ORDER.sub("", _RATE.sub("", clause)) or "到位"
    if _RUNS.fullmatch(clause) or _GAPS.fullmatch(clause):
        return True
    if _CAN.search(clause):
        return False
    if _GONE.search(clause) and not _HOPED.match(clause):
        return False
    holds = names_nothing if _OUTCOME.stand_in(clause) else is_empty_talk
    if holds(clause, _EFFECT) or is_but_an_aim(clause) or _BETTERED.fullmatch(clause):
        return True
    if _BETTER.search(clause) and holds(FIELD.cut_from(clause), _EFFECT):
        return True
    return _HOPED.match(clause) is not None and is_empty_talk(FIELD.cut_from(clause), _HOPE)


def is_effect_awaited(text: str) -> bool:
    """Tell whether a text says that there is no effect yet: 待总结, 尚未显现; 待 of a thing is a promise."""
    return all_clauses(text, _no_effect) and any_clause(text, _AWAITED.search)
