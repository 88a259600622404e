"""Reads a sheet of records: which rows are data, and what was filled from the row above."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from pipeline.form.folding import fold, fold_heading, found_text
from pipeline.form.kinds import Text
from pipeline.form.privacy import HIDDEN, masked
from pipeline.form.schema import By, Sheet
from pipeline.form.vocabulary import DITTO_WORDS, NOTHING_WORDS
from pipeline.intake.locate import Located
from pipeline.intake.submission import Record, Remark, Table

_SET_ASIDE = re.compile(
    r"^(合计|总计|小计|共计|负责人签[字名]|单位负责人签[字名]|主要负责人签[字名]|填表人|填报人|审核人|审核[：:]|制表|联系人|联系电话|日期[：:]|填报日期|填表说明|填报说明|说明[：:]|注[：:]|备注[：:]|单位[（(]?盖章|[（(]?盖章|以下空白|此表)"
)
_DITTO = frozenset(map(fold, DITTO_WORDS))
_EXAMPLE = re.compile(r"^[（(【\[]?\s*(示例|样例|例如|范例|例)\s*[)）】\]：:]?")


@dataclass
class _Reading:
    """Rows sorted as they are read."""

    records: list[Record] = field(default_factory=list)
    nil_rows: dict[int, dict[str, object]] = field(default_factory=dict)
    set_aside: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    blank_numbered: int = 0
    last_number: int = 0


def read_records(sheet: Sheet, located: Located) -> tuple[Table, list[Remark]]:
    """Return the table of a sheet: every row below the header is data, nil, set aside, or blank."""
    letters = {key: xl_col_to_name(place) for key, place in located.match.places.items()}
    reading = _Reading(remarks=_shape(sheet, located))
    merged = _merged_from(located)
    for number in range(located.header + 1, len(located.sheet.rows) + 1):
        _read_row(sheet, located, number, merged, reading)
    table = Table(
        sheet.key, located.sheet.name, letters, tuple(reading.records), reading.nil_rows,
        tuple(reading.set_aside), reading.blank_numbered, reading.last_number, located.header,
    )  # fmt: skip
    return table, reading.remarks


def _shape(sheet: Sheet, located: Located) -> list[Remark]:
    name, header, match = located.sheet.name, located.header, located.match
    told = []
    for column in sheet.columns:
        if column.key in match.near:
            place = f"{xl_col_to_name(match.places[column.key])}{header}"
            told.append(Remark("S04", name, place, column.heading, match.near[column.key], {"field": column.heading}))
    for key, other, column_place in match.twice:
        found = found_text(located.sheet.rows[header - 1][column_place]).strip()
        facts = {"field": sheet[key].heading, "other": found, "found": other, "kept": f"附在“{sheet.spill.heading}”后"}
        told.append(Remark("S05", name, f"{xl_col_to_name(column_place)}{header}", sheet[key].heading, other, facts))
    for column_place, heading in match.extra.items():
        cell = f"{xl_col_to_name(column_place)}{header}"
        told.append(Remark("S06", name, cell, heading, heading, {"kept": f"附在“{sheet.spill.heading}”后"}))
    return told


def _merged_from(located: Located) -> dict[tuple[int, int], tuple[int, int]]:
    """Return (row, column) -> (row, column) of the first cell, for vertical merges below the header."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in located.sheet.merges
        if top >= located.header and bottom > top and bottom - top < 10_000
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    }


def _read_row(
    sheet: Sheet, located: Located, number: int, merged: Mapping[tuple[int, int], tuple[int, int]], to: _Reading
) -> None:
    raw = located.sheet.rows[number - 1]
    cells = {
        key: raw[place]
        for key, place in located.match.places.items()
        if place < len(raw) and found_text(raw[place]).strip()
    }
    extras = _extras(located, raw)
    own = {key: content for key, content in cells.items() if not _preprinted(sheet, key)}
    if not cells and not extras:
        _set_aside_if_filled(sheet, located, number, raw, to)
        return
    _remember_number(cells, to)
    if sheet.preprinted and not own and not extras:
        if _SET_ASIDE.match(found_text(next(iter(cells.values()))).strip()):
            _set_aside(sheet, located, number, raw, "S10", to)
        else:
            to.blank_numbered += 1
    elif code := _no_data(sheet, cells, raw):
        _set_aside(sheet, located, number, raw, code, to)
    elif sheet.nil_row and not extras and all(fold(found_text(content)) in NOTHING_WORDS for content in own.values()):
        to.nil_rows[number] = cells
    else:
        to.records.append(_record(sheet, located, number, cells, extras, merged, to))


def _preprinted(sheet: Sheet, key: str) -> bool:
    return sheet.preprinted > 0 and sheet[key].by is By.PREPRINTED


def _extras(located: Located, raw: list[object]) -> dict[str, str]:
    extras = {
        heading: found_text(raw[place]).strip() for place, heading in located.match.extra.items() if place < len(raw)
    }
    for _, _, place in located.match.twice:
        if place < len(raw):
            heading = found_text(located.sheet.rows[located.header - 1][place]).strip()
            extras[f"{heading}（{xl_col_to_name(place)}列）"] = found_text(raw[place]).strip()
    return {heading: text for heading, text in extras.items() if text}


def _remember_number(cells: Mapping[str, object], to: _Reading) -> None:
    match = re.search(r"(\d{1,4})$", found_text(cells.get("id", "")).strip())
    if match:
        to.last_number = max(to.last_number, int(match[1]))


def _no_data(sheet: Sheet, cells: Mapping[str, object], raw: list[object]) -> str:
    """Return S09 for an example row, S10 for totals, signatures, notes and repeated headings, else ""."""
    texts = [found_text(cell).strip() for cell in raw if found_text(cell).strip()]
    if _EXAMPLE.match(texts[0]) or _is_example(sheet, cells):
        return "S09"
    headings = {fold_heading(column.heading) for column in sheet.columns}
    if len(texts) >= 3 and sum(fold_heading(text) in headings for text in texts) >= len(texts) - 1:
        return "S10"
    return "S10" if len(texts) <= 4 and _SET_ASIDE.match(texts[0]) else ""


def _is_example(sheet: Sheet, cells: Mapping[str, object]) -> bool:
    """Tell whether every prose a row must have is the template's; days and names may be alike by chance."""
    prose = [column for column in sheet.columns if column.required and isinstance(column.kind, Text)]
    written = [(found_text(cells[column.key]).strip(), column.example) for column in prose if column.key in cells]
    return len(written) >= 2 and all(text == example for text, example in written)


def _set_aside_if_filled(sheet: Sheet, located: Located, number: int, raw: list[object], to: _Reading) -> None:
    if any(found_text(cell).strip() for cell in raw):
        _set_aside(sheet, located, number, raw, "S10", to)


def _set_aside(sheet: Sheet, located: Located, number: int, raw: list[object], code: str, to: _Reading) -> None:
    text = "；".join(found_text(cell).strip() for cell in raw if found_text(cell).strip())
    to.set_aside.append((number, text))
    found = HIDDEN if sheet.confidential else masked(text)[:60]
    to.remarks.append(Remark(code, located.sheet.name, f"A{number}", found=found))


def _record(
    sheet: Sheet, located: Located, number: int, cells: dict[str, object], extras: dict[str, str],
    merged: Mapping[tuple[int, int], tuple[int, int]], to: _Reading,
) -> Record:  # fmt: skip
    notes: dict[str, tuple[str, str]] = {}
    comments = {}
    for key, place in located.match.places.items():
        origin = merged.get((number - 1, place))
        if origin is not None and key not in cells:
            content = located.sheet.rows[origin[0]][origin[1]] if origin[1] == place else ""
            if found_text(content).strip():
                cells[key], notes[key] = content, ("W10", "")
        if key in cells and fold(found_text(cells[key])) in _DITTO:
            written = found_text(cells[key]).strip()
            above = to.records[-1].cells.get(key) if to.records else None
            if sheet[key].ditto and above is not None:
                cells[key], notes[key] = above, ("W09", written)
            else:
                notes[key] = ("V18", written)
        if (number - 1, place) in located.sheet.comments:
            comments[key] = located.sheet.comments[number - 1, place]
    return Record(number, cells, extras, notes, comments)
