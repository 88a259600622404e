"""Types into a workbook with LibreOffice, as a person at the desk would, and says what is seen then.

Run by the Python that has `uno`, which is the system's: reads jobs from standard input, a line of JSON each,
    {"source": path, "target": path, "steps": [["type", sheet, cell, value], ["insert", sheet, row],
     ["sort", sheet, area, column], ["delete", sheet, row]], "read": [[sheet, cell], …]}
and answers each with a line {"seen": [text, …]} on standard output.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not with the test requirements
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

PATIENCE = 60

Thing = Any
"""An object of the office: its bridge has no types."""


def main() -> None:
    """Do the jobs on standard input with one office."""
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"typist{Path(profile).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"]
        )  # fmt: skip
        try:
            desktop = _desktop(pipe)
            for line in sys.stdin:
                sys.stdout.write(json.dumps({"seen": _work(desktop, json.loads(line))}) + "\n")
                sys.stdout.flush()
            desktop.terminate()
        finally:
            office.wait(PATIENCE)


def _desktop(pipe: str) -> Thing:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(PATIENCE * 4):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("the office did not start")


def _work(desktop: Thing, job: dict[str, Thing]) -> list[str]:
    document = desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, (_property("Hidden", True),))
    for action, title, *rest in job["steps"]:
        ACTIONS[action](document.Sheets.getByName(title), *rest)
    document.calculateAll()
    seen = [document.Sheets.getByName(title).getCellRangeByName(cell).String for title, cell in job["read"]]
    document.storeToURL(Path(job["target"]).as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    return seen


def _type(sheet: Thing, cell: str, value: str | float) -> None:
    place = sheet.getCellRangeByName(cell)
    if isinstance(value, str):
        place.String = value
    else:
        place.Value = value


def _insert(sheet: Thing, row: int) -> None:
    sheet.Rows.insertByIndex(row - 1, 1)


def _delete(sheet: Thing, row: int) -> None:
    sheet.Rows.removeByIndex(row - 1, 1)


def _sort(sheet: Thing, area: str, column: int) -> None:
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = column, True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    sheet.getCellRangeByName(area).sort((_property("SortFields", fields), _property("ContainsHeader", False)))


def _property(name: str, value: Thing) -> Thing:
    return PropertyValue(Name=name, Value=value)


ACTIONS: dict[str, Callable[..., None]] = {"type": _type, "insert": _insert, "delete": _delete, "sort": _sort}

if __name__ == "__main__":
    main()
