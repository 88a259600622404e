"""Reads web pages saved as .xls: every table a sheet, everything as text; scripts and entities do nothing."""

import re
from html.parser import HTMLParser
from typing import Final

from pipeline.intake.assembly import filled_book
from pipeline.intake.book import RawBook, RawSheet, UnreadableError
from pipeline.intake.decoding import decoded
from pipeline.intake.formats import Format
from pipeline.intake.html_gate import believable_page
from pipeline.intake.limits import COLUMNS, ROWS, Limits, Terms
from pipeline.intake.sheet_scan import Scanned

_NAMES: Final = re.compile(r"<x:Name>(.*?)</x:Name>", re.DOTALL)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_UNSEEN: Final = frozenset(("script", "style", "title", "template", "noscript", "xml"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "caption"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPAN: Final = 1_000
_TAGS: Final = re.compile(
    r"<(/?)(table|tr)\b[^>]*>|<!--.*?-->|<(script|style|xml|comment)\b.*?</\3\s*>", re.DOTALL | re.IGNORECASE
)
_NOT_TEXT: Final = re.compile(r"<[^>]*>|&nbsp;|&#160;|\s")


def read_html(data: bytes, terms: Terms) -> RawBook:
    """Return the page as a workbook.

    Raises:
        UnreadableError: F03 if it holds no table; F01 if its encoding cannot be told or it is too large.
    """
    text = believable_page(_text(data), terms.limits)
    page = _Page(terms.limits)
    page.feed(text)
    page.close()
    if not page.tables:
        raise UnreadableError("F03", Format.HTML.value)
    names = _names(text, page)
    counts = _counted(text) + [0] * len(page.tables)
    sheets = [
        RawSheet(name, True, one.rows, count, frozenset(one.hidden), tuple(one.merges), one.comments)
        for name, one, count in zip(names, page.tables, counts, strict=False)
    ]
    return filled_book(sheets, Scanned(()))


def _text(data: bytes) -> str:
    """Return the page's text; what it says of its own encoding is believed only where nothing else explains it."""
    try:
        return decoded(data)
    except UnreadableError:
        said = _CHARSET.search(data[:4096])
        if said is None or said[1].lower() not in (b"gbk", b"gb2312", b"gb18030"):
            raise
        return data.decode("gb18030", "replace")


def _names(text: str, page: "_Page") -> list[str]:
    written = [name.strip() for name in _NAMES.findall(text)]
    if len(written) == len(page.tables):
        return written
    return [one.name or f"表格{number}" for number, one in enumerate(page.tables, start=1)]


class _Table:
    """A table being read: rows filled up to the cell that comes next."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[object]] = []
        self.hidden: set[int] = set()
        self.merges: list[tuple[int, int, int, int]] = []
        self.comments: dict[tuple[int, int], str] = {}
        self.covered: set[tuple[int, int]] = set()


class _Page(HTMLParser):
    """Tables of a page, outermost ones; rows of tables within them are rows of theirs."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._limits = limits
        self._cells = 0
        self._depth = 0
        self._unseen = 0
        self._heading: list[str] = []
        self._in_heading = False
        self._texts: list[str] | None = None
        self._comment: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        facts = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._depth:
            self._begin_row(_HIDDEN.search(facts.get("style", "")) is not None)
        elif tag in ("td", "th") and self._depth:
            self._begin_cell(facts)
        elif tag in _HEADINGS:
            self._heading, self._in_heading = [], True
        else:
            self._begin_other(tag)

    def _begin_other(self, tag: str) -> None:
        if tag == "comment" and self._texts is not None:
            self._comment = []
        elif tag in ("br", "p", "div") and self._texts:
            self._texts.append("\n")
        elif tag == "em" and self._in_heading:
            self._heading = []

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("table", "td", "th", "tr"):
            self._end_cell()
            self._depth -= tag == "table" and self._depth > 0
        elif tag == "comment" and self._comment is not None:
            table = self.tables[-1]
            table.comments[len(table.rows) - 1, len(table.rows[-1]) - 1] = "".join(self._comment).strip()
            self._comment = None
        elif tag in _HEADINGS:
            self._in_heading = False
            if tag == "caption" and self.tables:
                self.tables[-1].name = self._name()

    def handle_data(self, data: str) -> None:
        """Take what is shown."""
        if self._unseen:
            return
        if self._comment is not None:
            self._comment.append(data)
        elif self._texts is not None:
            self._texts.append(re.sub(r"[ \t\r\n\xa0]+", " ", data))
        elif self._in_heading:
            self._heading.append(data)

    def close(self) -> None:
        """Take what the page never ended."""
        super().close()
        self._end_cell()

    def _name(self) -> str:
        return "".join(self._heading).strip()[:31]

    def _begin_table(self) -> None:
        if not self._depth:
            self.tables.append(_Table(self._name()))
            self._heading = []
        self._depth += 1

    def _begin_row(self, hidden: bool) -> None:
        self._end_cell()
        table = self.tables[-1]
        table.rows.append([])
        if hidden:
            table.hidden.add(len(table.rows))
        if len(table.rows) > ROWS:
            raise UnreadableError("F01", "网页里的表格大得不正常")

    def _begin_cell(self, facts: dict[str, str]) -> None:
        self._end_cell()
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        row, cells = len(table.rows) - 1, table.rows[-1]
        while (row, len(cells)) in table.covered:
            cells.append("")
        wide, high = _span(facts, "colspan"), _span(facts, "rowspan")
        self._cover(table, row, len(cells), (high, wide))
        cells.append("")
        self._texts = []
        self._cells += wide * high
        if self._cells > self._limits.cells or len(cells) > COLUMNS:
            raise UnreadableError("F01", "网页里的表格大得不正常")

    def _cover(self, table: _Table, row: int, column: int, size: tuple[int, int]) -> None:
        high, wide = size
        if high * wide > 1:
            table.merges.append((row, column, row + high - 1, column + wide - 1))
            table.covered |= {
                (row + down, column + right) for down in range(high) for right in range(wide) if down or right
            }

    def _end_cell(self) -> None:
        if self._texts is None:
            return
        text = "\n".join(line.strip() for line in "".join(self._texts).split("\n")).strip()
        if len(text) > self._limits.text:
            raise UnreadableError("F01", f"里面有超过{self._limits.text}字的单元格")
        self.tables[-1].rows[-1][-1] = text
        self._texts = None


def _span(facts: dict[str, str], name: str) -> int:
    written = facts.get(name, "1").strip()
    return min(max(int(written), 1), _SPAN) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _counted(text: str) -> list[int]:
    """Return the rows of every outermost table that hold something, by the tags alone, without the parser."""
    count = _Count(text)
    for tag in _TAGS.finditer(text):
        if tag[2]:
            count.take(tag)
    count.end_row(len(text))
    return count.rows


class _Count:
    """Rows that hold something, of every outermost table; whatever begins or ends a row or a table ends the row before."""

    def __init__(self, text: str) -> None:
        self.rows: list[int] = []
        self._text = text
        self._depth = 0
        self._start = -1

    def take(self, tag: re.Match[str]) -> None:
        """Take the next tag of a table or a row."""
        self.end_row(tag.start())
        opening = not tag[1]
        if tag[2].lower() == "tr":
            self._start = tag.end() if self._depth and opening else -1
        elif opening:
            self.rows += [] if self._depth else [0]
            self._depth += 1
        else:
            self._depth = max(0, self._depth - 1)

    def end_row(self, at: int) -> None:
        """Count the row that ends here, if one is open."""
        if self._start >= 0:
            self.rows[-1] += bool(_NOT_TEXT.sub("", _TAGS.sub("", self._text[self._start : at])))
        self._start = -1
