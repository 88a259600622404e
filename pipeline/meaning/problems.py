"""The problems as run.json and the comparison of runs have them: plain values, one mapping a problem."""

from collections.abc import Mapping

import pandas as pd

from pipeline.meaning.conform import written

_KEYS: Mapping[str, str] = {
    "id": "id", "unit": "unit", "campus": "campus", "category": "category", "problem": "problem", "status": "status",
    "due": "due", "completed": "done_on", "light": "light", "file": "file", "sheet": "sheet", "row": "row", "state": "state",
}  # fmt: skip
_NULL_IF_BLANK = ("due", "completed")


def plain_problems(ledger: pd.DataFrame) -> list[dict[str, object]]:
    """Return run.json's `problems`: days as ISO text or None, everything else as in the ledger."""
    problems = []
    for record in ledger[list(_KEYS.values())].to_dict("records"):
        one: dict[str, object] = {key: record[column] for key, column in _KEYS.items()}
        one["row"] = int(record["row"])
        problems.append(one | {key: written(one[key]) or None for key in _NULL_IF_BLANK})
    return problems
