"""The fast reader (calamine, MIT), kept at arm's length: it may panic, blank and refuse whole sheets."""

import io

import python_calamine as calamine

Rows = list[list[object]]


class Native:
    """A workbook as the fast reader has it; what it cannot give is None, nothing raises."""

    def __init__(self, data: bytes) -> None:
        self._book: calamine.CalamineWorkbook | None = None
        try:
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except BaseException as error:  # a panic of native code is no Exception (threats.md 2.2)
            _unless_meant(error)

    def rows(self, name: str) -> Rows | None:
        """Return every row of a sheet from the first, None where it cannot be read."""
        if self._book is None:
            return None
        try:
            sheet = self._book.get_sheet_by_name(name)
            return [list(row) for row in sheet.to_python(skip_empty_area=False)]
        except BaseException as error:
            _unless_meant(error)
            return None


def _unless_meant(error: BaseException) -> None:
    if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
        raise error
