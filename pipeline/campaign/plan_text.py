"""The plan's prose: where each paragraph stands, who is a member, who has which task."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.campaign.plan_names import looks_like_unit, members_in, units_in_cell, without_school
from pipeline.campaign.plan_source import Block, Grid

TITLE, OPENING, ATTACHED = "标题", "开头", "附件"
"""Places outside the numbered parts."""

_NUMERALS = "一二三四五六七八九十"
_SECTION = re.compile(rf"\s*([{_NUMERALS}]{{1,3}})、")
_ITEM = re.compile(rf"\s*(?:(\d{{1,2}})[.．、](?!\d)|[（(]([{_NUMERALS}]{{1,3}})[)）])")
_ANNEX = re.compile(r"\s*附(?:件|表)\s*\d*\s*[:：]?\s*(?:$|\S{0,40}$)")
_MEMBERS = re.compile(r"\s*(?:成\s*员|组\s*员)(?:单\s*位|部\s*门)?\s*[:：]")
_HEADS = re.compile(r"\s*((?:第一)?(?:副\s*)?(?:组\s*长|总\s*指\s*挥))\s*[:：]\s*(.+)")
_DUTY = re.compile(
    r"(?P<who>[^，。；：:（(]{2,40}?(?:[（(].{1,6}[)）])?)(?:具体|牵头)?(?:负责(?!人|同志)[:：]?|[:：](?=对|负责|制定|组织|牵头))(?P<what>.{4,})",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_NUMBERED = re.compile(
    rf"^\s*(?:\d{{1,2}}[.．、]|[（(](?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})[)）]|[{_NUMERALS}]{{1,3}}、|[①-⑳])\s*"
)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph and the words that say where it stands: 第三部分第8条."""

    text: str
    place: str


@dataclass(frozen=True)
class Duty:
    """Who is charged with what in the prose.

    Attributes:
        units: Names as written, the school's in front left out.
        text: The task, from the word after 负责.
        place: Where it stands.
    """

    units: tuple[str, ...]
    text: str
    place: str


@dataclass(frozen=True)
class Prose:
    """The plan without its annex table.

    Attributes:
        paragraphs: In reading order; rows of other tables are paragraphs too.
        school: The school's name, "" where none is found.
        members: Units of the leading group.
        heads: Lines such as 组长：… with their place.
        duties: Tasks in reading order.
    """

    paragraphs: tuple[Paragraph, ...]
    school: str
    members: tuple[str, ...]
    heads: tuple[tuple[str, str], ...]
    duties: tuple[Duty, ...]

    @property
    def text(self) -> str:
        """Return all paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def title(self) -> str:
        """Return the title, its lines joined: all up to the one that ends in 方案 or 通知."""
        return "".join(self.title_lines)

    @property
    def title_lines(self) -> tuple[str, ...]:
        """Return the lines of the title."""
        lines = [paragraph.text for paragraph in self.paragraphs[:8]]
        for at, line in enumerate(lines):
            if re.search(r"(?:方案|通知|办法|计划)[（(]?.{0,6}[)）]?$", line) and len(line) <= 60:
                return tuple(line for line in lines[: at + 1] if _is_title_line(line))
        return tuple(lines[:1])


def read_prose(blocks: Sequence[Block], annex: int) -> Prose:
    """Return the prose of a plan; `annex` is the place of the annex table among the blocks."""
    paragraphs = tuple(_placed(blocks, annex))
    school = find_school(paragraphs)
    members, heads = tuple(_members(paragraphs, school)), tuple(_heads(paragraphs))
    return Prose(paragraphs, school, members, heads, tuple(_duties(paragraphs, school)))


def is_heading(text: str) -> bool:
    """Tell whether a paragraph opens a part: 三、组织实施责任分工."""
    return bool(_SECTION.match(text))


def _is_title_line(line: str) -> bool:
    return not re.search(r"[。，；]|[〔\[]\d{4}[\]〕]|^\d|^(?:[（(]\S+[)）]|附件\d*)$", line)


def _placed(blocks: Sequence[Block], annex: int) -> Iterator[Paragraph]:
    place = TITLE
    for at, block in enumerate(blocks):
        if isinstance(block, str):
            place = _place(block, place)
            yield Paragraph(block, _exact(block, place))
        elif at != annex:
            yield from (Paragraph(text, place) for text in _rows(block))


def _place(text: str, before: str) -> str:
    """Return the part a paragraph stands in, from its words and the part before it."""
    section = _SECTION.match(text)
    if section:
        return f"第{section[1]}部分"
    if before not in (TITLE, OPENING) and _ANNEX.match(text):
        return ATTACHED
    return OPENING if before == TITLE and re.search(r"[。，]", text) else before


def _exact(text: str, place: str) -> str:
    item = _ITEM.match(text)
    if not item or not place.startswith("第"):
        return place
    return f"{place}第{item[1]}条" if item[1] else f"{place}（{item[2]}）"


def _rows(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        cells = dict.fromkeys("".join(cell.split("\n")) for cell in row if cell.strip())
        if cells:
            first, *rest = cells
            yield f"{first}：{'，'.join(rest)}" if rest else first


def find_school(paragraphs: Sequence[Paragraph]) -> str:
    """Return the name of the school in the title or, failing that, in the first paragraphs; "" where there is none."""
    whole = "\n".join(paragraph.text for paragraph in paragraphs)
    for paragraph in paragraphs[:10]:
        for match in re.finditer(
            r"[\u3400-\u9fff]{2,24}?(?:大学|学院|专科学校|职业学校|学校|中学|小学)(?:[（(][\u3400-\u9fff]{2,6}[)）])?",
            paragraph.text,
        ):
            name = re.sub(r"^.*?(?:关于|印发|转发|开展|做好|中共|深化|推进|加强|根据|结合)", "", match[0])
            if len(name) >= 4 and not re.match(r"[我本各全该省市]|高等学校|学校", name):
                return _extended(name, whole)
    return ""


def _extended(name: str, whole: str) -> str:
    """Return 某某大学某某学院 where 某某大学 never stands alone."""
    longer = re.search(rf"{re.escape(name)}[\u3400-\u9fff]{{2,6}}?学院", whole)
    return longer[0] if longer and whole.count(longer[0]) == whole.count(name) > 1 else name


def _members(paragraphs: Sequence[Paragraph], school: str) -> Iterator[str]:
    seen: set[str] = set()
    for at, paragraph in enumerate(paragraphs):
        head = _MEMBERS.match(paragraph.text)
        if not head:
            continue
        text = paragraph.text[head.end() :]
        for follower in paragraphs[at + 1 :]:
            if re.search(r"[。.；;]\s*$|负责人\s*$", text) or re.search(r"[。：:]|^\S、", follower.text):
                break
            text += f"、{follower.text}"
        for name in members_in(text):
            plain = without_school(name, school)
            if plain not in seen:
                seen.add(plain)
                yield plain


def _heads(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs:
        head = _HEADS.match(paragraph.text)
        if head:
            yield f"{''.join(head[1].split())}：{head[2].strip()}", paragraph.place


def _duties(paragraphs: Sequence[Paragraph], school: str) -> Iterator[Duty]:
    for paragraph in paragraphs:
        duties: list[Duty] = []
        for sentence in _SENTENCE.findall(_NUMBERED.sub("", paragraph.text)):
            begun = _duty(sentence, paragraph.place, school)
            if begun:
                duties.append(begun)
            elif duties:
                duties[-1] = replace(duties[-1], text=duties[-1].text + sentence)
        yield from duties


def _duty(sentence: str, place: str, school: str) -> Duty | None:
    match = _DUTY.match(_NUMBERED.sub("", sentence.strip()))
    if not match:
        return None
    named = units_in_cell(match["who"])
    units = tuple(without_school(name, school) for name in named.leads)
    return Duty(units, match["what"].strip(), place) if units and all(map(looks_like_unit, units)) else None
