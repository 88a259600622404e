"""Which unit a text names: by its name and its known aliases only, never by likeness."""

import re
from functools import cached_property

from pipeline.campaign.model import Campaign
from pipeline.form.folding import fold

_BRACKETED = re.compile(r"[(（].*?[)）]")
_SECTION = re.compile(r"^.{1,8}(?:科|室|组|中心|办|部|站|队|班)$")


class NameBook:
    """The names of a campaign's units."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._school = fold(campaign.settings.school)

    @cached_property
    def _known(self) -> dict[str, str]:
        own = {fold(name): unit.name for unit in self._campaign.units for name in (unit.name, *unit.aliases)}
        return {fold(alias): name for alias, name in self._campaign.unit_aliases.items()} | own

    def resolve(self, text: str) -> str:
        """Return the unit a short text names, "" where it names none or could be several.

        The school's name, blanks and bracketed additions are passed over; a section behind the
        unit's name (总务处水电科) still names the unit.
        """
        key = fold(_BRACKETED.sub("", text))
        key = key.removeprefix(self._school) if self._school and key != self._school else key
        if key in self._known:
            return self._known[key]
        heads = [known for known in self._known if key.startswith(known) and _SECTION.match(key.removeprefix(known))]
        return self._known[max(heads, key=len)] if heads else ""

    def mentioned(self, text: str) -> set[str]:
        """Return the units whose names stand in a longer text; the longest name wins where names overlap."""
        key, found = fold(text), set()
        for known in sorted(self._known, key=len, reverse=True):
            if known and known in key:
                found.add(self._known[known])
                key = key.replace(known, "※")
        return found

    def of_sender(self, address: str) -> str:
        """Return the unit that writes from an address, "" where none or several do."""
        units = [
            unit.name
            for unit in self._campaign.units
            if address and address in unit.email.lower().replace("；", "、").split("、")
        ]
        return units[0] if len(units) == 1 else ""

    def of_code(self, code: str) -> str:
        """Return the unit of a code, "" where there is none."""
        return next((unit.name for unit in self._campaign.units if unit.code == code.strip().upper()), "")
