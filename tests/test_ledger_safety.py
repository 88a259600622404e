"""问题及整改台账.xlsx: hostile text, endless lists, secrets, and the same bytes again."""

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from pipeline.meaning.columns import (
    LEDGER_SHEET,
)
from pipeline.meaning.outcome import Normalisation
from pipeline.publish.cleaning import CELL_LIMIT, CUT_MARK
from pipeline.publish.ledger_book import write_ledger
from tests.ledgers import cards, headings, lines, with_cell, written
from tests.outcomes import sample_outcome


@pytest.mark.parametrize("line", [0, 14], ids=["streamed", "last"])
@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-加强管理", "@A1", "{=1}", "http://example.com", "mailto:a@example.com", "internal:Sheet!A1", "file://c/x", '=HYPERLINK("http://x")', "<r><t>粗</t></r>", "<b>&amp;", "007", "  前后空格  ", "两\n行", "制\t表", "表情😀"],
)  # fmt: skip
def test_text_from_units_stays_text(text: str, line: int, tmp_path: Path) -> None:
    """Whatever a unit writes is read back as it stands: no formula, no link, no markup."""
    sheet = written(with_cell(sample_outcome(), "problem", text, line), tmp_path, cached=False)[LEDGER_SHEET]
    cell = sheet.cell(4 + line, headings(sheet).index("具体问题") + 1)
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()

    assert (cell.value, cell.hyperlink) == (text, None)
    assert "<f>" not in page
    assert "<hyperlink" not in page


@pytest.mark.parametrize("line", [0, 14], ids=["streamed", "last"])
def test_text_that_looks_like_an_escape_is_escaped(line: int, tmp_path: Path) -> None:
    """A literal _x0041_ is written so that Excel shows it, and not the letter A."""
    write_ledger(with_cell(sample_outcome(), "problem", "甲_x0041_乙", line), tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()

    assert "甲_x005F_x0041_乙" in page


def test_the_streamed_rows_are_those_the_writer_would_write(tmp_path: Path) -> None:
    """A row put into the stream and the same row written cell by cell differ in nothing but their numbers."""
    outcome = sample_outcome()
    twice = [outcome.ledger.loc[[5]]] * 2
    write_ledger(replace(outcome, ledger=pd.concat(twice, ignore_index=True)), tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    streamed, last = (re.search(rf'<row r="{row}".*?</row>', page) for row in (4, 5))

    assert streamed
    assert last
    assert re.sub(r'(?<=r="[A-Z])4|(?<=r="[A-Z]{2})4|(?<=row r=")4', "5", streamed[0]) == last[0]


def test_characters_no_office_file_may_hold_do_not_stop_the_run(tmp_path: Path) -> None:
    """Control characters vanish and a lone surrogate becomes U+FFFD; the rest of the text stands."""
    sheet = written(with_cell(sample_outcome(), "problem", "甲\x08乙\x00\ud83d丙"), tmp_path)[LEDGER_SHEET]

    assert sheet.cell(4, headings(sheet).index("具体问题") + 1).value == "甲乙\ufffd丙"


def test_what_is_too_long_for_a_cell_ends_in_a_mark(tmp_path: Path) -> None:
    """A text past the limit of a cell is cut only with a visible mark."""
    sheet = written(with_cell(sample_outcome(), "problem", "长" * 40_000), tmp_path)[LEDGER_SHEET]
    value = str(sheet.cell(4, headings(sheet).index("具体问题") + 1).value)

    assert len(value) == CELL_LIMIT
    assert value.endswith(CUT_MARK)


def test_case_contents_do_not_reach_the_ledger(tmp_path: Path) -> None:
    """What was normalised in 查处案件 is told without its content."""
    secret = Normalisation(
        "总务处自查表.xlsx", "查处案件", "G7", "主要违纪违法事实（摘要）", "收受李某礼金", "收受李某礼金。"
    )
    outcome = sample_outcome()
    write_ledger(replace(outcome, normalised=(secret,)), tmp_path / "台账.xlsx")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        everything = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())

    assert "礼金" not in everything


def test_a_list_longer_than_a_sheet_continues_on_the_next(tmp_path: Path) -> None:
    """Past the last row a second sheet follows; no row is lost and the formulas count both."""
    outcome = sample_outcome(40)
    book = written(outcome, tmp_path, sheet_rows=19)
    formulas = written(outcome, tmp_path, cached=False, sheet_rows=19)
    names = [sheet.title for sheet in book if sheet.title.startswith(LEDGER_SHEET)]
    ids = [line["问题编号"] for name in names for line in lines(book[name])]

    assert names == [LEDGER_SHEET, f"{LEDGER_SHEET}(2)", f"{LEDGER_SHEET}(3)"]
    assert ids == outcome.ledger["id"].tolist()
    assert all(name in str(cards(formulas["总览"])["已完成"]) for name in names)


def test_the_same_outcome_gives_the_same_bytes(tmp_path: Path) -> None:
    """Writing twice gives the same file."""
    for name in ("a.xlsx", "b.xlsx"):
        write_ledger(sample_outcome(), tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_unwritable_place_is_an_os_error(tmp_path: Path) -> None:
    """A file that cannot be created is an OSError, which the caller explains."""
    with pytest.raises(OSError, match=r"台账\.xlsx"):
        write_ledger(sample_outcome(1), tmp_path / "没有这个文件夹" / "台账.xlsx")
