"""Doubts about the annex: its wording, its order, and what it covers, held against the prose."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.campaign.plan_facts import Doubt, PlanFacts, join_places, quoted, row_place
from pipeline.campaign.plan_units import SAME_TASK, is_collecting
from pipeline.campaign.points import split_points

_MOSTLY = 0.6
_BAD_IF_YES = re.compile(r"有无|有没有|是否(?:存在|发生|出现|有)")
_GOOD_IF_YES = re.compile(r"是否(?!存在|发生|出现|有)")
_OTHER_POINT = "可选“其他”要点填报"
_JOINED_BY = "[、及和与]"


def missing_stop(facts: PlanFacts) -> Iterator[Doubt]:
    """A content without 。 at its end, where most have one."""
    ended = [row.content.endswith("。") for row in facts.annex.rows]
    if sum(ended) >= _MOSTLY * len(ended):
        for row, end in zip(facts.annex.rows, ended, strict=True):
            if not end:
                yield Doubt(
                    row_place(row.number),
                    f"内容末尾缺句号（“…{row.content[-10:]}”）。",
                    "不影响使用，正式印发前请补上。",
                )


def missing_first_word(facts: PlanFacts) -> Iterator[Doubt]:
    """A content that does not begin as most do: 校园安保…进行自查 among 对…进行自查."""
    firsts = Counter(row.content[:1] for row in facts.annex.rows)
    if not firsts:
        return
    first, count = firsts.most_common(1)[0]
    if count < _MOSTLY * len(facts.annex.rows) or count < 3:
        return
    for row in facts.annex.rows:
        if not row.content.startswith(first) and "进行" in row.content[:60]:
            yield Doubt(
                _both_places(facts, row.number),
                f"“{row.content[:12]}…”前缺“{first}”字，其他各行都以“{first}”开头。",
                f"应为“{first}{row.content[:12]}…”，正式印发前请补上。",
            )


def run_together(facts: PlanFacts) -> Iterator[Doubt]:
    """Two nouns of a category without 、 between them, which the prose keeps apart."""
    for row in facts.annex.rows:
        for at in range(2, len(row.category) - 1):
            left, right = row.category[max(0, at - 4) : at], row.category[at : at + 4]
            if (
                re.search(rf"{re.escape(left)}{_JOINED_BY}{re.escape(right)}", row.content)
                and len(left) > 1
                and len(right) > 2
            ):
                yield Doubt(
                    row_place(row.number),
                    f"类别“{row.category}”中“{left}”和“{right}”之间缺顿号或“与”，内容中两者是分开写的。",
                    f"宜为“{row.category[:at]}、{row.category[at:]}”；类别名照原文使用，可在责任清单修改。",
                )
                break


def differing_order(facts: PlanFacts) -> Iterator[Doubt]:
    """Units in another order than in the prose."""
    table = [name for line in facts.campaign.lines for name in line.leads[:1]]
    prose = [facts.naming.canonical(duty.units[0]) for duty in facts.prose.duties]
    common = list(dict.fromkeys(name for name in table if name in prose))
    if len(common) > 2 and common != [name for name in dict.fromkeys(prose) if name in common]:
        yield Doubt(
            "附件表、正文分工",
            f"单位顺序不同：附件表从{'、'.join(common[:3])}排起，正文从{'、'.join(list(dict.fromkeys(prose))[:3])}排起。",
            "台账和报告按附件表的顺序。",
        )


def differing_words(facts: PlanFacts) -> Iterator[Doubt]:
    """A task that reads otherwise in prose and table."""
    for line in facts.campaign.lines:
        duty = facts.task(line.leads[0]) if line.leads else None
        if duty is None or fuzz.ratio(duty.text, line.content) < SAME_TASK:
            continue
        said, listed = duty.text.strip("。；; \n"), line.content.strip("。；; \n")
        if said != listed:
            parts = "；".join(_differences(said, listed))
            yield Doubt(
                f"{duty.place}、{row_place(line.number)}",
                f"“{line.leads[0]}”的任务，正文与附件表文字不同：{parts}。",
                "以附件表为准，请核对。",
            )


def _differences(said: str, listed: str) -> Iterator[str]:
    for operation, a, b, c, d in difflib.SequenceMatcher(None, said, listed, autojunk=False).get_opcodes():
        if operation != "equal":
            yield f"正文“{said[max(0, a - 3) : b + 3]}”，附件表“{listed[max(0, c - 3) : d + 3]}”"


def content_without_category(facts: PlanFacts) -> Iterator[Doubt]:
    """A part of a category of which the content says nothing."""
    for row in facts.annex.rows:
        chunks = [chunk for chunk in re.split(r"[、与及和（）()，；]", row.category) if len(chunk) > 2]
        bare = [chunk for chunk in chunks if len(chunks) > 1 and not _spoken_of(chunk, row.content)]
        if bare:
            yield Doubt(
                row_place(row.number),
                f"类别中有{quoted(bare)}，自查内容没有涉及。",
                "核对表按自查内容生成要点；需要时请在“自查要点”表补充。",
            )


def focus_without_line(facts: PlanFacts) -> Iterator[Doubt]:
    """A matter the plan calls its focus that no line, or one line only, takes up."""
    place, items = _focus(facts)
    rows = {item: [row for row in facts.annex.rows if _spoken_of(item, row.content)] for item in items}
    named = {item for item in items if any(_spoken_of(item, row.category) for row in facts.annex.rows)}
    unheard = [item for item in items if not rows[item] and item not in named]
    if unheard:
        yield Doubt(
            place,
            f"重点中的{quoted(unheard)}，附件表各行都没有涉及。",
            f"{_OTHER_POINT}；需要单列时请在“自查要点”表补充。",
        )
    in_name = [item for item in items if not rows[item] and item in named]
    if in_name:
        yield Doubt(
            place,
            f"重点中的{quoted(in_name)}，附件表只在类别名称中出现，内容没有涉及。",
            f"{_OTHER_POINT}；需要单列时请在“自查要点”表补充。",
        )
    single = [f"“{item}”只在第{rows[item][0].number}行" for item in items if len(rows[item]) == 1]
    if single and len(facts.annex.rows) > 3:
        yield Doubt(
            place, f"重点中的事项，附件表只落到一行：{'、'.join(single)}。", f"其他单位也涉及的，{_OTHER_POINT}。"
        )


def _focus(facts: PlanFacts) -> tuple[str, list[str]]:
    """Return where the plan names its focus, and the matters named."""
    for paragraph in facts.body:
        focus = re.search(
            r"重点(?:内容|领域|范围)?(?:是|为|包括|整治|检查)(.+?)(?:等?方面|等问题|。|$)", paragraph.text
        )
        if focus:
            parts = re.split(r"[、，；]|等(?=\S)|[和及与](?=[\u3400-\u9fff]{4})", focus[1])
            return f"{paragraph.place}、附件表", [item for item in map(_focus_item, parts) if len(item) > 1]
    return "", []


def _focus_item(item: str) -> str:
    return re.sub(r"^.*(?:的|领域|强烈)|等$", "", item.strip())


def mixed_polarity(facts: PlanFacts) -> Iterator[Doubt]:
    """Points to which yes is good beside points to which yes is bad."""
    points = [point.text for point in facts.campaign.points]
    bad = [point for point in points if _BAD_IF_YES.search(point)]
    if bad and any(_GOOD_IF_YES.search(point) for point in points):
        yield Doubt(
            "附件表",
            f"自查要点问法不一：多数“是”为好，{quoted(bad)}则“是”或“有”为不好。",
            "核对表不用“是/否”作答，统一用“未发现问题/发现问题/不涉及”。",
        )


def mixed_role(facts: PlanFacts) -> Iterator[Doubt]:
    """A line that collects in a column of inspections."""
    lines = facts.campaign.lines
    collecting = [line for line in lines if is_collecting(line.content)]
    if len(collecting) < len(lines):
        for line in collecting:
            yield Doubt(
                row_place(line.number),
                f"“{facts.annex.content_heading}”一栏写的是收集整理，不是自查。",
                f"“{'、'.join(line.leads)}”按收集单位处理，发汇总表，不发自查表。",
            )


def same_point_otherwise(facts: PlanFacts) -> Iterator[Doubt]:
    """A stock phrase of several lines that other lines put otherwise."""
    counts = Counter(point for line in facts.campaign.lines for point in dict.fromkeys(split_points(line.content)))
    stock = [point for point, count in counts.items() if count > 1]
    families = [[other for other in stock if other == point or _alike(point, other)] for point in stock]
    family = max(families, key=len, default=[])
    if len(family) > 1:
        rows = "、".join(f"“{words}”{counts[words]}处" for words in family)
        yield Doubt(
            "附件表", f"同一要点有{len(family)}种写法：{rows}。", "要点照原文拆出；宜统一，可在“自查要点”表修改。"
        )


def _alike(one: str, other: str) -> bool:
    shared = difflib.SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return shared >= 5 and fuzz.ratio(one, other) >= 55


def _spoken_of(words: str, text: str) -> bool:
    return any(words[at : at + 2] in text for at in range(len(words) - 1))


def _both_places(facts: PlanFacts, number: int) -> str:
    line = facts.campaign.lines[number - 1]
    duty = facts.task(line.leads[0]) if line.leads else None
    same = duty is not None and duty.text[:8] == line.content[:8]
    return join_places([duty.place, row_place(number)]) if duty and same else row_place(number)


TABLE_CHECKS = (
    missing_stop, missing_first_word, run_together, differing_words, differing_order, content_without_category,
    focus_without_line, mixed_role, mixed_polarity, same_point_otherwise,
)  # fmt: skip
