"""Records a collecting unit repeats from another unit's own return count and show once."""

from typing import Final

import pandas as pd

from pipeline.form.folding import fold

RISK: Final = ("post", "risk")
MEASURE: Final = ("name",)
"""Keys by which a risk or a measure is known again, beside the unit it comes from."""


def distinct(rows: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows without repetitions; columns `unit` and `source_unit` say whose a row is."""
    if rows.empty:
        return rows
    of_unit = rows["source_unit"].where(rows["source_unit"].ne(""), rows["unit"])
    folded = rows[list(keys)].assign(of_unit=of_unit).map(lambda text: fold(str(text))).agg("|".join, axis=1)
    return rows[~folded.duplicated()]
