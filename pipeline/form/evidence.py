"""Whether 佐证材料 names a thing that can be held: a paper, a picture, a file, so many sheets (domain.md 1.6, R16).

A Chinese noun stands at the end of its phrase, so the end of each item is looked at: 10月份巡查日志 names one,
日志在物业处 says where one is, 已在群里通知 tells what happened.
"""

import re
from typing import Final

from pipeline.form.commonplace import COMMONPLACE, any_of, left_of
from pipeline.form.folding import fold
from pipeline.form.things import names_a_thing

_ITEMS = re.compile(r"[；;、，,。\n+＋&]|\s{2,}|和(?=[一-鿿]{2})|及|以及|与(?=[一-鿿]{2})")
_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|bmp|heic|tiff?|docx?|xlsx?|pptx?|wps|et|csv|txt|ofd|zip|rar|7z|mp4|avi|mov|mp3|eml|msg|html?)\b|https?://|www\.|img_?\d|dsc_?\d"
)
_TITLE = re.compile(
    r"《[^》]{2,}》|[〔\[［]\d{4}[〕\]］]|(?:no\.?|编号|文号|单号|流水号|凭证号|合同号|发票号|工单号|第)[:：]?[a-z0-9-]{3,}号?|(?:图|表|照片)\d|字第?[〔\[(（]?\d{4}\D{0,2}\d+号|(?<!\d)(?!1[3-9]\d{9}(?!\d))\d{5,}"
)
_COUNTED = re.compile(
    r"(?<!第)(?<!第\d)"
    r"(?:\d{1,6}+|[两二三四五六七八九十百]{1,6}+|一(?=[张份页本册幅段盒卷篇封枚]$))\s*(?:余|多)?(?:张|份|页|段|本|册|盒|套|幅|枚|卷|篇|条|个|件|组|次|项|封|块|支|面|期|批|户|人次?|分钟|[mgk]b)"
)
_BESIDE = re.compile(r"[（(\[【][^（()）\]】]*[)）\]】]|[“”\"'‘’]")
_TAIL = re.compile(
    r"(?:(?>(?:\d{4}年)?\d{1,2}月(?:份|\d{1,2}[日号])?(?:起|至今|前|后|当天|当日|那)?[页条]?|第?\d+(?:[-~至到]\d+)?(?:页|条|号|项|期|版|次|张|份|册|节|章)?|页|[a-z]{0,4}-?\d+|复印件|原件|扫描件?|打印件?|影印件|纸质版|电子版|副本|正本|节选|摘录|摘抄|摘页|选页|首页|末页|封面|内页|局部|全套|全文|部分|备份|各?(?:一|两|二|三|若干|数|多|几)(?:张|份|页|本|册|套|组|段|个|幅)|等|若干|在内|为证|为准|一式[两三四二]份|[。.:：,，]))+$"
)
_BRACKETS = re.compile(r"[（()）\[\]【】“”\"'‘’]")
_LABEL = re.compile(r"^(?:附件|附|佐证材料|佐证|证据|材料)?[\d一二三四五六七八九十]{0,2}[:：.、)）]")
_NOUN = re.compile(
    "(?:影|单|表|书|册|簿|薄|(?<![报入记销结])账|帐|函|照|图|片|据|像|频|票|条|卡|牌|稿|信|志|根|屏|签|章|印|卷|码|光盘|帖|谱|刊|联|(?<![归存建])档|契|令|(?<![现症形性])状|(?<![保验查佐人])(?<![^操工]作)证|证明|证件|复印件|扫描件|原件|打印件|文件|邮件|信件|案件材料|附件|课件|样件|底件|(?<![填上申汇已再补后])报|笔记|日记|记录|纪录|目录|笔录|名录|摄录|实录|账本|帐本|文本|副本|样本|本子|记录本|登记本|[薄册]子|(?<![成基根版资原])本|方案|预案|档案|教案|备案|案卷|办法|规定|决定|鉴定|约定|细则|守则|准则|规则|章程|规程|流程|议程|日程|制度|报告|公告|通告|广告|通知|告知|协议|决议|纪要|摘要|明细|细目|小结|总结|计划|规划|说明|声明|回执|收执|推文|公文|批文|发文|文章|号文|条文|原文|全文|网页|页面|首页|标签|铭牌|编号|文号|票号|网址|链接|问卷|试卷|答卷|结果|意见|批复|回复|答复|复函|请示|批示|公示|文档|台账|台帐|登记|清单|名单|合同|图纸|锦旗|凭证|凭据|凭条|单据|票据|数据|工单|订单|接龙|教材|手册|日记|读数|参数|统计|汇总|对比|比对|留言|截图|截屏|聊天|通话|短信|微信|反馈|签收|签字|批注|履历|标准|条例|公约|须知|规范|标书|指南|指引|提纲|大纲|简历|材料|资料|报价|对账|流水|发票|小票|收条|借条|欠条|存单|存折|红头|文书|判决|裁定|仲裁|执照|许可|备忘|备忘录|草案|底稿|初稿|定稿|样张|样品|样本|实物|样机|封条|封样|录音|录像|视频|音频|汇编|选编|影像|曲线|轨迹|回执|照片|相片|图像|图示|示意|三维码|监控|回访|打卡|签到|打分|评分|评价|测评|考核|试题|成绩|检测|化验|体检|年检|巡检记录|验收|交接|移交|培训记录|台历|日报|周报|月报|简报|通报|快报|专报|海报|公报|板报|报表|报单|报销|题库|答案|讲义|讲稿|发言|致辞|倡议|倡议书|承诺|保证|检讨|检查书|整改书|责任状|军令状|手续|证据|痕迹|依据|一览|概况|画面|笔迹|指纹|印鉴|台签|水单|磅单|小样|回放|袋|签名|考勤|排班|点名|比价|议价|报验|维保|价目|拓扑|特写|算式|公式|[测检读数比阈限]值|包装|外包装|包装盒|铭牌|标牌|片段|片断|存根|后台|样板|ppt|幻灯片|[旧废坏残]件|(?<![条事零邮软硬配文物案])件)$"
)
_HAPPENED = re.compile(
    "(?:拍照|照相|录像|存照|截图|通知|告知|公示|登记|回复|答复|反馈|签收|签字|备案|统计|汇总|说明|报告|批复|批示|承诺|规定|决定|约定|计划|总结|通报|公告|对比|比对|打卡|签到|回访|评价|测评|考核|检测|化验|体检|年检|验收|交接|移交|对账|报销|留言|聊天|通话|保证|发言|检讨|鉴定|打分|评分|许可|仲裁|发文|微信|短信|同意|结果|参数|意见|依据|痕迹|手续|标准|要求|规范|成册)$"
)
"""Nouns that are verbs as well: behind 已 they tell what happened."""
_EVENT = re.compile(
    "^(?:特此|已|均已|都已|现已|经|曾|在|于|由|向|被|全部|会上|群里|口头|当面|电话|当场|现场(?=通知|告知|公示)|每[天日周月次]|一直|多次|我们|大家|领导|老师|学生|师生|群众)"
)
_ABSENT = re.compile(
    "^(?:暂|暂时|目前|尚|还|现|相关|有关)*(?:无(?!犯罪|障碍|偿|线|人机|菌|烟|害|公害|接触|损)|没|没有|未(?!成年|结|付|达标)|缺(?!陷|勤|货|岗)|缺少|没能|无法|不能|不便|不宜|不予|不提供|待(?!遇|办|岗|检|产)|等(?!级|保|效)|将|拟(?!稿|录|聘|办)|准备|正在|正(?!式|本|面|版|规)|后补|补(?!签|章|盖|印|领|发|办|种|充|贴|助|课|检|测|考|训|录|漏|换|缴|退|单(?!据))|需(?!求)要?|要(?!点|闻|素)|后面|稍后|随后|回头|晚点|过后|以后|之后|届时|到时|明天|后天|下周|下月|下次|近期|改日|择日|年底(?:统一|前|再|一并|提交|报)|月底(?:统一|前|再|一并|提交|报)|学期末(?:统一|前|再|一并|提交|报)|验收后|完工后|审批后|签字后|盖章后|另|另行|另外|(?:联系|找(?!平|零)|问(?!卷|题|询|诊|责)|咨询)(?!.{0,6}(?:记录|[单函表册簿书本])$)|请联系|可联系|请找|请与|可找|可问)|等(?:签字|盖章|审批|验收|报销|审核|领导|厂家|对方|财务|开具|结算)|(?:还没|尚未|未曾|没有|还未)|没法|无法|拍不了|不方便|为准$|(?:无|没有|没|缺|未有|未留).{0,4}(?:材料|资料|记录|照片|凭证|单据|台账)$|^(?:略|从略|省略)"
)
_POINTING = re.compile(
    "^(?:材料|资料|照片|佐证|证明|可|请|欢迎|随时|具体|详细|详情|内容|均|都|已|一并|分别|统一|参照|参考|参见|参阅|敬请|烦请|麻烦|需要|需|如需)*(?:见|详见|参见|看|查看|查阅|查验|调阅|翻阅|参阅|参照|参考|调取|核对(?!表|单|册|簿|结果|记录|清单|台账|报告)|查|同|如|按|以|凭)(?=[^证据单条])"
)
_PLACE = re.compile(
    "(?:在|存|存放|存于|放|放在|留在|交|交给|送|送至|发|发至|发到|传|上传|报|报至|报给|寄|归|归入|留|保存|保管|由).{0,14}(?:处|室|科|部|办|组|柜|盒|里|中|上|内|那里|那边|群|箱|盘|电脑|手机|网|系统|平台|云|财务|物业|厂家|公司|老师|主任|经理|科长|处长|同志|师傅|班长|保管|提供|存放|留存|备查|负责|掌握|处理|公司)$"
)
_ANY = "存有|存|留有|备有|持有|有|有关|相关|若干|部分|一些|少量|多|多张|几|几张|各|各类|各种|各项|全部|所有|全|一|一份|一张|一套|一组|一批|两|齐全|完整|齐备|已|均|都|等|等等|的|了|和|及|其他|其它|具体|本|本单位|单位|我处|部门|自己|支撑|支持|印证|书面|纸质|纸质版|电子|电子版|文字|图文|影音|必要|足够|充分|详细|详实|真实|原始|以上|上述|前述|后附|随表|现有|内部|对应|相应|应有|该|此|份|张|套|组|批|件|个|种|见|请|可|查|看|查看|有效|合法|合规|规范"
_OF_ANY_WORK = "汇总|文书|票证|往年|历年|上年|去年|上次|以往|之前|会议|培训|学习|宣传|自查|检查|整改|工作|问题|情况|日常|活动|管理|过程|过程性|全过程|落实|完成|成效|进展|措施|治理|专项|专项治理|后勤|业务|现场|前|后|前后"
_PLAIN = "邮件|材料|资料|文件|佐证|佐证材料|证明|证明材料|证据|证件|附件|附|痕迹|手续|东西|内容|信息|依据"
_KINDS = "录音|凭证|凭据|票据|单据|照片|相片|图片|图|截图|视频|录像|影像|记录|台账|台帐|档案|报告|说明|实物|数据|原件|复印件|扫描件|登记|清单|表格|单子|本子|照|片|word|excel|pdf|文档|表"
_REGISTER = re.compile(
    "^(?!有|相关|有关|各).*(?:登记|记录|核对)[本表簿册单](?:的?(?:照片|截图|复印件|扫描件))?$|^(?:邮件|短信|微信|网页|视频|监控|录像)(?:截图|截屏|打印件?|照片)$|^[批函样传]件(?:照片|截图|复印件|扫描件)?$"
)
_EXHIBIT = re.compile(
    "^(?:换|拆|取|清|剪|挖|锯)(?:下|出|除|掉)来?的?(?!.*[了过已在])[一-鿿]{2,}$|^(?:收缴|收回|封存|没收|损坏|断裂|烧毁)的[一-鿿]{2,}$"
)
"""The thing itself: 换下的阀芯."""
_PREDICATE = re.compile(
    "[了过着已正将在是有没未不无很太可能会要请等齐都均也还就被把让使给再又随]|[放挂坏好完见掉走上下住满]$|^.{1,3}[好完]|完成|满意|到位|良好|正常|完整|完好|属实|真实|清楚|可靠|彻底|明显|有效|规范$"
    "|加强|落实|提高|确保|整改|沟通|汇报|联系|口头|核实|查看|解决|处理$|干净|整洁|明亮|畅通|顺畅|清零|恢复|好转|一致|相符|合格$|达标|稳定|下降|上升|减少|增加|降低|改善|归还|退还|结清|到账|开放|使用$|运行$|修复|更新$|自查|待|暂|略|保管|负责|承担|[^法]到[^货场校期岗站]|[平合可通公有顺便][稳理法规口畅道序利捷宜]$"
)
"""What makes a statement of a phrase, so that it names no record."""
_ACT = re.compile(
    "^(?:更换|换|维修|修|安装|装|清理|清洗|清运|疏通|拆除|张贴|贴|购买|采购|购置|修理|设置|设立|增设|增派|制定|制订|修订|建立|签订|签署|召开|组织|开展|进行|完善|公示|追回|补|检查|排查|巡查|抽查|检测|通知|约谈|培训|调整|改|加装|加固|配备|配置|添置|粉刷|铺|挖|停用|启用|取消|下架|销毁|收回|收缴|上报|报告|提交|发|送|交|存|归|登记|拍|联系|做|作|盘点|核对|测|派|请|找|去|来|到|向|由|从|和|与|同|按|经|每|又|各|相关|有关|全部|所有|大家|我|他|领导|学生(?=说|认|都)|师生(?=说|认|都))"
)
"""A verb at its head makes an act of a phrase, at its end a record: 检查器械 was done, 器械检查 can be held."""
_RECORD_LENGTHS: Final = range(4, 17)
_COPY = re.compile("的?(?:复印件|扫描件|影印件|原件|照片|截图)$")
"""A copy of what stands before it, which names the thing: 补充条款扫描件."""
_ANY_WORK = any_of(_ANY, _OF_ANY_WORK, _PLAIN, _KINDS)
_ANY_KIND, _ANY_MATERIAL = any_of(_ANY, _PLAIN, _KINDS), any_of(_ANY, _OF_ANY_WORK, _PLAIN)
_ANY_PAPER = any_of(_ANY, _PLAIN, "记录|台账|台帐|档案|报告|说明|数据|登记|清单|表格|文档")
"""What leaves nothing of an item that names no certain thing: 照片若干, 相关整改材料."""
_PAPER = r"(?:附|有|见|详见|现场|整改|前|后|对比|维修|验收|相关|已附)*(?:照片|图片|截图|视频|录像|发票|收据|验收单|维修单|签到表|会议纪要|凭证|检测报告|登记表|明细表)(?:复印件|扫描件)?(?:\d+|[一两二三四五六七八九十若]|若干)?(?:张|份|段|页|本|个|干)?"
_PAPER_ALONE = re.compile(
    rf"[^，,。；;]{{0,24}}\.(?:pdf|jpe?g|png|docx?|xlsx?|mp4|zip|rar)|{_PAPER}(?:[、，,；;和及与+]{_PAPER})*[。.]?"
)


def names_evidence(text: str) -> bool:
    """Tell whether a text names at least one thing that can be held, a file, or so many of them."""
    folded = fold(text)
    if _FILE.search(folded):
        return True
    if folded.startswith("略"):
        return False
    items = [item for whole in (_BESIDE.sub("", folded), _BRACKETS.sub("", folded)) for item in _ITEMS.split(whole)]
    return any(map(_names, filter(None, items))) or (_TITLE.search(folded) is not None and not _ABSENT.match(folded))


def is_still_wanting(text: str) -> bool:
    """Tell whether a text says that there is no evidence, or none yet: 暂缺, 待提供, 正在收集."""
    return _ABSENT.search(fold(text)) is not None and not names_evidence(text)


def is_evidence_alone(text: str) -> bool:
    """Tell whether a text is nothing but a file, or a picture or paper and how many: 验收单.pdf, 照片3张."""
    return _PAPER_ALONE.fullmatch(fold(text)) is not None


def _names(item: str) -> bool:
    if _ABSENT.search(item) or _PLACE.search(item):
        return False
    bare = _POINTING.sub("", _LABEL.sub("", item))
    if _COUNTED.search(bare) and not bare.endswith(("了", "过")):
        rest = re.sub("[第各共计约]+$", "", _COUNTED.sub("", bare))
        if bare.endswith(("一份", "一套", "一册", "一张")) and not left_of(bare, _ANY_PAPER):
            return False
        return not rest or _NOUN.search(rest) is not None or _NOUN.search(_TAIL.sub("", rest)) is not None
    whole, bare = bare, re.sub(r"^第\d+[条项行号]", "", _TAIL.sub("", bare))
    if _REGISTER.search(bare) or _EXHIBIT.search(whole):
        return True
    if bare.startswith("有") and not left_of(bare, _ANY_WORK):
        return False
    if not _NOUN.search(bare) and not _COPY.search(whole):
        return _is_record(whole)
    if not left_of(bare, _ANY_KIND) or not left_of(bare, _ANY_MATERIAL):
        return False
    return not (_EVENT.match(bare) and _HAPPENED.search(bare))


def _is_record(item: str) -> bool:
    """Tell whether an item is shaped as the name of a record: it names a thing, states nothing and begins with no act."""
    if len(item) not in _RECORD_LENGTHS or _PREDICATE.search(item) or _ACT.search(item):
        return False
    return names_a_thing(item, _ANY_WORK) and len(left_of(item, _ANY_WORK)) > 1 and bool(left_of(item, COMMONPLACE))
