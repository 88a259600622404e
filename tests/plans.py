r"""Plans for tests, written as lines of text: a line is a paragraph, lines of cells are a table.

    一、组织机构
    | 整治类别 | 自查内容 | 责任单位 |
    | 食堂管理 | 对食堂进行自查，包括制度是否健全等。 | 后勤集团 |

In a cell `^` continues the cell above, `<` the cell to the left, and `\n` breaks the line.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Docx

REAL_PLAN = Path(__file__).parent / "plan" / "work-plan.txt"
"""The plan of the 2023 campaign, word for word."""


def write_plan(path: Path, text: str) -> Path:
    """Write a plan as a .docx file and return its path."""
    document = Document()
    table: list[list[str]] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.lstrip().startswith("|"):
            table.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if table:
            _add_table(document, table)
            table = []
        if line.strip():
            document.add_paragraph(line.strip("\n"))
    document.save(str(path))
    return path


def _add_table(document: Docx, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text == "^":
                table.cell(at - 1, column).merge(table.cell(at, column))
            elif text == "<":
                table.cell(at, column - 1).merge(table.cell(at, column))
            else:
                table.cell(at, column).text = text.replace("\\n", "\n")
