"""The campaign workbook, opened: its sheets as plain values, merged cells filled down, or one plain sentence."""

import warnings
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.campaign.broken import BROKEN
from pipeline.errors import CampaignError
from pipeline.form.folding import fold

Grid = tuple[tuple[object, ...], ...]
"""The values of a sheet, row by row from A1; None is an empty cell."""

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 256 * 1024 * 1024
_MOST_CELLS = 400_000
_AGAIN = "请用 Excel 或 WPS 打开它，另存为 .xlsx 后再试；打不开的，请从备份恢复，或重新运行 pipeline init。"


def open_book(path: Path) -> Mapping[str, Grid]:
    """Return the sheets of a workbook by folded title.

    Raises:
        CampaignError: If the file is missing, in use, damaged, encrypted or no .xlsx.
    """
    content = _bytes_of(path)
    try:
        _check_kind(path, content)
        with warnings.catch_warnings():
            # openpyxl warns of every feature it drops; only values are read here.
            warnings.simplefilter("ignore")
            sheets = grids_of(path.name, load_workbook(BytesIO(content), data_only=True))
    except BROKEN as error:
        raise CampaignError(f"{path.name} 已损坏，读不出内容。", _AGAIN) from error
    if not sheets:
        raise CampaignError(f"{path.name} 里没有读到任何工作表。", _AGAIN)
    return sheets


def grids_of(file: str, book: Workbook) -> Mapping[str, Grid]:
    """Return the sheets of an opened workbook by folded title; raise CampaignError for one of absurd size."""
    return {fold(sheet.title): _grid(file, sheet) for sheet in book.worksheets}


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CampaignError(
            f"找不到 {path}。", "请先运行 pipeline init 建立它，或用 -C 指定工作区所在的文件夹。"
        ) from error
    except OSError as error:
        raise CampaignError(
            f"{path} 打不开（{error.strerror or error}）。", "请先关闭正在使用它的程序，再试一次。"
        ) from error


def _check_kind(path: Path, content: bytes) -> None:
    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise CampaignError(f"{path.name} 设了打开密码。", "请在 Excel 或 WPS 里去掉密码，保存后再试。")
    if content.startswith(_OLE):
        raise CampaignError(
            f"{path.name} 其实是旧版 Excel 格式（.xls）。", "请用 Excel 或 WPS 打开它，另存为 .xlsx 后再试。"
        )
    if not zipfile.is_zipfile(BytesIO(content)):
        raise CampaignError(f"{path.name} 不是 Excel 工作簿（.xlsx），或已损坏。", _AGAIN)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise CampaignError(
                f"{path.name} 展开后过大，不像一份责任清单。", "请删去其中的大图片和无关内容，保存后再试。"
            )


def _grid(file: str, sheet: Worksheet) -> Grid:
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise CampaignError(
            f"{file} 工作表“{sheet.title}”太大（{sheet.max_row}行、{sheet.max_column}列）。",
            "请删去下方和右侧多余的行和列，保存后再试。",
        )
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for area in sheet.merged_cells.ranges:
        value = rows[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row, min(area.max_row, len(rows)) + 1):
            rows[row - 1][area.min_col - 1] = value
    return tuple(map(tuple, rows))
