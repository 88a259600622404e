"""Which unit a text names: by its name and its known aliases only, never by likeness."""

import re
from collections.abc import Iterator
from functools import cached_property

from pipeline.campaign.model import Campaign
from pipeline.form.folding import fold
from pipeline.form.schema import Role

_BRACKETED = re.compile(r"[(（](.*?)[)）]")
_SECTION = re.compile(r"^(?!处|院|集团|公司|中心|部).{1,8}(?:科|室|组|中心|办|部|站|队|班)$")
"""A section's name. What goes on with 处 or 集团 is the tail of another unit's name, not a section of this one."""
_BETWEEN_ADDRESSES = re.compile(r"[、，,；;\s]+")


class NameBook:
    """The names of a campaign's units."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._school = fold(campaign.settings.school)

    @cached_property
    def _known(self) -> dict[str, str]:
        """Return folded name -> unit; a name several units go by names none of them, a unit's own name always does."""
        meant = self._meant
        aliases = {name: next(iter(units)) for name, units in meant.items() if name and len(units) == 1}
        return aliases | {fold(unit.name): unit.name for unit in self._campaign.units}

    @cached_property
    def _meant(self) -> dict[str, set[str]]:
        """Return folded alias -> the units that go by it."""
        meant: dict[str, set[str]] = {}
        for name, unit in self._aliases():
            meant.setdefault(fold(name), set()).add(unit)
        return meant

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
        return self.parted(text)[0]

    def parted(self, text: str) -> tuple[str, str]:
        """Return the unit a short text names and the section of it: 总务处水电科 and 总务处（水电科） both have one.

        Nothing is guessed: no unit where the longest known beginning is a name of several units, or
        where what follows is itself a unit.
        """
        key = fold(_BRACKETED.sub("", text))
        key = key.removeprefix(self._school) if self._school and key != self._school else key
        unit, section = self._known.get(key, ""), ""
        if not unit:
            unit, section = self._headed(key)
        within = [fold(inner) for inner in _BRACKETED.findall(text)]
        section = section or next((inner for inner in within if _SECTION.match(inner)), "")
        return ("", "") if not unit or unit in self._offices else (unit, section)

    def known(self, text: str) -> bool:
        """Tell whether a short text names a unit of the campaign, one that collects or may not be asked among them."""
        return bool(self.resolve(text)) or self._known.get(fold(text)) is not None

    def _headed(self, key: str) -> tuple[str, str]:
        """Return the unit whose name begins the text, and the section that follows."""
        heads = [name for name in {*self._known, *self._meant} if name and key.startswith(name)]
        head = max(heads, key=len, default="")
        section = key.removeprefix(head)
        if head not in self._known or not _SECTION.match(section) or section in {*self._known, *self._meant}:
            return "", ""
        return self._known[head], section

    def mentioned(self, text: str) -> set[str]:
        """Return the answering units whose names stand in a longer text; the longest name wins where names overlap."""
        key, found = fold(text), set()
        for known in self._longest_first:
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
        return self._of_codes.get(code.strip().upper(), "")

    @cached_property
    def _of_codes(self) -> dict[str, str]:
        return {unit.code: unit.name for unit in reversed(self._campaign.answering)}

    @cached_property
    def _longest_first(self) -> list[str]:
        return sorted(self._known, key=len, reverse=True)
