"""How far a problem is, as units write it: a choice, a share, or a phrase (domain.md 1.2)."""

import re
from typing import Final

from pipeline.form.choices import Choice
from pipeline.form.reading import Reading, doubtful
from pipeline.form.vocabulary import DONE, NOT_STARTED, STAGE_DONE, UNDER_WAY

_SHARE = re.compile(
    r"(?:整改|完成)?(?:进度|比例|率|度)?(?:已|已经)?(?:达|达到)?(?:已?(?:完成|整改))?(?:了|到|约)?(?:\d{1,2}(?:\.\d+)?%|0\.\d+|[1-9]/[2-9])(?:左右|以上)?(?:已?完成)?|(?:已?(?:完成|整改)了?)?(?:[一二三四五六七八九]成[半多]?|百分之[一二三四五六七八九十]{1,3}|[二三四五六七八九]分之[一二三四五六七八])|(?:已|已经)?(?:完成|整改)了?(?:一半|大半|多半|半数|(?:绝?大|小|少|一)?部分|大?多数)(?:以上)?|(?:接近|进入)尾声(?:阶段)?|(?:(?:整改|工作|进度)*已?完?成?)?(?:过半|超过?一半|绝?大部分)(?:已?(?:完成|整改))?|(?:完成)?(?:大半|一半|多半)"
)

_LEAD = "(?:已|已经|均|都|全部|全|现|业已|目前|问题|该问题|此问题|本项|按期|按时|如期|及时|当天|当日|当场|立即|全面|圆满|顺利|彻底|整体|整改|整治|治理|工作|任务)*"
_FINISH = "(?:整改完|完成|完毕|到位|办完|办好|改完|改好|修好|解决|处理好|处理完|处理完毕|办理完毕|纠正|改正|落实|整改好|清理完|修复|恢复|结束|完结|做完|(?:更换|安装|维修|清理|拆除|修订|补签|退还|公示|采购|清退|修缮|粉刷)(?:完毕|完成|到位|好))"
_NO_SHARE = re.compile(r"(?:已?(?:完成|整改)(?:了|率)?)?0(?:\.0+)?%?")
_PARTLY = "(?:基本|基本上|部分|初步|大部分|小部分|一部分|大部|大体|大致|多数|接近|即将|将近|快|差不多|局部|主体)"
_PLAN = "(?:未|尚未|还未|没有|没|还没有?|暂未|仍未|待|有待|拟|准备|计划|打算)"
_BEGIN = "(?:启动|开始|开展|动工|开工|实施|着手|行动|进行|整改|推进)"
_GOING = "(?:正常(?=推进|进行|实施|整改|办理|施工)|正|仍在|按(?:计划|时序|进度|方案)(?=推进|进行|实施|整改|办理|施工)|还在|在|持续|继续|稳步|有序|分步|分期|分批|加快|抓紧|逐步|跟进)"
_WORK = (
    "(?:整改|整治|处理|推进|进行|落实|办理|实施|跟进|解决|采购|施工|维修|修复|改造|完善|协调|收尾|改|招标|报批|审批)"
)
_END = "(?:了|的|当中|之中|中|过程中|阶段|工作)*"

_LASTING = "(?:(?:长期|持续|常态化?)(?:坚持|推进|整改|保持)?|继续(?:坚持|推进|保持)?)"
_JOINT = r"[,、;:/\-(\[【]*"
_STAGE = "(?:已?取得阶段性(?:成效|成果|进展)|已?阶段性(?:已?完成|整改完成|整改到位)|已?阶段完成|已?完成阶段性?(?:整改|任务|目标)|阶段性(?:任务|目标)已?完成)"
_HEDGE = "未没待尚除半约近部分基本大体初步阶段主要局部预计拟将应可能快差多数余"
_MANNER = "(?:按照?[^未没待拟将]{1,6}|严格|全面|立即|及时|迅速|自行|如期|认真|当[天日场]|第一时间)"
_SURELY = re.compile(f"{_LEAD}{_MANNER}{{0,3}}{_LEAD}{_FINISH}+(?:整改)?[了的]?")
_LONGEST: Final = 40
"""Characters of the longest phrase that says no more than a status."""
_SOMEHOW = re.compile(
    rf"(?:目前|现|该问题|此问题)?(?:正在|仍在|还在|正)[^{_HEDGE}完]{{0,4}}{_WORK}+(?:当|之)?(?:中|过程中)?"
)
"""In whatever manner: 已按要求整改完成, 正在积极整改."""

_PHRASES: Final = (
    (
        re.compile(
            "(?:已|已经)?(?:全部)?(?:整改|完成)*(?:完成|完毕|到位)?[并且、及和]*(?:(?:已|予以)?(?:验收)?(?:销号|办结|闭环(?:管理)?|销账|结案|核销))+了?"
        ),
        DONE,
        "W11",
    ),
    (
        re.compile(f"(?:还|尚|仍)?(?:未|没有?)(?:能)?(?:全部|完全|彻底|全面|全)(?:{_FINISH}|整?改)+{_END}"),
        UNDER_WAY,
        "W12",
    ),
    (re.compile(f"(?:仍|尚|正)?处于{_WORK}+(?:当|之)?(?:中|阶段)+"), UNDER_WAY, ""),
    (
        re.compile(
            f"(?:{_LEAD}{_PARTLY}{_FINISH}*[了的]?{_JOINT})?(?:目前|正|正在|尚|还|现|有)?(?:待|等待|等|未|报请)(?:组织)?(?:竣工|最终|专家|校内|上级)?验收(?:中|通过)?"
        ),
        UNDER_WAY,
        "W12",
    ),
    (re.compile("(?:还|尚|均|都)?(?:未|没有?)(?:有)?动(?:工|手|作)?"), NOT_STARTED, ""),
    (re.compile("(?:整改|整治)(?:工作)?(?:推进|进行|实施|落实)(?:之?中)?"), UNDER_WAY, ""),
    (
        re.compile("(?:均|都|全部)?已(?:经|全部)?(?:更换|维修|清理|拆除|安装|补签|退还|清退|粉刷|修复)(?:好|了)?"),
        DONE,
        "",
    ),
    (re.compile("(?:正|仍|还|尚)?在(?:办|改|建|做|修|推|整|推进|整改)(?:理|的|着)?中?"), UNDER_WAY, ""),
    (re.compile(f"{_LEAD}{_PARTLY}(?:{_LEAD}{_FINISH}+|已?整改){_END}"), UNDER_WAY, "W12"),
    (re.compile(f"{_LEAD}{_PLAN}{_BEGIN}{_BEGIN}?{_END}"), NOT_STARTED, ""),
    (re.compile(f"{_LEAD}{_GOING}+{_WORK}*{_END}|(?:{_GOING}+|{_LEAD}){_WORK}+(?:当|之)?中"), UNDER_WAY, ""),
    (re.compile("(?:已|已经)(?:启动|开始|着手|动工|开工)(?:整改|实施|施工|办理|处理)?了?"), UNDER_WAY, ""),
    (re.compile("(?:长期|常态化?|长效|持续)(?:坚持|整改|推进|进行|保持|管理|抓)+中?"), UNDER_WAY, "W13"),
    (
        re.compile(
            f"{_LEAD}{_FINISH}+(?:整改|销号)?[了的]?|{_LEAD}已?完成了?(?:全部)?整改(?:任务|工作)?|{_LEAD}(?:已|全部)整?改[了的]?|已?(?:完成率?|整改率?)?(?:达|达到|为)?100%(?:完成|整改)?"
        ),
        DONE,
        "",
    ),
    (_SURELY, DONE, ""),
    (_SOMEHOW, UNDER_WAY, ""),
    (re.compile(rf"(?:{_LASTING}{_JOINT})?{_STAGE}(?:{_JOINT}{_LASTING})?[)\]】]?"), STAGE_DONE, ""),
)
"""Whole phrases -> the status they say, and the warning to give; tried in this order."""


class Progress(Choice):
    """A status: a choice in which 80% is under way, and a phrase counts by what it says."""

    def phrase(self, key: str) -> Reading | None:
        """Return the status; a share under one hundred per cent is under way, none of it not started, with a warning.

        未完成 stays refused: it may be under way or not even started.
        """
        if len(key) > _LONGEST:
            return None
        if _NO_SHARE.fullmatch(key):
            return doubtful(NOT_STARTED, "W12", word=NOT_STARTED)
        if _SHARE.fullmatch(key):
            return doubtful(UNDER_WAY, "W12", word=UNDER_WAY)
        for phrase, word, code in _PHRASES:
            if phrase.fullmatch(key):
                return doubtful(word, code, word=word) if code else Reading(word)
        return None

    def _within(self, key: str) -> str | None:
        """Return None: in 已完成一半 the word does not mean what it means alone."""
        del key
        return None
