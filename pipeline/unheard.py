"""The roll call before the first run: every unit that is asked, and nobody has answered."""

from pipeline.campaign.reading import read_campaign
from pipeline.meaning.stages import MISSING, NOT_IN
from pipeline.workspace import Workspace


def nobody_heard(place: Workspace) -> dict[str, object]:
    """Return the deadline, and a line of the roll call for each unit, as run.json would have them.

    Raises:
        CampaignError: If the campaign workbook is missing or wrong.
    """
    campaign = read_campaign(place.campaign_book)
    deadline = campaign.settings.deadline
    units = [
        {
            "unit": unit.name,
            "code": unit.code,
            "required": unit.required,
            "state": MISSING,
            "stage": NOT_IN,
            "problems": 0,
            "file": "",
        }
        for unit in campaign.answering
    ]
    return {"units": units, "deadline": deadline.isoformat(timespec="minutes") if deadline else None}
