"""The problems as run.json and the comparison of runs have them: plain values, one mapping a problem."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

_KEYS: Mapping[str, str] = {
    "id": "id", "unit": "unit", "campus": "campus", "category": "category", "problem": "problem", "status": "status",
    "due": "due", "completed": "done_on", "light": "light", "file": "file", "sheet": "sheet", "row": "row", "state": "state",
}  # fmt: skip
_DAYS = ("due", "completed")


def plain_problems(ledger: pd.DataFrame) -> list[dict[str, object]]:
    """Return run.json's `problems`: days as ISO text or None, everything else as in the ledger."""
    problems = []
    for record in ledger[list(_KEYS.values())].to_dict("records"):
        one: dict[str, object] = {key: record[column] for key, column in _KEYS.items()}
        one["row"] = int(record["row"])
        problems.append(one | {key: _day(one[key]) for key in _DAYS})
    return problems


def _day(value: object) -> str | None:
    """Return a day as ISO text, None where no day could be made of the cell: its text is in the findings."""
    return value.isoformat() if isinstance(value, date) else None
