"""What a row must satisfy, as data the template and the checker both read.

A rule answers `offenders(rows)` for the checker and `fault(cells)` for the template, so
that a conditional colour in Excel and a finding in Python come from one statement.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # the readers' processes start without it: half a second each
    import pandas as pd


class Rows(NamedTuple):
    """The rows of one sheet over all files.

    Attributes:
        values: One line a row; a column per key, dtype object, None where there is no value.
        found: Same shape; the text found, "" where the cell is blank.
    """

    values: "pd.DataFrame"
    found: "pd.DataFrame"

    def blank(self, key: str) -> "pd.Series[bool]":
        """Tell which rows have nothing in that column."""
        return self.found[key].eq("")


@dataclass(frozen=True, slots=True)
class Offence:
    """One row that breaks a rule: its index label, the column to mark, and the facts for the sentence."""

    index: int
    key: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class When:
    """A condition on one column: it holds one of these values, or anything at all.

    Attributes:
        key: Column.
        values: The values; empty means: filled with anything.
        words: The condition in Chinese, as it stands in hints.
        positive: Whether it must be a number over 0 instead.
    """

    key: str
    values: tuple[str, ...]
    words: str
    positive: bool = False

    def holds(self, rows: Rows) -> "pd.Series[bool]":
        """Tell in which rows the condition holds."""
        if self.positive:
            return rows.values[self.key].map(lambda value: isinstance(value, int) and value > 0).astype(bool)
        return rows.values[self.key].isin(self.values) if self.values else ~rows.blank(self.key)

    def formula(self, cells: Mapping[str, str]) -> str:
        """Return the condition as an Excel expression over the cells (or ranges) of a row, as 0 or 1.

        Never as TRUE or FALSE: in Excel FALSE>0 is true, and FALSE=0 is not.
        """
        cell = cells[self.key]
        if not self.values:
            return f"((LEN({cell})>0)*({cell}<>0))" if self.positive else f"((LEN({cell})>0)*1)"
        return "(" + "+".join(f'({cell}="{value}")*1' for value in self.values) + ")"


class Rule(Protocol):
    """What every rule answers."""

    @property
    def code(self) -> str:
        """Return the permanent code."""
        ...

    @property
    def sheet(self) -> str:
        """Return the key of the sheet it is about."""
        ...

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the keys it names."""
        ...

    @property
    def fills(self) -> tuple[str, ...]:
        """Return the keys it makes required."""
        ...

    @property
    def words(self) -> str:
        """Return its condition in Chinese."""
        ...

    def offenders(self, rows: Rows) -> Iterator[Offence]:
        """Go through the rows that break it."""
        ...

    def fault(self, key: str, cells: Mapping[str, str]) -> str:
        """Return an Excel expression, true where the cell of `key` breaks it; "" if it cannot."""
        ...


@dataclass(frozen=True)
class RequiredWhen:
    """Where a condition holds, the columns must be filled."""

    code: str
    sheet: str
    targets: tuple[str, ...]
    when: When

    @property
    def columns(self) -> tuple[str, ...]:
        """Return targets and condition."""
        return (*self.targets, self.when.key)

    @property
    def fills(self) -> tuple[str, ...]:
        """Return the targets."""
        return self.targets

    @property
    def words(self) -> str:
        """Say when."""
        return self.when.words

    def offenders(self, rows: Rows) -> Iterator[Offence]:
        """Go through blank targets of the rows in which the condition holds."""
        held = self.when.holds(rows)
        for key in self.targets:
            for index in rows.values.index[held & rows.blank(key)]:
                yield Offence(int(index), key, {"when": self.words})

    def fault(self, key: str, cells: Mapping[str, str]) -> str:
        """Return: the condition holds and the cell is empty."""
        return f"{self.when.formula(cells)}*(LEN({cells[key]})=0)"


@dataclass(frozen=True)
class BlankUnless:
    """A column is filled only where a condition holds."""

    code: str
    sheet: str
    target: str
    when: When
    fills: tuple[str, ...] = field(default=(), init=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return target and condition."""
        return (self.target, self.when.key)

    @property
    def words(self) -> str:
        """Say when."""
        return self.when.words

    def offenders(self, rows: Rows) -> Iterator[Offence]:
        """Go through filled targets of rows whose condition is known not to hold."""
        known = rows.values[self.when.key].notna()
        for index in rows.values.index[known & ~self.when.holds(rows) & ~rows.blank(self.target)]:
            yield Offence(int(index), self.target, {"when": self.words})

    def fault(self, key: str, cells: Mapping[str, str]) -> str:
        """Return: the cell is filled, the condition's cell too, and the condition does not hold."""
        return f"(LEN({cells[key]})>0)*(LEN({cells[self.when.key]})>0)*({self.when.formula(cells)}=0)"


@dataclass(frozen=True)
class NotBefore:
    """A day is not before another day of the same row."""

    code: str
    sheet: str
    later: str
    earlier: str
    words: str
    fills: tuple[str, ...] = field(default=(), init=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return both days."""
        return (self.later, self.earlier)

    def offenders(self, rows: Rows) -> Iterator[Offence]:
        """Go through rows in which both days are known and in the wrong order."""
        both = rows.values[[self.later, self.earlier]].dropna()
        for index, (later, earlier) in zip(both.index, both.itertuples(index=False), strict=True):
            if later < earlier:
                yield Offence(int(index), self.later, {"when": self.words, "other": str(earlier)})

    def fault(self, key: str, cells: Mapping[str, str]) -> str:
        """Return nothing: days are text in the template, compared when they come back."""
        del key, cells
        return ""
