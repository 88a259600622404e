"""Doubts about days, hours, numbers and the formal parts of the plan."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.campaign.plan_facts import Doubt, PlanFacts, join_places
from pipeline.campaign.plan_text import ATTACHED, OPENING, TITLE
from pipeline.campaign.plan_times import END_OF_WORK

_SHORT_SPAN = 10
_WEEKDAYS = "一二三四五六日"
_OWN_NUMBER = re.compile(r"[\u3400-\u9fff]{2,12}[〔\[【（(]20\d{2}[〕\]】）)]\s*\d+\s*号")
_FULL_DAY = re.compile(
    r"20\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日\s*$"
)


def no_year(facts: PlanFacts) -> Iterator[Doubt]:
    """Days without a year."""
    bare = list(dict.fromkeys(mention.written for mention in facts.mentions if not mention.has_year))
    if bare:
        places = join_places(mention.place for mention in facts.mentions if not mention.has_year)
        yield Doubt(
            places,
            f"日期没有写年份：{'、'.join(bare)}。",
            f"按{facts.campaign.settings.year}年处理（由文号或文中其他日期推定），请在“设置”表核对。",
        )
    elif not facts.campaign.settings.year:
        yield Doubt(
            "全文",
            "没有写年份，文号中也没有。",
            "请在“设置”表填写活动年份、自查开始和报送截止，填写之前不能生成填报表。",
        )


def no_hour(facts: PlanFacts) -> Iterator[Doubt]:
    """A deadline without a clock time, or no deadline at all."""
    if facts.deadline is None:
        if facts.campaign.settings.year:
            yield Doubt("全文", "没有找到各单位报送的截止日期。", "请在“设置”表填写报送截止，如 2023-11-07 17:30。")
    elif facts.deadline.clock is None:
        words = "只写“下班前”" if facts.deadline.off_work else "只写了日期"
        yield Doubt(
            facts.deadline.place,
            f"报送截止{words}，没有写几点。",
            f"按{END_OF_WORK:%H:%M}处理（{facts.campaign.settings.deadline:%Y-%m-%d %H:%M}），可在“设置”表修改。",
        )


def weekends(facts: PlanFacts) -> Iterator[Doubt]:
    """A span of days with a weekend in it, or a deadline on one."""
    for mention in facts.mentions:
        days = [mention.first + timedelta(days=n) for n in range((mention.last - mention.first).days + 1)]
        free = [day for day in days if day.weekday() > 4]
        if free and 1 < len(days) <= _SHORT_SPAN:
            yield Doubt(
                mention.place,
                f"“{mention.written}”共{len(days)}天，其中{'、'.join(map(_day, free))}是周末，工作日只有{len(days) - len(free)}天。",
                "提醒和催报请按工作日安排（未考虑法定节假日调休）。",
            )
    if facts.deadline and facts.deadline.last.weekday() > 4:
        yield Doubt(
            facts.deadline.place, f"报送截止日{_day(facts.deadline.last)}是周末。", "请核对，可在“设置”表修改报送截止。"
        )


def same_day(facts: PlanFacts) -> Iterator[Doubt]:
    """Two steps that begin on one day."""
    for one, other in zip(facts.mentions, facts.mentions[1:], strict=False):
        if (
            one.first == other.first
            and one.place == other.place
            and re.search(r"会|部署", one.clause)
            and one.first == one.last
        ):
            yield Doubt(
                one.place,
                f"{_day(one.first)}既开会部署，又开始自查（“{one.written}”“{other.written}”）。",
                "自查开始按当日处理，请核对各单位是否来得及准备。",
            )


def weekday_wrong(facts: PlanFacts) -> Iterator[Doubt]:
    """A weekday that is not that of its day."""
    for mention in facts.mentions:
        written = re.match(r"\s*[（(]?\s*(?:星期|周)([一二三四五六日天])", mention.clause)
        if (
            written
            and mention.first == mention.last
            and written[1].replace("天", "日") != _WEEKDAYS[mention.first.weekday()]
        ):
            yield Doubt(
                mention.place,
                f"“{mention.written}”写的是星期{written[1]}，按{mention.first.year}年应是{_day(mention.first)}。",
                "请核对日期或年份。",
            )


def formal_parts(facts: PlanFacts) -> Iterator[Doubt]:
    """No document number, addressee, signature or date of its own."""
    paragraphs = facts.prose.paragraphs
    annex = next((at for at, paragraph in enumerate(paragraphs) if paragraph.place == ATTACHED), len(paragraphs))
    head, tail = paragraphs[:6], paragraphs[max(0, annex - 4) :]
    missing = [
        words
        for words, found in (
            ("文号", any(_OWN_NUMBER.search(part.text) and len(part.text) < 30 for part in head)),
            (
                "主送",
                any(re.search(r"[：:]\s*$", part.text) for part in head if part.place != TITLE or len(part.text) < 40),
            ),
            ("署名", any(re.fullmatch(rf"{re.escape(facts.prose.school)}.{{0,12}}", part.text) for part in tail)),
            ("成文日期", any(_FULL_DAY.search(part.text) and len(part.text) < 20 for part in tail)),
        )
        if not found
    ]
    if missing:
        yield Doubt("全文", f"方案没有{'、'.join(missing)}。", "报告中相应位置留空，由办公室补；不会编造文号和日期。")


def addressee(facts: PlanFacts) -> Iterator[Doubt]:
    """The report's addressee, which a plan seldom gives."""
    settings = facts.campaign.settings
    if settings.addressee:
        yield Doubt(
            OPENING,
            f"没有写明报告的主送机关，由文号“{settings.document_number}”推定为{settings.addressee}。",
            "请在“设置”表核对主送机关。",
        )
    else:
        yield Doubt(OPENING, "没有写明报告的主送机关，也不能从文号推定。", "请在“设置”表填写主送机关。")
    if not settings.basis and not settings.authority:
        yield Doubt(OPENING, "没有找到依据的文件或部署单位。", "报告引言中的依据留空，请在“设置”表填写。")


def one_campus_known(facts: PlanFacts) -> Iterator[Doubt]:
    """A campus is named beside a main one that is not."""
    names = facts.campaign.campuses
    text = facts.prose.text
    if len(names) > 1 and names[0] not in text:
        yield Doubt(
            "全文",
            f"只提到{'、'.join(names[1:])}校区，没有写主校区的名称。",
            f"主校区暂写作“{names[0]}”，请在“设置”表核对校区。",
        )
    if len(names) == 1 and re.search(r"[两二三四]个?校区", text):
        yield Doubt(facts.where("校区"), "提到多个校区，但没有写出校区名称。", "请在“设置”表填写校区。")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


TIME_CHECKS = (no_year, no_hour, weekends, same_day, weekday_wrong, formal_parts, addressee, one_campus_known)
