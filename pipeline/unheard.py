"""The roll call before the first run: every unit that is asked, and nobody has answered."""

from pipeline.campaign.reading import read_campaign
from pipeline.meaning.roll import MISSING, NOT_IN
from pipeline.workspace import Workspace


def nobody_heard(place: Workspace) -> list[dict[str, object]]:
    """Return a line of the roll call for each unit, as run.json would have it.

    Raises:
        CampaignError: If the campaign workbook is missing or wrong.
    """
    return [
        {
            "unit": unit.name,
            "code": unit.code,
            "required": unit.required,
            "state": MISSING,
            "stage": NOT_IN,
            "problems": 0,
            "file": "",
        }
        for unit in read_campaign(place.campaign_book).answering
    ]
