"""Types into a workbook with LibreOffice, as a person at the desk would, and says what is seen then.

Run by the Python that has `uno`, which is the system's: reads a job as JSON from standard input
    {"source": path, "target": path, "steps": [["type", sheet, cell, value], ["insert", sheet, row],
     ["sort", sheet, area, column], ["delete", sheet, row]], "read": [[sheet, cell], …]}
and writes {"seen": [text, …]} to standard output.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not with the test requirements
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

PATIENCE = 60


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"typist{Path(profile).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"]
        )  # fmt: skip
        try:
            desktop = _desktop(pipe)
            json.dump({"seen": _work(desktop, job)}, sys.stdout)
            desktop.terminate()
        finally:
            office.wait(PATIENCE)


def _desktop(pipe):  # type: ignore[no-untyped-def]  # everything here is the office's
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


def _work(desktop, job):  # type: ignore[no-untyped-def]
    document = desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, (_property("Hidden", True),))
    for action, title, *rest in job["steps"]:
        ACTIONS[action](document.Sheets.getByName(title), *rest)
    document.calculateAll()
    seen = [document.Sheets.getByName(title).getCellRangeByName(cell).String for title, cell in job["read"]]
    document.storeToURL(Path(job["target"]).as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    return seen


def _type(sheet, cell, value):  # type: ignore[no-untyped-def]
    place = sheet.getCellRangeByName(cell)
    if isinstance(value, str):
        place.String = value
    else:
        place.Value = value


def _insert(sheet, row):  # type: ignore[no-untyped-def]
    sheet.Rows.insertByIndex(row - 1, 1)


def _delete(sheet, row):  # type: ignore[no-untyped-def]
    sheet.Rows.removeByIndex(row - 1, 1)


def _sort(sheet, area, column):  # type: ignore[no-untyped-def]
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = column, True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    sheet.getCellRangeByName(area).sort((_property("SortFields", fields), _property("ContainsHeader", False)))


def _property(name, value):  # type: ignore[no-untyped-def]
    return PropertyValue(Name=name, Value=value)


ACTIONS = {"type": _type, "insert": _insert, "delete": _delete, "sort": _sort}

if __name__ == "__main__":
    main()
