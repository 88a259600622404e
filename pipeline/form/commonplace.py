"""Prose that fits any case: a text is emptied of the words that can be said of everything, and what is left is what it says.

No list holds every empty phrase; each is told by the words it is made of, and past those by its characters:
谋深、做实、抓长 is made of nothing but characters that name no thing.
"""

import re
from collections.abc import Callable
from typing import Final

from pipeline.form.cutting import Words
from pipeline.form.folding import fold
from pipeline.form.officialese import ABSTRACT, JUDGED, OFFICIALESE
from pipeline.form.things import names_a_thing

_CLAUSES = re.compile(r"[，,、；;。.！!：:\s]+")
_ENUMERATED = re.compile("^(?:[一二三四五六七八九十]是要?|其[一二三四五]|首先要?|其次要?|再次|再者|最后要?)(?=..)")
_NUMBERED = re.compile(
    r"(?:^|(?<=[，,；;。\s]))(?:[(（](?:\d{1,2}|[一二三四五六七八九十])[)）]|(?:\d{1,2}[.、)）]|[一二三四五六七八九十][、.])(?!\d))\s*"
)
"""一是, 1. and the like at the head of what they count."""
_MARKS = re.compile(r"[，,、；;。.！!：:\s（）()\"“”'《》\[\]【】…~—-]+")


def any_of(*lists: str, but: str = "") -> Words:
    """Return the words of lists, which stand with | between them; none of `but`."""
    return Words({word for words in lists for word in words.split("|")} - set(but.split("|")))


def left_of(text: str, words: Words) -> str:
    """Return what of a text is none of the words and no mark."""
    return _MARKS.sub("", words.cut_from(text))


_LINKS = "咱们|咱|约定|派人|派|更|已|后|已经|和|与|及|以及|并|并且|同时|的|地|得|了|对|对于|针对|就|将|要|应|应当|把|使|令|让|在|中|上|下|以|以此|为|为了|于|着|过|等|也|再|更加|都|均|全|全部|一切|所有|我们|我|我处|我单位|本单位|本部门|我部门|自己|自身|自我|大家|一|由|被|来|去|可|可以|能|能够|从|向|至|到|凡|有|是|之|其|此|这|该|按|按照|根据|依据|依照|通过|围绕|结合|本着|会|又|而|且|做|办|搞|干|弄|啦|吧|呢|哦|请|以上|以下|上述|前述"
_MANNER = (
    "进一步|足够|切实|着力|全力|全力以赴|牢固|牢牢|坚持不懈|持之以恒|一律|从根本上|根本|层层|逐级|时时|处处|人人|事事|高标准|更高标准|严要求|高质量|后续|接下来|继续|不断|持续|高度|严格|认真|及时|全面|立即|立刻|马上|尽快|尽早|尽量|尽可能|尽力|抓紧|抓紧时间|坚决|坚定|扎实|扎扎实实|有效|深入|深刻|真正|充分|积极|主动|努力|大力|务实|"
    "逐步|逐渐|逐项|逐条|逐一|逐个|稳步|按时|按期|如期|限时|定期|不定期|经常|随时|时刻|始终|长期|今后|以后|往后|日后|下次|下一步|下一阶段|必须|务必|务求|严肃|从严|从快|从重|从细|从实|从紧|从速|彻底|普遍|广泛|统一|按要求|按规定|按上级要求|严格要求|视情况|视情|酌情|适当|适时|妥善|合理|科学|依法|依规|依法依规|合规|早日|早|快|多|多次|常|常常|时常|一如既往|一定|绝不|决不|一起|共同|随之|原则上|力所能及|尽心尽力|更|最大限度|最大程度|第一时间|全过程|全流程|全方位|多方|多渠道|多角度|多层次|细致|耐心|用心|诚恳|虚心|实事求是"
)
_DOING = (
    "负总责|总责|总负责|接洽|商洽|磋商|弘扬|震慑|惩处|遏制|遏止|到岗到人|责任到岗|召开|专题|过问|加强|强化|提高|提升|加大|增强|完善|健全|落实|规范|重视|引起|抓好|狠抓|紧抓|抓|做好|搞好|办好|注重|确保|保证|保障|树立|端正|改进|优化|改善|改正|改|纠正|纠治|推进|推动|促进|推行|"
    "开展|进行|加以|予以|给予|实施|执行|履行|贯彻|坚持|克服|杜绝|避免|防止|防范|消除|减少|解决|处理|处置|整改|改到位|整治|整顿|治理|压实|压紧|夯实|明确|细化|强调|重申|督促|督导|督办|敦促|"
    "监督|监管|管理|管控|检查|自查|自纠|核查|复查|排查|巡查|巡检|抽查|反思|总结|吸取|汲取|吸收|举一反三|引以为戒|警钟长鸣|常抓不懈|齐抓共管|堵塞|筑牢|扎牢|拧紧|绷紧|紧盯|紧扣|抓实|抓细|做实|做细|抓早抓小|防微杜渐|责成|责令|限期|对待|看待|注意|留意|正视|直面|标本兼治|查漏补缺|补齐|补足|补短板|强弱项|对标|对标对表|对表|对照|见效|落地见效|跟踪问效|一抓到底|担当|责任担当|作为|巩固|拓展|深化|扩大|转化|多措并举|多管齐下|齐心协力|协同|联动|分析|研判|会商|商议|商量|讨论|探讨|狠下功夫|下功夫|下大力气|花大力气|前移|预防|履职|履职尽责|尽责|尽职|传导|严防|严查|严管|严控|严抓|从严管理|出现|重复|重犯|再犯|不|不再|不要|不得|避免|负责|负起|担负|承担|到底|落细|落地|做到|做出|作出|形成|建立|构建|营造|统筹|协调|配合|配合好|组织|安排|部署|布置|跟进|跟踪|跟踪落实|研究|关注|关心|采取|制定|制订|拟定|发现|控制|把控|把握|把好|把关|严把|操作|使用|遵守|遵照|遵循|恪守|服从|响应|听从|执行到位|维护|捍卫|弥补|挽回|扭转|转变|树牢|守住|守牢|坚守|恢复|提醒|警醒|警示|敲响警钟|教育引导|批评|批评教育|反馈|汇报|上报|请示|报告|沟通|联系|对接|衔接|协商|争取|处理好|解决好|管好|用好|看好|守好|完成|办理|修改|整理|梳理|查找|查摆|找出|剖析|对症下药|定|再定|决定|考虑|斟酌|想办法|想|用力|发力|使劲|加油|加把劲|提质|增效|提质增效|赋能|攻坚|克难|攻坚克难|改革|创新"
)
_IDIOMS = "边学边改|边学边查|边整边改|边建边改|边干边改|边改边建|遵纪守法|案例教训|指标|各项指标|久久为功|驰而不息|锲而不舍|一以贯之|善作善成|抓铁有痕|踏石留印|刀刃向内|动真碰硬|真抓实干|埋头苦干|求真务实|务求实效|见行见效|立行立改|立查立改|即知即改|即查即改|边查边改|即行即改|应改尽改|应查尽查|应管尽管|应修尽修|全面覆盖|全覆盖|不留死角|不留空白|不留盲区|不走过场|零容忍|严防死守|未雨绸缪|防患于未然|防患未然|亡羊补牢|有的放矢|精准施策|精准发力|因地制宜|因材施教|分类施策|综合施策|挂图作战|建立台账|建账|列出清单|形成清单|思路|路子|走过场|网格化|网格化管理|路径|时间表|路线图|任务书|任务表|责任图|倒排工期|倒排时间|守好自己的门|守好门|大事|打折扣|打了折扣|折扣|对账销号|销号|闭环|闭环管理|无死角|以点带面|以点促面|以案为鉴|以案促改|以查促改|以改促建|以评促改|统筹兼顾|突出重点|抓住关键|上下联动|左右协同|左右联动|群策群力|凝心聚力|同心协力|同频共振|同向发力|步调一致|说到做到|落到实处|落地生根|开花结果|常态长效|建章立制|立规矩|举一反三|触类旁通|知错就改|有错必纠|有则改之|无则加勉|照单全收|照单认领|严肃对待|高度负责|尽心尽责|恪尽职守|忠于职守|爱岗敬业|改过自新|痛定思痛|知耻后勇|吃一堑长一智|前车之鉴|居安思危|时刻警惕|提高警惕|警惕|警觉|戒骄戒躁|再接再厉|慎终如始|善始善终|有始有终|一丝不苟|精益求精|雷厉风行|令行禁止|步步为营|稳扎稳打|标本兼治|源头治理|系统治理|综合治理|长效治理|关口前移|防线前移|重心下移|力量下沉|压力传导|层层传导|一级抓一级|一级带一级|人人有责|人人参与|全员参与|齐抓共管|群防群治|守土有责|守土负责|守土尽责|守正创新|与时俱进|不忘初心|牢记使命|以师生为中心|以人为本|服务至上|安全第一|预防为主|质量第一|师生为本|想师生所想|急师生所急|谁主管谁负责|谁使用谁负责|谁分管谁负责|一岗双责|党政同责|失职追责|尽职免责|有责必问|有责必究|问责必严|违规必究|有案必查|有腐必反|有贪必肃"
_THINGS = (
    "手续|文化|廉洁文化|廉政文化|腐败|不正之风|活动|班长|组长|班组长|师傅|老师傅|经理|主任|科长|处长|主管|厂家|物业|物业公司|公司|供应商|施工方|施工单位|外包单位|宿管|库管|宿管员|库管员|意识|认识|站位|政治站位|高度|政治高度|防线|底线|红线|弦|压力|源头|根源|弱项|规矩|廉洁|自律|廉洁自律|廉政|廉政建设|作风建设|建设|宣传|宣传教育|引导|风险|成果|成绩|经验|基础|局面|态势|格局|职责|岗位职责|本职|本职工作|岗位|分工|到人|责任到人|专人|人|责任人|态度|方式|方法|手段|途径|渠道|目标|任务|关口|师生|师生员工|师生利益|利益|权益|合法权益|满意度|时限|进度|高效|有序|运转|运行|良好|效率|业务|技能|素养|知识|追究|责任追究|心上|手上|肩上|实效|思想|思想上|行动|行动上|责任|责任制|责任心|责任感|使命感|紧迫感|主体责任|监督责任|领导责任|第一责任|一把手|制度|机制|长效机制|体制|体制机制|体系|力度|力量|工作|教育|学习|要求|规定|到位|实处|水平|能力|素质|质量|安全|服务|后勤|后勤保障|后勤服务|后勤工作|内部|日常|平时|日常工作|常态|常态化|长效|"
    "相关|有关|各|各项|各类|各种|各级|各部门|部门|职能部门|主管部门|各环节|各方面|方面|相应|必要|此|此类|这类|该类|类似|同类|问题|情况|实际|实际情况|具体情况|事项|事宜|事情|事|事件|现象|行为|苗头|倾向|苗头性|倾向性|隐患|不足|短板|漏洞|缺陷|缺点|薄弱环节|薄弱|差距|错误|失误|教训|精神|上级|上级部门|学校|领导|校领导|领导小组|高度重视|措施|有力措施|得力措施|有效措施|举措|办法|方案|计划|清单|问题清单|整改方案|整改计划|整改措施|标准|流程|程序|环节|重点|关键|难点|堵点|痛点|重点难点|实际行动|切实可行|行之有效|可行|可操作|针对性|"
    "规范化|精细化|制度化|标准化|科学化|专业化|程序化|信息化|效果|成效|作用|氛围|环境|作风|工作作风|纪律|工作纪律|人员|员工|职工|教职工|干部|队伍|管理人员|工作人员|从业人员|管理者|相关人员|责任部门|责任单位|力争|发生|再次|再度|重视程度|执行力|监督力|监管力|管理力度|批示|指示|意见|会议|时间|时机|条件|成熟|情形|机会|有待|待|等|存在|需要|需|部分|整体|总体|全局|大局|政策|法律|法规|法律法规|规章|规章制度|管理制度|管理规定|相关规定|学校规定|学校要求|上级要求|全体|全员|广大|身边|每个|每一个|各个|过程|细节|末端|一线|基层|底数|家底|主线|抓手|载体|契机|前提|保障|支撑|氛围|共识|合力"
)
_FIGURATIVE = "浪费|铺张浪费|拖拉|推诿|最后一公里|切实|密切|关切|切记|切入|被动|缩小|缩减|缩短差距|伏|毛病|针对性|针对|血的教训|痛下决心|痛定思痛|伤害|切身|一席|被|拍手|叫好|拍手叫好|长牙|带电|洗礼|温差|贴心|贴心人|暖心|老样子|单位|兄弟单位|外单位|随时报修|拍手称快|交口称赞|赞不绝口|啧啧称赞|有口皆碑|喜闻乐见|立竿见影|专班|工作专班|第一|第二|第三|审核|审查|审阅|核实|核心|考核|督查|查处|查办|查清|查究|班子|领导班子|调动|调整|调研|调查|判断|果断|老师|教师|学生|同学|家长|群众|破解|突破|打破|危机|机遇|机构|动机|有机|机关|板块|样板|表示|表现|表率|代表|表态|表扬|表达|企图|力图|试图|图省事|验证|印证|简单|单纯|单独|照章|照办|照样|周密|周到|周全|出路|路线|拿出|实招|硬招|摆正|摆脱|摆上|丢掉|放松|轻松|松劲|拉动|范围|围着|推翻|意味|停滞|停留|修正|武装|补救|补位|配套|支配|分配|热情|热心|热点|冷静|亮点|响亮|亮剑|磨合|磨练|科室|各科室|办公室|专门|门槛|学院|各学院|水准|纽带|价值|评价|代价|费心|费力|借鉴|借助|借机|凭借|倒退|后退|印象|烙印|涵盖|覆盖|卡点|换位|转换|挂钩|挂帅|挂念|牵挂|刷新|抽调|扫清|扫除|拖延|拖沓|浪潮|夜以继日|演变|全盘|通盘|盘活|复盘|基石|堡垒|屏障|防火墙|安全网|责任田|指挥棒|牛鼻子|绣花功夫|钉钉子|紧箍咒|高压线|护城河|压舱石|定盘星|风向标|主心骨|先锋|模范|堵点|断点|痛点|卡脖子|老大难|老毛病|老问题|老办法|新官|新气象|新局面|新面貌|味道|路数|招数"
"""Words in which a sign for a thing names none."""
PLAIN_WORDS: Final = (_LINKS, _MANNER, _DOING, _IDIOMS, OFFICIALESE)
"""What fits any case and is no noun for a person or a branch."""
WORDS: Final = (_FIGURATIVE, _LINKS, _MANNER, _DOING, _IDIOMS, _THINGS, OFFICIALESE)
"""All that fits any case, as `any_of` takes it."""
COMMONPLACE: Final = any_of(*WORDS)
_MEASURE: Final = any_of(*WORDS, JUDGED)

_SOFT = re.compile(
    "加强|强化|提高|提升|加大|增强|狠抓|抓好|注重|重视|严格|规范|确保|做好|改进|优化|健全|完善|落实|改善|压实|夯实|保障|保证|维护|杜绝|避免|防止|促进|推动"
)
FIELD: Final = any_of(
    "车队|供水|供电|供暖|供热|供气|排水|外包企业|物业企业|服务商|节约|报销|成本|成本管控|账目|账务|物资|大宗物资|大宗|资产管理|房产|公房|票务|预算|价格|定价|公务用车|食堂|餐厅|餐饮|伙食|宿舍|公寓|寝室|超市|商铺|商业网点|物业|物业公司|保洁|保安|安保|门卫|窗口|仓库|仓储|库房|采购|维修|维保|修缮|食品|食品安全|食材|药品|药房|医疗|医院|校医院|诊疗|校园|校区|车辆|校车|班车|设备|设施|设施设备|资产|国有资产|水电|水电气|能源|节能|工程|项目|基建|施工|招标|招投标|招采|财务|资金|经费|收费|票据|合同|档案|网络|网络安全|信息|信息化|系统|机房|实验室|危化品|消防|消防安全|用电|用水|用火|治安|交通|卫生|环境卫生|饮食|饮水|就餐|住宿|绿化|环卫|垃圾|值班|值守|班长|班组|厂家|公司|供应商|商户|承包商|承租户|施工方|施工单位|师傅|经理|主任|科长|处长|宿管|宿管员|学生|库管|库管员|司机|厨师|医护|医护人员|窗口人员|行为|业务流程|审批|验收|出租|出借|租赁|定价|价格|质量安全|环境|场所|区域|重点部位|关键岗位|薄弱时段|各类人员|外包|外包单位|第三方"
)
"""What units answer for: 加强食堂食品安全监管 names no thing that is done."""
_ABSTRACT = re.compile(
    "(?:管理|监管|监督|监督检查|意识|水平|质量|力度|责任|责任心|思想|认识|工作|建设|素质|能力|服务|安全|效果|作用|氛围|形象|制度|机制|落实|教育|培训|检查|巡查|整改|重视|到位|规范|有序|稳定|发展|运行|引导)$"
)
_ACTS = frozenset(("培训", "检查", "巡查", "监督检查"))
"""What is done with a thing where it names one: 加强夜间巡查; 加强食堂检查 names but the field."""
_DONE_HOW = re.compile(r"\d|每|周|月|人次|日(?!常)|[一二三四五六两]次")
_DAY = re.compile(
    r"(?<![到至])(?:于|在|自)?(?:20\d{2}年度?(?:\d{1,2}月(?:份|\d{1,2}[日号]|[上中下]旬|[底初末])?)?|\d{1,2}月(?:份|\d{1,2}[日号]|[上中下]旬|[底初末])?|年[底内])(?:之?前|以前|起|后)?"
)
"""A day or month says when, and not what."""
_MASK = re.compile(r"[x×*○_]{2,}")
"""What a pattern leaves to be filled in."""
_UNKNOWN: Final = 1
"""Characters of unknown words that may be left of a clause that names no thing."""
_ABSTRACT_COUNTS: Final = 0.4
"""What an unknown character of `ABSTRACT` counts beside one that may name a thing."""
_ANCHOR = re.compile(
    "整改|工作|责任|任务|措施|管理|服务|制度|机制|问题|思想|意识|水平|质量|作风|成效|效果|成果|落实|贯彻|要求|认识|精神|职责"
)
"""Words that only talk has: a clause with one is talk unless it names a thing."""
_UNKNOWN_BESIDE: Final = 2.4
"""What may be unknown beside such a word, or beside 加强 and its like."""
_UNKNOWN_OF: Final = 6
"""Characters of a clause of which one may be unknown, where at least one word is known."""
_IDIOM = re.compile("(?!学生|家长|职工|员工|老师|教师|商户|厨师|工友|干部)[一-鿿]{4,6}")
_UNKNOWN_IN_IDIOM: Final = 2.4
"""What may be unknown of four characters that stand beside empty talk."""
_QUALITY = re.compile("(?<![不有无])[一-鿿]{1,2}[性劲感](?![一-鿿]{0,1}[病冒炎])")
"""前瞻性, 韧劲: what a word of such an end names is no thing."""
_OBJECT: Final = 5
"""Characters between the verb and the noun of 加强食堂管理 that still do not say what is done."""
_TOLD_TO = re.compile(
    "(?:已)?(?:交|转|转交|移交|委派|指派|要求|责令|责成|督促|敦促|请|由|让|叫|通知|安排|协调|催促|指导|交由|交给|委托|配合|会同|协同|联合).{1,8}?(?:尽快|及时|认真|抓紧|限期|立即|马上|负责|进行|加以|予以|来|去|全面|做好|积极|共同|一起)*(?:整改|落实|解决|处理|改正|纠正|整治|改进|跟进|研究|协调)(?:到位|好|工作)?"
)
"""Somebody else is told to put it right, and not how."""


_GENERIC = re.compile(
    f"{_SOFT.pattern}|整改|落实|解决|处理|改正|改善|负责|推进|对待|学习|教育|管理|监管|监督|检查|排查|服务|工作|重视|配合|协调|沟通|要求|督促"
)
"""What may be done in any field, so that the field says nothing of it: 加强食堂管理, 物业公司认真整改."""
_CHANGED = re.compile(
    "(?<!整)改[为由成用]|换[成为]|转[为成]自|(?<![优首领率])先.{1,8}[后再]|写[进入]|重[做来签订排测设派建办选]|(?<!防|治|避)止(?:付|用|运)"
)
"""A change from one certain thing to another: 改由银行代收, 先改后停."""
_SCHEME = re.compile(
    "(?:实行|推行|试行|执行|采[用取]|建立|实施|落实|推广)了?[^，,]{0,4}?([^，,]{2,6})(?<![机体法])(?<!责任)制(?!度|约|造|定|止|衡|裁)"
)
_PAPER = re.compile(
    "(?:制定|制订|出台|印发|编制|编写|修订|修改|起草|拟定|下发|建立(?!健全|完善|起))了?(.{2,14}?)(?:管理|实施|工作|操作)?(?:办法|规定|细则|预案|流程|清单|手册|规程|标准|守则|方案|制度|台账|档案|名录|指南|公约|合同|协议)"
)


def is_act(clause: str) -> bool:
    """Tell whether a clause tells of a change, a scheme by name, or a paper on some field: 推行首问负责制, 制定采购办法."""
    if _CHANGED.search(clause):
        return True
    found = _SCHEME.search(clause) or _PAPER.search(clause)
    return found is not None and bool(left_of(_MASK.sub("", found[1]), _MEASURE))


_HOW_IT_IS_LED = (
    "管理|教育|培训|监管|监督|检查|巡查|管控|考核|约束|引导|指导|督促|督查|领导|宣传|力度|要求|工作|日常管理"
)
_MORE_OF = re.compile(
    rf"(?:进一步|切实|不断|持续|要|将|继续|坚持|全面)*(?:加强|强化|加大|严格|提高|抓好|做好|重视)了?对(?![^，,]*\d)[^，,每周月]{{1,14}}的?(?:{_HOW_IT_IS_LED})(?:(?:和|与|及|以及)?(?:{_HOW_IT_IS_LED}))*"
)
"""加强对一线员工的培训和管理."""
_INDEFINITE = re.compile(
    "(?:什么|哪里|哪儿|哪个|哪项|谁).{0,6}(?:什么|哪里|哪儿|哪个|哪项|谁|就|都)|该.{1,2}的.{0,2}|^(?:等|待|视).{0,3}(?:有钱|经费|资金|条件|时机|批示|上级|通知|情况)"
)
"""缺什么补什么, 该修的修: said of no certain thing."""


_HOW = "(?:要|将|继续|坚持|始终|切实|认真|扎实|全面|着力|严格|进一步|重点|持续|不断|牢牢|时刻|全力|努力)*"
_SLOGAN = re.compile(
    rf"{_HOW}(?:严把|把好|把牢|把严|把住|守好|守牢|守住|严守|筑牢|筑好|拧紧|扎紧|扎牢|织密|织牢|绷紧|系紧|系好|打好|念好|下好|唱好|架起|竖起|打通|破除|啃下)[^，,\d]{{0,10}}(?:关|关口|防线|底线|红线|大门|门|闸门|弦|螺丝|开关|笼子|防护网|安全网|网|扣子|先手棋|攻坚战|歼灭战|组合拳|主动仗|紧箍咒|主旋律|高压线|最后一公里|堵点|痛点|梗阻|壁垒|硬骨头)[”’\"]?"
)
"""严把验收关: a figure of speech, whatever it is said of."""
_HELD = re.compile(
    rf"{_HOW}(?:抓好|抓实|抓细|抓牢|抓紧|抓严|狠抓|严抓|紧抓|做实|做细|做优|做精|做深|搞好|盯紧|盯牢|紧盯)(?![^，,]*(?:\d|每|[两三]次|[，,]))([^，,]{{2,8}})"
)
"""抓好现场办公: what is taken in hand, and not how."""


def is_slogan(clause: str) -> bool:
    """Tell whether a clause is a figure of speech, or takes something in hand that is no thing: 严把验收关, 抓好现场办公."""
    if _SLOGAN.fullmatch(clause):
        return True
    held = _HELD.fullmatch(clause)
    return held is not None and not names_a_thing(FIELD.cut_from(held[1]), COMMONPLACE)


def is_commonplace(text: str) -> bool:
    """Tell whether a measure may be said of any problem: 加强管理, 举一反三, 加强食堂管理 (domain.md 1.6, R17)."""
    return all_clauses(text, _no_measure, _MEASURE)


def all_clauses(text: str, holds: Callable[[str], bool], idioms: Words | None = None) -> bool:
    """Tell whether a text has clauses and something holds of all of them, each folded and without its mark.

    Beside clauses of which it holds, short ones that are idioms of such words are passed over: 加强管理，严于律己.
    """
    clauses = clauses_of(text)
    spare = len(clauses) // 2 if idioms else 0
    for clause in clauses:
        if holds(clause):
            continue
        if not spare or idioms is None or not _is_idiom(clause, idioms):
            return False
        spare -= 1
    return bool(clauses)


def _is_idiom(clause: str, words: Words) -> bool:
    """Tell whether a clause is as short as an idiom and has no word for a thing, though its words are unknown."""
    if not _IDIOM.fullmatch(clause) or is_act(clause) or names_a_thing(clause, words):
        return False
    return _weight(left_of(clause, words)) <= _UNKNOWN_IN_IDIOM


def any_clause(text: str, holds: Callable[[str], object]) -> bool:
    """Tell whether something holds of one clause of a text."""
    return any(map(holds, clauses_of(text)))


def clauses_of(text: str) -> list[str]:
    """Return the clauses of a text, each folded and without its mark."""
    clauses = (_ENUMERATED.sub("", clause) for clause in _CLAUSES.split(_NUMBERED.sub("", fold(text))))
    return [clause for clause in clauses if clause]


def is_emptied(clause: str, words: Words) -> bool:
    """Tell whether nothing is left of a clause without these words."""
    return not left_of(clause, words)


def names_nothing(clause: str, words: Words) -> bool:
    """Tell whether a clause names no thing besides these words; many other words may name one we do not know."""
    return not names_a_thing(clause, words) and len(left_of(clause, words)) <= _UNKNOWN


def is_empty_talk(clause: str, words: Words, anchor: re.Pattern[str] | None = None) -> bool:
    """Tell whether a clause names nothing but perhaps a day; unknown words of `ABSTRACT` characters name no thing either.

    More may be unknown beside a word that only talk has, one of ours or of `anchor`.
    """
    said = _DAY.sub("", _MASK.sub("", clause))
    left = _QUALITY.sub("", left_of(said, words))
    anchored = _ANCHOR.search(said) or (anchor and anchor.search(said))
    if not left:
        holds = True
    elif len(left) == len(said) and not anchored:
        holds = set(left) <= ABSTRACT
    else:
        holds = _weight(left) <= max(_UNKNOWN_BESIDE if anchored else _UNKNOWN, len(said) // _UNKNOWN_OF)
    return holds and not names_a_thing(said, words)


def is_wish(clause: str, words: Words) -> bool:
    """Tell whether a clause is empty talk, or wants more of what it names no thing of: 提升服务品质, 加强对员工的培训."""
    return is_empty_talk(clause, words, _SOFT) or _MORE_OF.fullmatch(clause) is not None


def _weight(unknown: str) -> float:
    return sum(_ABSTRACT_COUNTS if character in ABSTRACT else 1 for character in unknown)


def is_but_an_aim(clause: str) -> bool:
    """Tell whether a clause wants something general for a thing it names: 加强食堂管理, 确保食品安全."""
    soft, abstract = _SOFT.search(clause), _ABSTRACT.search(clause)
    if soft is None or left_of(clause[: soft.start()], COMMONPLACE):
        return False
    if is_wish(FIELD.cut_from(clause), COMMONPLACE):
        return True
    between = clause[soft.end() : abstract.start()] if abstract else None
    if between is None or abstract is None or len(between) > _OBJECT or _DONE_HOW.search(between):
        return False
    return abstract[0] not in _ACTS or not names_a_thing(FIELD.cut_from(between), COMMONPLACE)


def _no_measure(clause: str) -> bool:
    if is_act(clause):
        return False
    act = FIELD.cut_from(clause) if _GENERIC.search(clause) else clause
    if is_wish(act, _MEASURE) or is_but_an_aim(clause) or is_slogan(clause):
        return True
    return _TOLD_TO.fullmatch(clause) is not None or _INDEFINITE.search(clause) is not None
