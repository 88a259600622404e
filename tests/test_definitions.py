"""What figures mean, said once and printed in 口径."""

from pathlib import Path

from pipeline.form import vocabulary as words
from pipeline.meaning.definitions import DEFINITIONS
from tests.ledgers import lines, written
from tests.outcomes import sample_outcome


def test_the_page_of_terms_defines_every_figure_shown(tmp_path: Path) -> None:
    """口径 has a line for each definition and each light."""
    rows = lines(written(sample_outcome(), tmp_path)["口径"])

    assert [row["指标"] for row in rows] == [
        *(d.name for d in DEFINITIONS),
        *(f"预警“{light}”" for light in words.LIGHTS),
    ]
    assert all(str(row["含义"]).endswith("。") for row in rows)
