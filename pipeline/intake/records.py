"""Reads a sheet of records: which rows are data, and what was filled from the row above."""

import re
from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.amounts import Count
from pipeline.form.folding import fold_heading
from pipeline.form.identity import own_comment
from pipeline.form.kinds import Text
from pipeline.form.nothing import says_all_is_well, says_same
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.schema import By, Sheet
from pipeline.intake.book import Spoilt, shown_text
from pipeline.intake.hints import is_our_hint
from pipeline.intake.locate import Located
from pipeline.intake.submission import Record, Remark, Table

_SET_ASIDE = re.compile(
    r"^(?:合计|总计|小计|共计|累计|填表人|填报人|审核人|复核人|经办人|制表|联系人|联系电话|填报日期|填[表报写](?:说明|要求)|以下空白|此表|第\d+页|本页(?:小计|合计)|完$|完毕$)"
    r"|^(?:本?(?:单位|部门)|主要|分管|主管)*(?:负责人|校?领导|主任|处长|经理)[（(\s]*(?:签[字名章]|手签|盖章)"
    r"|^(?:审核|复核|日期|说明|注|备注)[：:]|^[（(]?(?:单位|部门|加盖)?[（(]?(?:盖章|公章|签章)|^[\u4e00-\u9fff]{1,4}(?:人|员)[：:]|^(?:经办|校对|核对|制表|填表|审批|签发|记录|统计)[：:]"
    r"|^共计?[\d一二三四五六七八九十]+(?:条|项|个|处|件|行).{0,6}$"
    r"|^[（(]?(?:以[上下]|上述|下面|本表)(?:各[行项条]|内容|部分|表格|[均都全部总合])*(?:共计?|计|无|没有|空|为空|留空).{0,8}$"
)
_FEW = 5
"""Cells a line of totals or signatures has at most, with a number printed before it."""
_NIL_CELLS = 3
"""Cells a row has at most that says where nothing was found: 两校区, 自查发现, 无问题."""
_SHOWN = 60
"""Characters by which a line that is set aside is known again."""
_PROSE = re.compile("[\u4e00-\u9fff]{2}")
"""What no number of a row holds: a line that stands in the column of numbers."""
_EXAMPLE = re.compile(r"^[（(【\[]?\s*(示例|样例|例如|范例|例)\s*[)）】\]：:]?")
_MARKED_EXAMPLE = re.compile(r"^[（(【\[]\s*(示例|样例|范例|举例)\s*[)）】\]]")


def read_records(sheet: Sheet, located: Located) -> tuple[Table, list[Remark]]:
    """Return the table of a sheet: every row is data, nil, set aside, or blank; above the header also printed by us."""
    reading = _Reading(sheet, located)
    reading.take_above()
    for number in range(located.header + 1, len(located.sheet.rows) + 1):
        if located.sheet.rows[number - 1]:
            reading.take(number)
    letters = {key: xl_col_to_name(place) for key, place in located.match.places.items()}
    table = Table(
        sheet.key, located.sheet.name, letters, tuple(reading.records), reading.nil_rows,
        tuple(reading.set_aside), reading.blank_numbered, reading.last_number, located.header,
    )  # fmt: skip
    return table, [*_shape(sheet, located), *reading.remarks, *_other_comments(sheet, located, reading.records)]


class _Reading:
    """The rows of a sheet, sorted as they are taken, from the top."""

    def __init__(self, sheet: Sheet, located: Located) -> None:
        self._sheet = sheet
        self._located = located
        self._merged = _merged_from(located)
        self.records: list[Record] = []
        self.nil_rows: dict[int, dict[str, object]] = {}
        self.set_aside: list[tuple[int, str]] = []
        self.remarks: list[Remark] = []
        self.blank_numbered = 0
        self.last_number = 0
        self._stray_columns: set[int] = set()

    def take_above(self) -> None:
        """Take what a unit wrote above the header: sorted together with it, or put in place of our example."""
        for number in range(1, self._located.header):
            raw = self._located.sheet.rows[number - 1]
            cells = self._cells(raw)
            if len(cells) > 1 and not _printed(self._sheet, cells, self._located.match.places, raw):
                if _is_record(self._sheet, cells, self._located.match.places):
                    self.take(number)
                else:
                    self._leave(number, "S10")

    def _cells(self, raw: list[object]) -> dict[str, object]:
        places = self._located.match.places
        cells = {key: raw[place] for key, place in places.items() if place < len(raw) and shown_text(raw[place])}
        return {key: content for key, content in cells.items() if not self._counted_on(key, content)}

    def _counted_on(self, key: str, content: object) -> bool:
        """Tell whether a cell is a running number that a formula counts on: without its result nothing is lost."""
        counts = isinstance(self._sheet[key].kind, Count) and _preprinted(self._sheet, key)
        return counts and isinstance(content, Spoilt) and not content.text

    def take(self, number: int) -> None:
        """Put one row where it belongs."""
        raw = self._located.sheet.rows[number - 1]
        cells = self._cells(raw)
        extras = _extras(self._located, raw)
        own = {key: content for key, content in cells.items() if not _preprinted(self._sheet, key)}
        self._remember_number(cells)
        if not cells and not extras:
            self._leave(number, "S10")
        elif code := _no_data(self._located, self._sheet, cells, own, raw):
            self._leave(number, code)
        elif self._sheet.preprinted and not own and not extras:
            if any(_PROSE.search(shown_text(content)) for content in cells.values()):
                self._leave(number, "S10")
            else:
                self.blank_numbered += 1
        elif self._sheet.nil_row and not extras and self._is_nil(own):
            self.nil_rows[number] = cells
        else:
            self.records.append(self._record(number, cells, extras | self._strays(number, raw)))

    def _strays(self, number: int, raw: list[object]) -> dict[str, str]:
        """Return what a record has under no heading at all, by column: kept, and said once a column."""
        strays = _headless(self._located, raw)
        for place, text in strays.items():
            if place not in self._stray_columns:
                self._stray_columns.add(place)
                found = HIDDEN if self._sheet.confidential else masked(text)[:_SHOWN]
                kept = f"附在“{self._sheet.spill.heading}”后"
                cell = f"{xl_col_to_name(place)}{number}"
                self.remarks.append(Remark("S25", self._located.sheet.name, cell, found=found, facts={"kept": kept}))
        return {f"{xl_col_to_name(place)}列": text for place, text in strays.items()}

    def _is_nil(self, own: Mapping[str, object]) -> bool:
        """Tell whether a row says that there is nothing to list; where that would be, a chosen campus may stand beside it."""
        spoken = {key for key, content in own.items() if not _says_nothing(content)}
        prose = {key for key in own if isinstance(self._sheet[key].kind, Text)}
        return not spoken or (bool(prose) and len(own) <= _NIL_CELLS and all(self._sheet[key].ditto for key in spoken))

    def _remember_number(self, cells: Mapping[str, object]) -> None:
        match = re.search(r"(\d{1,4})$", shown_text(cells.get("id", "")))
        if match:
            self.last_number = max(self.last_number, int(match[1]))

    def _leave(self, number: int, code: str) -> None:
        """Set a row aside, unless nothing stands in it."""
        text = "；".join(filter(None, map(shown_text, self._located.sheet.rows[number - 1])))
        if text:
            self.set_aside.append((number, text))
            found = HIDDEN if self._sheet.confidential else masked(text)[:_SHOWN]
            self.remarks.append(Remark(code, self._located.sheet.name, f"A{number}", found=found))

    def _record(self, number: int, cells: dict[str, object], extras: dict[str, str]) -> Record:
        notes: dict[str, tuple[str, str]] = {}
        told = self._located.sheet.comments
        places = self._located.match.places
        for key, place in places.items():
            self._unmerge(key, (number - 1, place), cells, notes)
            if key in cells and says_same(shown_text(cells[key])):
                self._repeat(key, cells, notes)
        comments = {key: told[number - 1, place] for key, place in places.items() if (number - 1, place) in told}
        return Record(number, cells, extras, notes, comments)

    def _unmerge(
        self, key: str, place: tuple[int, int], cells: dict[str, object], notes: dict[str, tuple[str, str]]
    ) -> None:
        """Fill an empty cell from the first of the cells it is merged with, if that is in the same column."""
        row, column = self._merged.get(place, (0, -1))
        content = self._located.sheet.rows[row][column] if column == place[1] else ""
        if key not in cells and shown_text(content):
            cells[key], notes[key] = content, ("W10", "")

    def _repeat(self, key: str, cells: dict[str, object], notes: dict[str, tuple[str, str]]) -> None:
        """Put the content of the row above for 同上, where that is an answer."""
        written = shown_text(cells[key])
        above = self.records[-1].cells.get(key) if self.records else None
        if self._sheet[key].ditto and above is not None:
            cells[key], notes[key] = above, ("W09", written)
        else:
            notes[key] = ("V18", written)


def _shape(sheet: Sheet, located: Located) -> list[Remark]:
    name, header, match = located.sheet.name, located.header, located.match
    told = []
    for column in sheet.columns:
        if column.key in match.near:
            place = f"{xl_col_to_name(match.places[column.key])}{header}"
            told.append(Remark("S04", name, place, column.heading, match.near[column.key], {"field": column.heading}))
    for key, other, column_place in match.twice:
        found = shown_text(located.sheet.rows[header - 1][column_place])
        facts = {"field": sheet[key].heading, "other": found, "found": other, "kept": f"附在“{sheet.spill.heading}”后"}
        told.append(Remark("S05", name, f"{xl_col_to_name(column_place)}{header}", sheet[key].heading, other, facts))
    for column_place, heading in match.extra.items():
        cell = f"{xl_col_to_name(column_place)}{header}"
        told.append(Remark("S06", name, cell, heading, heading, {"kept": f"附在“{sheet.spill.heading}”后"}))
    return told


def _other_comments(sheet: Sheet, located: Located, records: Sequence[Record]) -> Iterator[Remark]:
    """Go through what is said in comments on headings, and below the header beside the cells of the records."""
    filled = {record.row - 1 for record in records}
    heads = {place: key for key, place in located.match.places.items()}
    for (row, column), text in sorted(located.sheet.comments.items()):
        beside = row >= located.header and not (row in filled and column in heads) and own_comment(text)
        above = row == located.header - 1 and column in heads and not is_our_hint(sheet.columns, text)
        if beside or above:
            letter = xl_col_to_name(column)
            heading = sheet[heads[column]].heading if column in heads else ""
            facts = {"field": heading or f"{letter}列"}
            yield Remark("S13", located.sheet.name, f"{letter}{row + 1}", heading, facts=facts)


def _merged_from(located: Located) -> dict[tuple[int, int], tuple[int, int]]:
    """Return (row, column) -> (row, column) of the first cell, for vertical merges below the header."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in located.sheet.merges
        if top >= located.header and bottom > top and bottom - top < 10_000
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    }


def _preprinted(sheet: Sheet, key: str) -> bool:
    return sheet.preprinted > 0 and sheet[key].by is By.PREPRINTED


def _extras(located: Located, raw: list[object]) -> dict[str, str]:
    headings = list(located.match.extra.values())
    extras = {
        heading if headings.count(heading) == 1 else f"{heading}（{xl_col_to_name(place)}列）": shown_text(raw[place])
        for place, heading in located.match.extra.items()
        if place < len(raw)
    }
    for _, _, place in located.match.twice:
        if place < len(raw):
            heading = shown_text(located.sheet.rows[located.header - 1][place])
            extras[f"{heading}（{xl_col_to_name(place)}列）"] = shown_text(raw[place])
    return {heading: text for heading, text in extras.items() if text}


def _headless(located: Located, raw: list[object]) -> dict[int, str]:
    """Return what a row has under no heading at all, by column: nothing a unit wrote is lost."""
    headings = located.sheet.rows[located.header - 1]
    return {
        place: shown_text(cell)
        for place, cell in enumerate(raw)
        if shown_text(cell) and (place >= len(headings) or not fold_heading(shown_text(headings[place])))
    }


def _says_nothing(content: object) -> bool:
    return says_all_is_well(shown_text(content))


def _no_data(
    located: Located, sheet: Sheet, cells: Mapping[str, object], own: Mapping[str, object], raw: list[object]
) -> str:
    """Return S09 for an example row, S10 for totals, signatures, notes and repeated headings, else ""."""
    texts = [text for text in map(shown_text, raw) if text]
    if (
        _EXAMPLE.match(texts[0])
        or any(map(_MARKED_EXAMPLE.match, texts))
        or _is_example(sheet, cells, located.match.places, texts)
    ):
        return "S09"
    headings = {fold_heading(column.heading) for column in sheet.columns}
    if len(texts) >= 3 and sum(fold_heading(text) in headings for text in texts) >= len(texts) - 1:
        return "S10"
    printed = (shown_text(content) for key, content in cells.items() if key not in own)
    heads = (texts[0], *printed, shown_text(next(iter(own.values()), "")))
    return "S10" if len(texts) <= _FEW and any(_SET_ASIDE.match(head) for head in heads) else ""


def _is_example(
    sheet: Sheet, cells: Mapping[str, object], places: Mapping[str, int], texts: Sequence[str], least: int = 2
) -> bool:
    """Tell whether every prose a row must have is the template's; days and names may be alike by chance.

    Columns a unit has moved without the example leave its prose under other headings: it is known there too.
    """
    wanted = [column for column in sheet.columns if column.required and isinstance(column.kind, Text)]
    prose = [column for column in wanted if column.key in places]
    if len(prose) >= least and {column.example for column in prose} <= set(texts):
        return True
    written = [(shown_text(cells[column.key]), column.example) for column in prose if column.key in cells]
    return len(written) >= least and all(text == example for text, example in written)


def _printed(sheet: Sheet, cells: Mapping[str, object], places: Mapping[str, int], raw: Sequence[object]) -> bool:
    """Tell whether a row above the header is the example we print there, word for word."""
    texts = [shown_text(cell) for cell in raw]
    return _is_example(sheet, cells, places, texts, least=1 if any(map(_EXAMPLE.match, texts)) else 2)


def _is_record(sheet: Sheet, cells: Mapping[str, object], shown: Mapping[str, int]) -> bool:
    """Tell whether a row above the header fills at least half of what a record must have: no line of captions does."""
    asked = [column.key for column in sheet.columns if column.required and column.key in shown]
    return 2 * sum(key in cells for key in asked) >= len(asked)
