"""Doubts about wording: slips of the pen, brackets, and names that drift."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from pypinyin import lazy_pinyin

from pipeline.campaign.plan_facts import Doubt, PlanFacts, join_places, quoted
from pipeline.campaign.plan_settings import find_topic
from pipeline.campaign.plan_text import TITLE
from pipeline.campaign.settings import label_of

_HAN = r"[\u3400-\u9fff]"
_CONFUSED = (
    (r"反应(?=的?(?:问题|诉求|意见|情况|强烈)|出的)", "反应", "反映"),
    (r"布署", "布署", "部署"),
    (r"按排", "按排", "安排"),
    (r"做为(?=[\u3400-\u9fff])", "做为", "作为"),
    (r"台帐|帐目|帐户|结帐|账物不附", "帐", "账"),
    (r"(?<![\u3400-\u9fff])截止(?=(?:到)?20\d{2}年)", "截止", "截至"),
    (r"必需(?=要|按|在)", "必需", "必须"),
)
"""Words often mistaken for another in documents: where, as written, as meant."""

_CAMPAIGN_WORDS = "治理|整治|检查|排查|整改|自查自纠|自查|自纠|清理|督查|督导|行动|活动|专项|大"
_HALF_WIDTH = re.compile(rf"\((?=[^)]*{_HAN})|(?<={_HAN})[,;:](?={_HAN})")
_FAMILIES = (("附件", "附表"),)


def doubled(facts: PlanFacts) -> Iterator[Doubt]:
    """A character or word written twice: 廉政政风险, where 廉政风险 stands elsewhere."""
    text = facts.text
    for match in re.finditer(rf"({_HAN}{{1,4}}?)\1", text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
        once = before + match[1] + after
        if (
            len(once.strip()) >= 4
            and not re.search(r"\s", once)
            and once in text.replace(before + match[0] + after, "")
        ):
            wrong = before + match[0] + after
            yield Doubt(
                facts.where(wrong),
                f"“{wrong}”多写了“{match[1]}”，其他地方写作“{once}”。",
                "要点照原文拆出；请在“自查要点”表改正。",
            )


def confused(facts: PlanFacts) -> Iterator[Doubt]:
    """A word written for another that sounds alike."""
    for pattern, wrong, right in _CONFUSED:
        hits = [(place, len(re.findall(pattern, text))) for place, text in facts.places()]
        count = sum(number for _, number in hits)
        if count:
            places = join_places(place for place, number in hits if number)
            also = f"，另有{facts.text.count(right)}处写作“{right}”" if right in facts.text else ""
            yield Doubt(
                places, f"“{wrong}”应为“{right}”（{count}处{also}）。", "要点照原文拆出；请在“自查要点”表改正。"
            )


def sounds_alike(facts: PlanFacts) -> Iterator[Doubt]:
    """The same three characters followed by two that sound alike, one of them once or twice: 责任落实 and 责任落时."""
    known = {wrong for _, wrong, _ in _CONFUSED} | {right for _, _, right in _CONFUSED}
    grams: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for _, text in facts.places():
        for run in re.findall(rf"{_HAN}{{4,}}", text):
            sounds = lazy_pinyin(run, errors="default")
            for at in range(3, len(run)):
                grams[run[at - 3 : at], sounds[at]][run[at]] += 1
    for (before, _), counts in grams.items():
        if len(counts) == 2:
            (common, most), (rare, least) = counts.most_common()
            words = before[-1] + common, before[-1] + rare
            if least < most and not known & set(words):
                yield Doubt(
                    facts.where(before + rare),
                    f"“{before}{rare}”与其他地方的“{before}{common}”读音相同、写法不同。",
                    "请核对是否错别字。",
                )


def half_width(facts: PlanFacts) -> Iterator[Doubt]:
    """Half-width brackets and commas among full-width ones."""
    if "（" not in facts.text and "，" not in facts.text:
        return
    hits = [(place, found) for place, text in facts.places() for found in _HALF_WIDTH.findall(text)]
    if hits:
        marks = "".join(dict.fromkeys(mark for _, mark in hits)).replace("(", "()")
        places = join_places(place for place, _ in hits)
        yield Doubt(
            places,
            f"用了半角符号“{marks}”（{len(hits)}处），全文其他地方用全角。",
            "报告一律用全角；正式印发前请统一。",
        )


def two_words_for_annex(facts: PlanFacts) -> Iterator[Doubt]:
    """附表 in the prose, 附件 at the end."""
    for family in _FAMILIES:
        used = [word for word in family if word in facts.prose.text]
        if len(used) > 1:
            places = "；".join(f"“{word}”见{facts.where(word)}" for word in used)
            yield Doubt(facts.where(used[1]), f"{quoted(used)}混用：{places}。", f"报告统一用“{used[0]}”。")


def drifting_name(facts: PlanFacts) -> Iterator[Doubt]:
    """The campaign called by several names."""
    topic = facts.campaign.settings.topic
    stem = "专项" if "专项" in topic else topic[:4]
    names = Counter(re.findall(rf"{re.escape(stem)}(?:{_CAMPAIGN_WORDS})+", facts.prose.text))
    if len(stem) > 1 and len(names) > 1:
        used = "、".join(f"“{name}”{count}处" for name, count in names.most_common())
        yield Doubt("全文", f"本次活动的名称不统一：{used}。", f"报告和台账统一用“{topic}”，可在“设置”表修改专项名称。")


def nameless(facts: PlanFacts) -> Iterator[Doubt]:
    """No name of a school, or of the campaign, in the title."""
    for found, words in ((facts.prose.school, label_of("school")), (find_topic(facts.prose), label_of("topic"))):
        if not found:
            yield Doubt(TITLE, f"没有从标题中找到{words}。", f"请在“设置”表填写{words}。")


def broken_title(facts: PlanFacts) -> Iterator[Doubt]:
    """A title in several paragraphs."""
    lines = facts.prose.title_lines
    if len(lines) > 1:
        yield Doubt(TITLE, f"标题分成{len(lines)}段：{'／'.join(lines)}。", f"按“{facts.prose.title}”理解。")


def list_in_brackets(facts: PlanFacts) -> Iterator[Doubt]:
    """The list of problems asked for only in a bracket of another part of the report."""
    found = (
        re.search(rf"({_HAN}{{2,12}}?)[（(]([^（）()]*清单[^（）()]*)[)）]", facts.deadline.clause)
        if facts.deadline
        else None
    )
    if found and facts.deadline:
        whole = re.sub(r"^.*(?:包括|包含|单位)", "", found[1])
        yield Doubt(
            facts.deadline.place,
            f"“{found[2]}”写在“{whole}”的括号里，没有单列。",
            "填报表把问题清单单列一张，报告仍按方案的顺序写。",
        )


def vague_accountability(facts: PlanFacts) -> Iterator[Doubt]:
    """Consequences without a measure of what brings them about."""
    for paragraph in facts.body:
        for sentence in re.findall(r"[^。]+。?", paragraph.text):
            if (
                re.search(r"追究.{0,4}责任|追责|问责", sentence)
                and re.search(r"不力|迟缓|多发|消极|严重", sentence)
                and not re.search(r"\d", sentence)
            ):
                yield Doubt(
                    paragraph.place, "追责情形没有量化标准。", "只统计迟报、退回、逾期等客观情况，不自动认定责任。"
                )
                return


WORD_CHECKS = (
    doubled, confused, sounds_alike, half_width, two_words_for_annex, drifting_name, nameless, broken_title, list_in_brackets,
    vague_accountability,
)  # fmt: skip
