"""Whether what is written of duties, inspections, risks and precautions says nothing: 各项工作, 已自查, 有风险, 筑牢防线.

As in `hollow`, by the words it is made of; each column has acts of its own that say something: 查阅 in an inspection,
回避 in a precaution.
"""

import re

from pipeline.form.amiss import is_general_fault
from pipeline.form.commonplace import (
    WORDS,
    all_clauses,
    any_of,
    is_act,
    is_but_an_aim,
    is_emptied,
    is_empty_talk,
    is_slogan,
    is_wish,
)
from pipeline.form.folding import fold, fold_prose
from pipeline.form.officialese import JUDGED

_GENERAL = any_of(
    "管理工作|服务工作|相关|有关|日常|平时|各项|各类|各种|各个|各|一般|其他|其它|其余|别的|另外|全部|所有|一切|部分|全体|个别|某些|某|具体|主要|重要|本职|分内|本岗位|本部门|本单位|我单位|我处|我部门|部门|单位|科室|处室|岗位|上级|交办|安排|"
    "对|进行|权力|全流程|全过程|领域|一般性|正常|开展|组织|协调|组织协调|监管|综合|履职|尽责|尽职|参与|参加|协助|制度|办事|师生|内部|职责范围|重点|关键|核心|敏感|管理|办理|处理|规定|按规定|依法|权|后勤|服务|负责|承担|履行|行使|从事|工作|工作任务|事项|事务|事宜|业务|任务|职权|权力|权利|职责|权限|职能|环节|流程|内容|情况|范围|范围内|人员|员工|职工|同志|的|等|等等|和|及|与|内|是|有|在|做|管|抓|按|完成|分管|主管|领导|学校|校领导"
)
"""What every post has: 日常工作, 相关事项."""
_HEAD = re.compile("(?:单位|部门|科室|处室|学校|本单位|主要|分管|主管)*(?:领导|负责人|负责同志|领导岗位|领导班子)")
_NAMELESS = any_of(
    "各项|各类|各种|相关|有关|主要|具体|若干|一些|多项|几项|好的|好|有效|工作|日常|后勤|廉政|廉洁|措施|举措|做法|经验|经验做法|制度|办法|亮点|特色|创新|成效|成果|情况|及|和|与|的|等|本单位|部门|我单位|其他|一般"
)
_WISHING = re.compile(
    "(?:进一步|不断|持续|切实|全面|着力|扎实|大力)*(?:加强|强化|提高|提升|加大|狠抓|抓好|抓实|做好|搞好|严格|规范|确保|改进|优化|健全|完善|落实|改善|压实|夯实|增强|严把|把好|筑牢)"
)
_COINED = re.compile("[一二三四五六七八九十两双\\d][一-鿿]{1,2}(?:法|制|本账|张)|[法卡码岗课栏墙]$|(?<![机体法])制$")
"""七步法, 廉洁卡: a name somebody made up for what he does."""
_NOBODY = re.compile(
    "[^，,。；;有不没未上在]{1,8}的(?:人|人员|同志|员工|东西|事情?|地方|方面|部分|情况)|(?:其他|其它|别的|各|他们?|她们?|某个?|有的|相关|有关|本|全)[^，,。；;]{0,6}的|(?:各|所有|全体|相关|有关).{0,6}(?:人员|员工|职工|人)"
)
"""后厨的人, 其他部门的: somebody, and nothing that he may do."""
_MISCONDUCT = "拖拉|推诿|扯皮|推诿扯皮|懒政|怠政|寻租|权力寻租|权力|有章不循|有令不行|有禁不止|损公肥私|假公济私|徇私舞弊|徇私|舞弊|违反|有关规定|相关规定|规定|制度|利用|利用职务便利|利用职务之便|利用职权|职务便利|便利|谋取|私利|个人利益|不正当利益|不正之风|歪风邪气|以权谋私|谋取私利|滥用职权|玩忽职守|失职|渎职|失职渎职|不作为|慢作为|乱作为|违反规定|违反制度|违反纪律|不按规定|不按制度|不按要求|不按程序|不守规矩|办事|做事|办理|执行|操作|不良|不良后果|后果|影响|不良影响|损失|失误|不负责任|不负责|思想|道德|思想道德|出问题|出|出事|因|因为|由于|从而|各|人情|面子"
"""Kinds of wrong that every office fears; 吃拿卡要 and 优亲厚友 are acts."""
_RISK = any_of(
    "认真|认真负责|负责|尽责|仔细|细心|权力运行|运行|存在|存|有|具有|可能|可能会|会|容易|易|产生|发生|出现|引发|导致|带来|造成|面临|一定|一定的|较大|较小|较高|较低|很大|很小|不大|不小|不高|低|高|大|小|中|一般|普通|中等|低等|高等|可控|基本可控|轻微|微小|少量|少许|个别|一些|某些|某种|若干|多种|各种|各类|各方面|的|等|等等|和|与|及|或|相关|有关|其他|其它|其余|以上|上述|"
    "廉政|廉洁|从业|腐败|职务|岗位|日常|工作|工作中|管理|管理上|安全|违纪|违规|违法|违纪违法|违规违纪|犯罪|行为|问题|情况|情形|风险|风险点|隐患|现象|漏洞|不足|薄弱环节|薄弱|环节|方面|地方|等级|级别|没啥|啥|没什么|什么|不好说|说不好|难说|偶尔|有时|时有|经常|较少|少|多|较多|不多|不|太突出|突出|不突出|一般性|性|表现|表现形式|形式|具体|明显|不明显|多样|多样化|明确|不明确|暂不|太|太明显|较好|好|良好|正常|较为|一般化|规范|不规范|不够规范|不够|不到位|到位|不好|不足之处|有待加强|有待提高|有待|加强|提高|完善|暂无|暂|暂时|目前|尚|没有|无|未|尚未|发现|显现|体现|未知|不详|不清楚|不明|待定|待查|待|分析|梳理|排查|防范|防控|注意|需|需要|应|是|也|都|还|较|比较|很",
    _MISCONDUCT,
)
_LOOKED = re.compile(
    "查阅|查看|翻阅|翻看|翻查|调阅|调取|抽查|抽检|走访|访谈|座谈|谈话|问卷|实地|现场|核对|比对|对账|盘点|清点|观察|测试|试用|试[吃运]|回访|暗访|询问|问询|问了|随机|跟班|旁听|看了(?=[^，,。；;没都])|看过(?=[^了，,。；;没都])|听取|点名|签到|(?:听|数|翻|跟|走|问|谈|试|比|量|称|拍|尝|点|拨|蹲|站)了(?!解|然|断)|调研|检测|巡查了|检查了"
    "|未设|未开展|没有开展|不涉及|无此|没有此|无该|没有该|不承担|不属于|由(?!专人|相关|有关|各).{1,8}(?:负责|管理|承担)|归.{1,8}管|事故|作业|舆情|投诉|诉求|纠纷|案件"
    r"|[\u4e00-\u9fff](?:[2-9]|\d{2,}|[二两三四五六七八九十]+)(?:项|份|个|条|本|件|处|台|张|次|名|人|户|笔|册)|(?:的|这|那|唯一)一(?:项|份|个|条|本|件|处|台|张|笔)(?!步|般|定)"
    "|(?:复查|复检|复核|回头看|回看)[^，,。；;]{0,6}(?:没有?|未|无)[^，,。；;]{0,4}(?:反弹|反复|复发|回潮|再)|有的[^，,。；;]{1,8}有的|(?:对照|对着|比着|照着)[^，,。；;]{1,12}(?:看|走)(?!好)"
)
"""How one looked, or why there is nothing to look at."""
_ONLY_LOOKED = re.compile(
    "(?:均|都|全部?|逐[项条一])?(?:已经?)?(?:均|都|全部?|逐[项条一])?(?:自查|检查|核查|核对|排查|查看|查|看|核)(?:过|了|完|完毕|无误)*"
)
"""That one has looked, and not at what: 已查."""
_MISDEED = re.compile("扣[下留押]|没收|收缴|[捡拾]到|[拿带顺搬拉]走|倒卖|转卖|变卖|私分|截留|侵吞|索要|收受")
"""What somebody does with things that are not his: whatever the things are called, it is a risk."""
_RISK_TALK = any_of(*WORDS, JUDGED, "权力|权力运行|职业|职业道德|履职|行权|用权|廉政|廉洁|道德|法律|思想")
_BASIS = any_of(
    *WORDS,
    JUDGED,
    "手续|程序|合规|存在上述情况|上述|情况|多种方式|多种形式|方式|形式|看了|看过|看过了|查过|查过了|查了|都查了|检查过|检查过了|没啥|啥|毛病|没毛病|符合|文件|文件要求|自查|经自查|经查|查|过|了|完成|完毕|属实|无误|健全|完备|齐全|齐备|完整|异常|未见|未|无|没有|发现|存在|违规|违纪|违法|违规违纪|现象|行为|相关规定|有关规定|相符|一致|没问题|遵章守纪|守纪|照章|按章|合乎|合理|合规|不到位|较为|均|都|ok|是",
)
_PRECAUTION = re.compile(
    "集体|专人|专管|终身|倒查|问责|追责|上报|个人事项|复审|盲|抽查|复核|复查|公开|公示|交叉|回避|轮换|轮岗|双人|双签|分离|分设|制衡|备案|留痕|审计|审批|审核|会审|会签|联签|联审|报备|述职|述廉|约谈|谈话|函询|举报|承诺|报告个人|登记|核对|签字|票决|表决|招标|比价|询价|随机|第三方|旁站|监控|自查自纠表|清单|台账|手册|系统|定期"
)
"""What is done against corruption, generally as it is said."""
_LESSON = re.compile(
    "(?:召开|开展?|组织|举办|观看|收看|参观|旁听|通报|剖析|撰写|写|学习).{0,8}(?:警示|案例|通报|庭审|会|片|展览|展馆|课|基地|检查|心得|剖析|条例|准则|处分)|轮岗|调整岗位|调岗|换岗|调离|清理|收回|修订|修改|约谈|谈话|清退|退[还赔缴]"
)
"""What is done about a case."""
_ORGANISED = re.compile(
    "(?:成立|组建|设立).{0,12}(?:组|专班)|.任.{0,4}组长|由[^，,]{1,10}(?:负责|牵头|抓|带队)|分片|包[干保片楼]|[总书]?记.{0,3}总?负|处长|主任|科长|班长|院长|书记|经理|签|例会|分组"
)
"""Who answers for what, however it is put."""
_PRAISED = any_of(
    *WORDS,
    JUDGED,
    "交给|教学科研|教学|科研|师生生活|生活|件件|着落|有着落|有人管|事事有人管|上下一心|姑息|决不姑息|绝不姑息|手软|绝不手软|决不手软|文件|文件要求|有章可循|有规可依|有据可依|循|布置|交代|提供|社会|做法|值得|值得推广|推广|借鉴|学习借鉴|可复制|复制|可借鉴|经验做法|经验|亮点|特色|创新|探索|务实管用|管用|实用|好用|有用",
)


def is_hollow_risk(text: str) -> bool:
    """Tell whether a risk or how it shows says only that there is one, or whose: 存在廉政风险, 不明显, 后厨的人."""
    if _MISDEED.search(text):
        return False
    return all_clauses(text, _no_risk) or _NOBODY.fullmatch(fold(text)) is not None


def _no_risk(clause: str) -> bool:
    if is_emptied(clause, _RISK) or is_general_fault(clause):
        return True
    return clause.endswith(("风险", "隐患", "漏洞")) and is_empty_talk(clause, _RISK_TALK)


def is_hollow_power(text: str) -> bool:
    """Tell whether a power or a post is that of every post: 日常工作, 相关事项, 其他部门的."""
    return all_clauses(text, lambda clause: is_emptied(clause, _GENERAL)) or _NOBODY.fullmatch(fold(text)) is not None


def is_hollow_post(text: str) -> bool:
    """Tell whether a post is any post: 各岗位, 相关人员; the head of a unit has one of his own."""
    return _HEAD.fullmatch(fold(text)) is None and is_hollow_power(text)


def is_hollow_name(text: str) -> bool:
    """Tell whether the name of a measure is a wish or none: 加强管理, 好的做法; 廉洁教育 may be one."""
    return all_clauses(text, lambda clause: is_emptied(clause, _NAMELESS) or _is_wished(clause))


def _is_wished(clause: str) -> bool:
    return _WISHING.match(clause) is not None and _COINED.search(clause) is None and _no_practice(clause)


def is_hollow_basis(text: str) -> bool:
    """Tell whether what was inspected is left out: 已自查, 符合要求, 各项工作均按规定执行."""
    if _ONLY_LOOKED.fullmatch(fold_prose(text)):
        return True
    return not _LOOKED.search(text) and all_clauses(text, lambda clause: is_empty_talk(clause, _BASIS))


def is_hollow_duty(text: str) -> bool:
    """Tell whether the duties are those of every unit: 履行岗位职责，完成上级交办的其他任务."""
    return all_clauses(text, lambda clause: is_wish(clause, _PRAISED), _PRAISED)


def is_hollow_accountability(text: str) -> bool:
    """Tell whether it is left out who answers for what: 层层压实责任, 责任落实情况良好."""
    return not _ORGANISED.search(text) and all_clauses(text, lambda clause: is_wish(clause, _PRAISED), _PRAISED)


def is_hollow_precaution(text: str) -> bool:
    """Tell whether a precaution is but a wish: 警钟长鸣, 加强防控; 集体研究 and 定期抽查 are precautions."""
    return not _PRECAUTION.search(text) and is_hollow_practice(text)


def is_hollow_lesson(text: str) -> bool:
    """Tell whether what was learnt of a case is but a wish: 引以为戒, 加强廉政教育."""
    return not _LESSON.search(text) and is_hollow_practice(text)


def is_hollow_practice(text: str) -> bool:
    """Tell whether a practice is but praised or wished: 领导重视，措施得力, 值得推广."""
    return all_clauses(text, _no_practice, _PRAISED)


def _no_practice(clause: str) -> bool:
    if is_act(clause):
        return False
    return is_wish(clause, _PRAISED) or is_but_an_aim(clause) or is_slogan(clause)
