"""Phrases that say nothing of their own: commonplaces, references elsewhere, regulations without a title.

No list holds every such phrase; each is told by the words it is made of. A text is emptied of the words
that fit any case, and what is left over is what it says.
"""

import re
from typing import Final

from pipeline.form.folding import fold

_CLAUSES = re.compile(r"[，,、；;。.！!：:\s]+")
_MARKS = re.compile(r"[，,、；;。.！!：:\s（）()\"“”'《》\[\]【】…—-]+")


def _any(*lists: str) -> re.Pattern[str]:
    """Return a pattern for any of the words, which stand with | between them, the longest first."""
    words = sorted({word for words in lists for word in words.split("|")}, key=len, reverse=True)
    return re.compile("|".join(words))


_LINKS = "已|已经|和|与|及|以及|并|并且|同时|的|地|得|了|对|将|要|应|把|使|在|中|上|下|以|为|于|着|等|也|再|更|都|均|全部|一切|所有|我们|我处|我单位|本单位|我部门"
_MANNER = (
    "进一步|足够|切实|着力|全力|全力以赴|牢固|牢牢|坚持不懈|持之以恒|一律|从根本上|根本|层层|逐级|时时|处处|人人|事事|高标准|严要求|高质量|后续|接下来|继续|不断|持续|高度|严格|认真|及时|全面|立即|立刻|马上|尽快|抓紧|尽早|坚决|扎实|扎扎实实|有效|深入|深刻|真正|充分|积极|主动|努力|大力|"
    "逐步|逐渐|稳步|按时|按期|定期|不定期|经常|随时|时刻|始终|长期|今后|以后|下一步|必须|务必|务求|严肃|从严|从速|彻底|普遍|广泛|统一|按要求|按规定|严格要求"
)
_DOING = (
    "加强|强化|提高|提升|加大|增强|完善|健全|落实|规范|重视|引起|抓好|狠抓|紧抓|抓|做好|注重|确保|保证|保障|树立|端正|改进|优化|改善|改正|纠正|推进|推动|促进|"
    "开展|进行|加以|予以|给予|实施|执行|履行|贯彻|坚持|克服|杜绝|避免|防止|防范|消除|减少|解决|处理|整改|整治|整顿|治理|压实|压紧|夯实|明确|细化|强调|重申|督促|督导|"
    "监督|监管|管理|检查|自查|自纠|排查|反思|总结|吸取|汲取|举一反三|引以为戒|警钟长鸣|常抓不懈|齐抓共管|堵塞|筑牢|扎牢|拧紧|绷紧|紧盯|紧扣|抓实|抓细|做实|做细|抓早抓小|防微杜渐|责成|责令|限期|对待|注意|正视|标本兼治|查漏补缺|补齐|补足|对标|对表|对照|见效|落地见效|跟踪问效|一抓到底|担当|责任担当|作为|巩固|拓展|深化|扩大|转化|多措并举|多管齐下|齐心协力|协同|联动|分析|研判|会商|狠下功夫|下功夫|用心|细心|前移|预防|履职|尽责|尽职|传导|严防|严查|严管|严控|从严管理|出现|重复|不|不再|不要|避免|负责|负起|担负|到底|落细|落地|做到|形成|建立|构建|营造|统筹|协调|配合|组织|安排|部署|跟进|跟踪|研究|关注"
)
_THINGS = (
    "意识|认识|站位|政治站位|防线|底线|红线|弦|压力|源头|根源|弱项|规矩|廉洁|自律|廉洁自律|作风建设|建设|宣传|宣传教育|引导|防范|防控|风险|成果|成绩|经验|基础|局面|态势|格局|职责|岗位职责|本职工作|岗位|分工|到人|责任到人|态度|方式|方法|手段|途径|渠道|目标|任务|关口|预防为主|师生|满意度|时限|进度|高效|有序|运转|良好|效率|沟通|业务|技能|素养|知识|追究|责任追究|心上|手上|肩上|实效|思想|责任|责任制|责任心|责任感|主体责任|制度|机制|长效机制|体系|力度|工作|教育|学习|要求|规定|到位|实处|水平|能力|素质|质量|安全|服务|内部|日常|常态|常态化|长效|"
    "相关|有关|各项|各类|各级|各环节|相应|此类|类似|同类|问题|情况|事项|事件|现象|隐患|不足|短板|漏洞|教训|精神|上级|学校|领导|高度重视|措施|举措|办法|方案|计划|标准|流程|环节|"
    "规范化|精细化|制度化|标准化|科学化|专业化|效果|成效|作用|氛围|作风|纪律|人员|员工|职工|干部|队伍|管理人员|工作人员|力争|发生|再次|再度|重视程度|执行力|监督力|监管力"
)
_COMMONPLACE = _any(_LINKS, _MANNER, _DOING, _THINGS)
_SOFT = re.compile(
    "加强|强化|提高|提升|加大|增强|狠抓|抓好|注重|重视|严格|规范|确保|做好|改进|优化|健全|完善|落实|改善|压实|夯实"
)
_ABSTRACT = re.compile(
    "(?:管理|监管|监督|监督检查|意识|水平|质量|力度|责任|责任心|思想|认识|工作|建设|素质|能力|服务|安全|效果|作用|氛围|形象|制度|机制|落实|教育|培训|检查|整改|重视|到位)$"
)
_OBJECT: Final = 5
"""Characters between the verb and the noun of 加强食堂管理 that still do not say what is done."""


def is_commonplace(text: str) -> bool:
    """Tell whether a measure may be said of any problem: 加强管理, 举一反三, 加强食堂管理 (domain.md 1.6, R17)."""
    clauses = [clause for clause in _CLAUSES.split(fold(text)) if clause]
    return bool(clauses) and all(map(_says_nothing_done, clauses))


def _says_nothing_done(clause: str) -> bool:
    if not _left(clause, _COMMONPLACE):
        return True
    bare = re.sub(rf"^(?:{_MANNER})+", "", clause)
    soft, abstract = _SOFT.match(bare), _ABSTRACT.search(bare)
    between = bare[soft.end() : abstract.start()] if soft and abstract else None
    return between is not None and len(between) <= _OBJECT and not re.search(r"[\d每日周月人次]", between)


_REFERRING = "见|详见|参见|请见|另见|参照|参阅|查看|如|同|附|附后|另附|已附|随附|后附|另报|另行报送|已报送|已随|随后|稍后|后续|发送|已发|补交|补报|补充|后补|待补|补上|补|提交|上交|报送|寄送|寄出|交|随|通过|备查|存档|留存|齐全|齐备|可查|已交|上传|会后|提供|出具|补发|在|有|具备|已报|另文|略|从略|省略|不再赘述|不赘述|不另述|不再重复|不再列举|此处|如下|如上|如前|前述|上述|所示|所附|所述|所列|所写|所报|为准|按|以|同上"
_ELSEWHERE = (
    "附件|附表|附页|附图|附录|附|附后|报告|自查报告|总结|自查总结|汇报|方案|整改方案|说明|情况说明|材料|书面材料|文字材料|证明材料|佐证材料|资料|文件|邮件|原件|纸质|纸质版|电子版|电子档|扫描件|复印件|照片|图片|截图|视频|录像|凭证|票据|oa|系统|平台|官网|网站|学校|邮箱|微信|qq|群|u盘|档案|档案盒|档案室|办公室|现场|另纸|一并|压缩包|文件夹|另表|"
    "证明|内容|部分|详情|详细|具体|有关|相关|本单位|我处|我单位|单位|工作|专项|年度|部门|自查|整改|情况|请|另|已|的|和|及|中|里|内|第|号|页|条|节|章|款|段|项|表|件|上文|下文|前文|后文|上表|下表|word|excel|pdf|版|等"
)
_REFERENCE = _any(_REFERRING, _ELSEWHERE, r"\d+|[一二三四五六七八九十]")
_REFERS = re.compile(
    r"^有|备查|存档|留存|齐[全备]|可查|上传|已交|会后|提供|补发|另纸|在.*室|见|附|发送|已发|后补|待补|补[交报充上]|提交|上交|报送|寄[送出]|略|赘述|另|已报|参[照阅]|查看|如[下上前]|所示|为准|重复|列举|前述|上述"
)
_PLACE_ALONE = re.compile(
    r"(?:附[件表页图录]|(?:自查)?(?:报告|总结)|材料|资料|说明)+(?:\d+|[一二三四五六七八九十])?[。.]?"
)
_SHORT: Final = 20
"""Characters beyond which a text says something besides where it stands."""


_SEE = re.compile(
    "(?:具体|内容|详情|详细|情况|问题|措施|做法|进展|成效|效果|整改)*(?:详见|参见|参阅|参照|请见|另见|同见|见(?![效到证习义缝多识解面过]))[^，,。；;！!]{1,16}[。.]?"
    "|同(?:上|前)(?:期|次|月|年|轮|述)[^，,。；;]{0,8}|同(?:整改)?(?:措施|进展|成效|问题|原因)|按(?:照)?(?:上述|以上|前述)(?:措施|要求|内容|方案)(?:执行|整改|落实)?"
)


def only_refers(text: str) -> bool:
    """Tell whether prose says no more than where to look: what `refers_elsewhere` tells, and 见制度汇编."""
    return refers_elsewhere(text) or _SEE.fullmatch(fold(text)) is not None


def refers_elsewhere(text: str) -> bool:
    """Tell whether a text only says that the answer stands elsewhere or is left out: 见附件, 略 (domain.md 4.3 no. 67)."""
    folded = fold(text)
    if not folded or len(folded) > _SHORT:
        return False
    refers = bool(_REFERS.search(folded)) and not _left(folded, _REFERENCE)
    return refers or _PLACE_ALONE.fullmatch(folded) is not None


_MAKING = (
    "有|没有|无|已|已经|正在|正|拟|将|计划|准备|建立|完善|健全|修订|制定|制订|出台|新建|新增|修改|加强|形成|起草|更新|落实|执行|实施|明确|了|并|和|及|的|相关|有关|各项|各类|相应|若干|部分|多|几|两|"
    "一|二|三|四|五|六|七|八|九|十|项|个|条|份|部|内部|管理|工作|规章|长效|配套|新|原|原有|现有|本单位|我处|建章立制|完成|完毕|中"
)
_TITLES = "办法|规定|制度|细则|规程|方案|章程|预案|条例|标准|指南|手册|准则|流程|清单|规则|意见|通知|守则|须知|台账|公约|规范|机制|体系"
_UNTITLED = _any(_MAKING, _TITLES, r"\d+")
_TITLED = re.compile(rf"(?:{_TITLES.removesuffix('|机制|体系')})(?:[（(].*[)）]|修订稿|试行|\d{{4}}版)*$")

_BETTERING = re.compile("(?:已|已经|正在|拟|将|进一步|不断|持续|逐步)*(?:完善|健全|加强|规范|优化|落实|执行|严格|改进)")
"""What is done to rules in general; 制定 and 修订 may have a title behind them."""


def names_regulation(text: str) -> bool:
    """Tell whether a text names a regulation: 《…》, or a title that is more than 管理制度 (domain.md 1.6, R23)."""
    titles = re.findall(r"《([^》]+)》", text)
    if not titles and _BETTERING.match(text):
        return False
    titles = titles or [text.strip(" 。；;")]
    return any(_left(fold(title), _UNTITLED) and ("《" in text or _TITLED.search(title)) for title in titles)


def _left(text: str, words: re.Pattern[str]) -> str:
    """Return what of a text is none of the words and no mark."""
    return _MARKS.sub("", words.sub("", text))
