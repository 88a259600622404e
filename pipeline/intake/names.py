"""Which unit a text names: by its name and its known aliases only, never by likeness."""

import re
from collections.abc import Iterator
from functools import cached_property

from pipeline.campaign.model import Campaign
from pipeline.form.folding import fold
from pipeline.form.schema import Role

_BRACKETED = re.compile(r"[(（].*?[)）]")
_SECTION = re.compile(r"^.{1,8}(?:科|室|组|中心|办|部|站|队|班)$")
_BETWEEN_ADDRESSES = re.compile(r"[、，,；;\s]+")


class NameBook:
    """The names of a campaign's units."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._school = fold(campaign.settings.school)

    @cached_property
    def _known(self) -> dict[str, str]:
        """Return folded name -> unit; a name several units go by names none of them, a unit's own name always does."""
        meant: dict[str, set[str]] = {}
        for name, unit in self._aliases():
            meant.setdefault(fold(name), set()).add(unit)
        aliases = {name: units.pop() for name, units in meant.items() if name and len(units) == 1}
        return aliases | {fold(unit.name): unit.name for unit in self._campaign.units}

    @cached_property
    def _offices(self) -> frozenset[str]:
        """Return the units that collect the returns: files are sent to them, never from them."""
        return frozenset(unit.name for unit in self._campaign.units if unit.role is Role.OFFICE)

    def _aliases(self) -> Iterator[tuple[str, str]]:
        yield from self._campaign.unit_aliases.items()
        for unit in self._campaign.units:
            for alias in unit.aliases:
                yield alias, unit.name

    def resolve(self, text: str) -> str:
        """Return the unit a short text names, "" where it names none or could be several.

        The school's name, blanks and bracketed additions are passed over; a section behind the
        unit's name (总务处水电科) still names the unit.
        """
        key = fold(_BRACKETED.sub("", text))
        key = key.removeprefix(self._school) if self._school and key != self._school else key
        heads = [known for known in self._known if key.startswith(known) and _SECTION.match(key.removeprefix(known))]
        unit = self._known.get(key) or (self._known[max(heads, key=len)] if heads else "")
        return "" if unit in self._offices else unit

    def mentioned(self, text: str) -> set[str]:
        """Return the answering units whose names stand in a longer text; the longest name wins where names overlap."""
        key, found = fold(text), set()
        for known in sorted(self._known, key=len, reverse=True):
            if known in key:
                found.add(self._known[known])
                key = key.replace(known, "※")
        return found - self._offices

    def of_sender(self, address: str) -> str:
        """Return the unit that writes from an address, "" where none or several do."""
        units = [
            unit.name
            for unit in self._campaign.answering
            if address and address.lower() in _BETWEEN_ADDRESSES.split(unit.email.lower())
        ]
        return units[0] if len(units) == 1 else ""

    def of_code(self, code: str) -> str:
        """Return the unit of a code, "" where there is none."""
        return next((unit.name for unit in self._campaign.answering if unit.code == code.strip().upper()), "")
