"""The sheet 责任单位: who there is, under which names, and the register that finds a unit by any of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.campaign.book_table import Entry
from pipeline.campaign.codes import LONGEST_CODE, unit_code
from pipeline.campaign.model import Unit
from pipeline.campaign.plan_names import without_school
from pipeline.campaign.sheets import UNITS
from pipeline.errors import CampaignError
from pipeline.form import vocabulary as words
from pipeline.form.campuses import campus_choice
from pipeline.form.choices import Choice
from pipeline.form.folding import fold
from pipeline.form.schema import Role

_SEPARATORS = re.compile(r"[、，,;；/\n\t]+")
_CODE = re.compile(rf"[A-Z0-9]{{1,{LONGEST_CODE}}}")
_OPTIONAL = (Role.OFFICE, Role.CAMPUS)


@dataclass(frozen=True)
class Register:
    """Finds a unit by name or alias.

    Attributes:
        names: Folded name or alias -> unit name.
        aliases: Alias as written -> unit name.
        school: The school's name, which may stand in front of a unit's.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    school: str = ""

    @staticmethod
    def of(units: Sequence[Unit], school: str, file: str) -> "Register":
        """Return the register of the names in the sheet; raise CampaignError where an alias means two units."""
        register = Register({fold(unit.name): unit.name for unit in units}, {}, school)
        for unit in units:
            for alias in unit.aliases:
                other = register.names.get(fold(alias), unit.name)
                if other != unit.name:
                    raise CampaignError(
                        f"{file} 工作表“{UNITS.title}”里，“{alias}”既指“{other}”，又写作“{unit.name}”的别名。",
                        "一个名称只能属于一个单位，请在其中一处删去。",
                    )
                register = register.with_alias(alias, unit.name)
        return register

    def with_alias(self, alias: str, name: str) -> "Register":
        """Return the register with one more alias of a unit."""
        return replace(self, names={**self.names, fold(alias): name}, aliases={**self.aliases, alias: name})

    def find(self, written: str) -> str | None:
        """Return the unit's name, None where nobody has this name."""
        plain = without_school(written, self.school)
        return self.names.get(fold(written)) or self.names.get(fold(plain))


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names of a cell, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))


def read_units(entries: Iterable[Entry], campuses: tuple[str, ...]) -> tuple[Unit, ...]:
    """Return the units in order; a blank code is derived from the shortest name.

    Raises:
        CampaignError: If a name or code stands twice, or a code, role, campus or answer is none.
    """
    rows = tuple(entries)
    names: dict[str, Entry] = {}
    codes: dict[str, Entry] = {}
    for row in rows:
        _take(names, row, "name", row.folded("name"), "这个单位前面已经有了", "请删去重复的一行，或改正单位名称。")
        if row.text("code"):
            _take(codes, row, "code", _code(row), "这个单位码前面已经用过", "每个单位的码不能相同，请改一个。")
    units: list[Unit] = []
    taken = set(codes)
    for row in rows:
        unit = _unit(row, campuses, taken)
        taken.add(unit.code)
        units.append(unit)
    return tuple(units)


def _take(seen: dict[str, Entry], row: Entry, key: str, value: str, why: str, remedy: str) -> None:
    if not value:
        raise row.wrong(key, "这一行没有写单位名称", "请填写单位全称，或删去这一行。")
    if value in seen:
        raise row.wrong(key, f"{why}（{seen[value].cell(key)}）", remedy)
    seen[value] = row


def _unit(row: Entry, campuses: tuple[str, ...], taken: set[str]) -> Unit:
    name = row.text("name")
    aliases = tuple(alias for alias in parts_of(row.text("aliases")) if fold(alias) != fold(name))
    role = _role(row)
    return Unit(
        name=name,
        code=_code(row) if row.text("code") else unit_code((name, *aliases), taken),
        aliases=aliases,
        campuses=_campuses(row, campuses),
        role=role,
        required=_required(row, role),
        contact=row.text("contact"),
        email="、".join(parts_of(row.text("email"))),
        head=row.text("head"),
        leader=row.text("leader"),
    )


def _code(row: Entry) -> str:
    code = row.folded("code").upper()
    if not _CODE.fullmatch(code):
        raise row.wrong(
            "code",
            f"单位码只能用字母和数字，最多{LONGEST_CODE}位",
            "请改正，如 ZWC；也可以留空，由系统按拼音首字母自动编。",
        )
    return code


def _role(row: Entry) -> Role:
    written = row.folded("role")
    for role in Role:
        if not written or fold(role.value) == written:
            return role
    raise row.wrong("role", "没有这个角色", f"请从下拉中选一项：{'、'.join(role.value for role in Role)}。")


def _campuses(row: Entry, campuses: tuple[str, ...]) -> tuple[str, ...]:
    chosen: list[str] = []
    for part in parts_of(row.text("campuses")):
        reading = campus_choice(campuses).read(part)
        if reading.value is None:
            raise row.wrong(
                "campuses", f"“{part}”不是“设置”表中的校区", f"请写{'、'.join(campuses)}，或在“设置”表补上这个校区。"
            )
        chosen += campuses if reading.value == words.BOTH_CAMPUSES else [str(reading.value)]
    return tuple(campus for campus in campuses if campus in chosen) or campuses


def _required(row: Entry, role: Role) -> bool:
    if not row.text("required"):
        return role not in _OPTIONAL
    reading = Choice(words.YES_NO, words.YES_NO_MEANS).read(row.values["required"])
    if reading.value is None:
        raise row.wrong("required", "这里只能填“是”或“否”", "请从下拉中选一项。")
    return reading.value == words.YES
