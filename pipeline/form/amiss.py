"""Problems and causes that say nothing: 管理不到位, 原因待查, 还有薄弱环节.

Told by the words they are made of, as commonplace measures are; an unknown word is silence where a cause is asked for,
which need not be given at all.
"""

import re

from pipeline.form.commonplace import PLAIN_WORDS, WORDS, all_clauses, any_of, is_emptied, is_empty_talk
from pipeline.form.folding import fold
from pipeline.form.officialese import JUDGED

_SUBJECTS = "自查自纠|自查|管理|日常管理|内部管理|内部|监管|监督|监管力度|检查|督促|督查|督导|思想|思想上|认识|认识上|意识|责任心|责任意识|责任感|安全意识|服务意识|规范意识|规矩意识|规矩|责任|重视|重视程度|关注|关注度|工作|工作上|工作中|制度|制度执行|制度意识|机制|规章制度|管理制度|执行|执行力|落实|措施|领导|领导班子|个人|个别|少数|部分|有关|相关|人员|个别人员|相关人员|管理人员|工作人员|员工|职工|干部|主管|负责人|我们|我|我处|本单位|单位|部门|平时|日常|主观|主观上|客观|客观上|主客观|历史|历史遗留|遗留|各种|种种|多种|多方面|各方面|方面|因素|原因|主要原因|根本原因|缘故|造成|导致|所致|引起|引发|产生|出现|形成|复杂|情况|情况复杂|众所周知|力度|作风|工作作风|态度|工作态度|能力|业务|业务能力|水平|素质|把关|抓|抓得|抓落实|做|做得|做法|方法|标准|要求|标准要求|环节|细节|细节上|过程|衔接|沟通|协调|配合|纪律|纪律意识|风险意识|廉洁意识|程度|经验|精力|站位|学习|教育|教育引导|引导|宣传|宣传教育|建设"
_LACKING = "简单|粗糙|粗放|精细|精准|科学|周密|周全|缜密|过硬|灵活|透彻|紧凑|顺|畅|折扣|打折扣|打了折扣|不到位|不够|不强|不严|不高|不足|不深|不深入|不细|不细致|不实|不力|不紧|不牢|不大|不重视|不认真|不规范|不完善|不健全|不扎实|不及时|不全面|不彻底|不严格|不严谨|不严密|不主动|不积极|不负责|不上心|不用心|不在意|不经常|不得力|不顺畅|不畅|不当|不佳|不好|不行|不太|不太到位|有待加强|有待提高|有待改进|有待|加强|提高|改进|欠|欠缺|欠佳|缺位|缺失|缺乏|松懈|松散|松弛|疏忽|疏忽大意|疏漏|疏于|大意|粗心|粗心大意|马虎|麻痹|麻痹大意|麻痹思想|侥幸|侥幸心理|懈怠|惰性|惯性|惯性思维|淡薄|薄弱|薄弱环节|弱化|淡化|虚化|宽松软|宽松|失之于宽|失察|失管|失误|失职|漏洞|短板|差距|偏差|误区|盲区|滞后|迟缓|缓慢|流于形式|走过场|浮于表面|形式主义|敷衍|敷衍了事|应付|应付了事|得过且过|存在|有|还有|仍有|的|是|都|也|上|中|还|较|比较|一定|一些|经常|总|老|从严|严格|认真|细致|完善|健全|规范|及时|到位|够|不|强|严|高|重视|深入|扎实|彻底|了|对|在|和|及|与|等|以及|所|时有发生|跟不上|没跟上|没有跟上|没到位|没有到位|未到位|没抓紧|没抓好|没管好|没做好|没落实|没重视|没有重视|未重视|没有落实到位|未落实到位|落实到位|执行到位|问题"
_HAPPENED = re.compile(
    "没想到|(?<!习)以为|误以为|有人|(?<!个)别人|临时|不会|不懂|不知道|忘|记错|弄错|算错|太小|太大|太长|太短|太少|太远|高峰|集中|冲突|不一致|不一样|标准不(?![高严够到])|重复|流程长|[没未](?:有)?(?:及时|按[时期]|同步|定期|一并)?(?:更新|公布|通知|复核|检查|培训|开展|组织|建立|安排|配|签|报|设|列|写|定|说|留|规定|约定|明确|要求|制定)|无(?:规定|制度|要求|标准)|分工|划分|职责|责任不清|互相|两个|谁"
)
"""What tells how a problem came about without naming a thing: 以为对方在管, 没有规定."""
_SHORT_OF = re.compile(
    "(?:监督|监管|检查|巡查|巡检|考核|培训|验收|审核|复核|值守|交接|制度|流程|标准|职责|岗位|系统|信息|数据)(?:上|环节)?(?:缺位|缺失|空白|空缺|脱节|断档|真空|没有|不明|不清|不通|不一)"
    "|(?:人员|人力|人手|时间|精力|经费|资金|经验|学生|客流|车位|任务|工期)(?:严重|相对|较为?|太|比较|长期|临时|频繁)*(?:不足|不够|短缺|紧缺|紧张|紧|少|多|缺|有限|流动|变动|更替|离职|集中|重)"
)
"""监督缺位, 人员不足: what was not there, though no thing."""
_WEAK = re.compile(
    "情绪|心理|思想|不够|不足|不强|不高|不到位|不[深实严细力紧牢]|欠|薄弱|淡薄|淡化|松懈|松弛|缺乏|粗放|粗糙|缺位|滞后|有待|重视|因素|偏差|浅|[较偏过]低|弱|浮|走样|空转|变通|折扣"
)
"""How much is lacking, where it is not said of what."""
_RATED = re.compile("重.{1,4}[、,]?轻.{1,4}")
"""重采购轻管理."""
_UNTOLD = "没注意|没在意|没上心|没当回事|没想那么多|没管好|没做好|没抓好|没弄好|说不好|不好说|难说|什么|啥|为什么|怎么回事|什么原因|暂时|主要是|主要|原因|管理原因|工作原因|内部原因|人为原因|客观存在|明确|不明确|限制|条件|客观条件|有限|查清|查实|暂|尚|还|还在|仍在|正在|正|待|待查|有待|分析|分析中|查找|查找中|查明|调查|调查中|核实|核实中|了解|了解中|找|研究|研究中|排查|清楚|不清楚|尚不清楚|不清|不详|不明|不知|不知道|未知|未明|尚未查明|未查明|没查出|没查到|查不出来|查不出|查不到|说不上来|说不清|说不清楚|难以说清|如题|见问题|如上|同上|略|多|很多|较多|多重|诸多|很|人为|人为因素|其他|其它|一言难尽|综合|综合因素|方方面面|都有|兼有|自身|外部|外部因素|内部因素|环境因素|某些|一般|正常|偶然|偶发|个例|个案|特殊"
_CAUSE = any_of(_SUBJECTS, _LACKING, _UNTOLD)
_CAUSE_TALK = any_of(*PLAIN_WORDS, JUDGED, _SUBJECTS, _LACKING, _UNTOLD)
_REMEDY = re.compile(
    "(?:已经?|现已|正在?|立即|马上|计划(?!不|没|外|赶|跟|变|调|与)|拟|打算|准备(?!不|工作)|将(?!近)|即将|下月|下周|限期|进一步|督促|要求|安排|尽快|联系)(?!.*(?:不[足够到能]|未能?|没|缺|超过|老化|多年|损坏|用了|使用)).{0,12}(?:更换|换新|换|整改|维修|修复|修理|修好|采购|购买|清理|安装|补[齐办签充录]|处理|解决|落实|完成|整治|改造|检修|培训|公示|约谈|退还|加强|增加|增派|增设|设立|调整|制定|修订|负责|巡查|拆除|清洗|疏通).{0,6}"
    "|(?:加强|强化|加大|严格|健全|完善|规范|落实|增加|定期|每[日天周月])[^不未没缺无了]{2,12}"
)
"""What is done about a problem, where its cause is asked for."""

_AMISS_WORDS = "仍有|提升空间|空间|落实得|薄弱|管理规范化|规范化|精细化|服务|服务质量|质量|效率|地方|方面|有些|某些|若干|很多|许多|不少|需要|需|进一步|有待进一步|提升|完善|做得不够好|不够好|好|比较|问题|漏洞|后勤|后勤管理|自查|发现|经自查|主要|表现|不足|不足之处|缺点|改善|优化|强化|待|还需|尚需|仍需|仍|可以|应|需要改进|情况|情形|现象|隐患|安全|不同程度|程度|这|该|此类|以下|如下"
_PROBLEM = any_of(*WORDS, JUDGED, _SUBJECTS, _LACKING, _AMISS_WORDS)
_NEGLECT = re.compile(
    "(?:[未没无]|不(?=按|经|让|许|给|肯))(?!有?(?:达到|到位|做[到好]|落实|落到|形成|跟上|完全|真正|充分|引起|重视|得到|足够|很好|及时|能|彻底|全面|有效|抓|管好|尽|深|严格))"
)
"""Something certain that was left undone: 没有组织学习, 未经批准; 没有落实到位 is none."""


def is_hollow_cause(text: str) -> bool:
    """Tell whether a cause fits any case, is still being looked for, or is a measure: 管理不到位, 原因待查, 已更换管道."""
    return is_general_fault(text) or _REMEDY.fullmatch(fold(text)) is not None


def is_general_fault(text: str) -> bool:
    """Tell whether a text says only that something general is lacking: 管理上有疏忽, 重视不够."""
    return all_clauses(text, _no_cause) or _RATED.fullmatch(fold(text)) is not None


def _no_cause(clause: str) -> bool:
    if _HAPPENED.search(clause) or _SHORT_OF.search(clause):
        return False
    if _WEAK.search(clause) and is_empty_talk(clause, _CAUSE_TALK, _WEAK):
        return True
    return is_emptied(clause, _CAUSE)


def is_hollow_problem(text: str) -> bool:
    """Tell whether a problem says only that something is amiss: 日常管理还不够规范，有待加强."""
    return all_clauses(text, _no_problem)


def _no_problem(clause: str) -> bool:
    return not _NEGLECT.search(clause) and is_empty_talk(clause, _PROBLEM)
