"""Whether several files of a unit are parts of one return: by campus, by what they are called, by their letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Final

from pipeline.campaign.model import Campaign
from pipeline.form import vocabulary as words
from pipeline.form.folding import fold, fold_prose, found_text
from pipeline.form.nearness import SAME_TEXT, likeness
from pipeline.intake.answered import answered
from pipeline.intake.part_names import said_to_be_parts, side_by_side
from pipeline.intake.sorting import Sorted
from pipeline.intake.submission import Record, Submission

_MOST_PAIRS: Final = 1_000_000


@dataclass(frozen=True)
class Listing:
    """A file of a group and what its list of problems says.

    Attributes:
        campaign: Whose unit it is of.
        file: The file.
    """

    campaign: Campaign
    file: Sorted
    submission: Submission = field(default_factory=lambda: Submission({}))

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Return its problems."""
        table = self.submission.tables.get("problems")
        return table.records if table else ()

    @cached_property
    def answers(self) -> bool:
        """Tell whether it says anything of problems, be it that there are none."""
        return "problems" in answered(self.campaign.form, self.submission)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Return the folded texts of its problems."""
        return frozenset(filter(None, (fold_prose(found_text(one.cells.get("problem"))) for one in self.records)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the numbers of its problems."""
        return frozenset(filter(None, (fold(found_text(one.cells.get("id"))) for one in self.records)))

    @cached_property
    def campus(self) -> str:
        """Return the one campus it is about: that of its problems, else 校区覆盖, else the one its path names."""
        kind = self.campaign.form["problems"]["campus"].kind
        told = {kind.read(one.cells.get("campus", "")).value for one in self.records} - {None, words.BOTH_CAMPUSES}
        if told:
            return str(told.pop()) if len(told) == 1 else ""
        return self._covered or self._named

    @cached_property
    def complete(self) -> bool:
        """Tell whether it has a 基本情况 of its own: it claims to be a whole return."""
        return "basics" in answered(self.campaign.form, self.submission)

    @cached_property
    def total(self) -> object:
        """Return 本单位问题总数, None where it says none."""
        return self._basics("total")

    @cached_property
    def _covered(self) -> str:
        value = self._basics("coverage")
        return str(value) if value in self.campaign.campuses else ""

    def _basics(self, key: str) -> object:
        basics = self.submission.tables.get("basics")
        found = basics.records[0].cells.get(key, "") if basics and basics.records else ""
        return self.campaign.form["basics"][key].kind.read(found).value

    @cached_property
    def _named(self) -> str:
        path = fold(self.file.opened.path).replace(fold(self.campaign.settings.school) or "\0", "")
        named = [campus for campus in self.campaign.campuses if fold(campus) in path]
        return named[0] if len(named) == 1 else ""


Parts = Mapping[str, str]
"""Path -> the part of a return a file is, in words that sort; "" for a file that lists no problems."""


def parts_by_campus(campaign: Campaign, group: Sequence[Sorted]) -> Parts:
    """Return the parts where every list of problems is of one campus, several campuses have one, and share none."""
    listings = _listings(campaign, group)
    campuses = {one.campus for one in listings}
    unit = campaign.unit(group[0].identity.unit)
    if "" in campuses or len(campuses) < 2 or len(unit.campuses or campaign.campuses) < 2:
        return {}
    if any(one.texts & other.texts for one, other in combinations(listings, 2) if one.campus != other.campus):
        return {}
    order = {campus: f"{number}{campus}" for number, campus in enumerate(campaign.campuses)}
    return {**_no_part(group), **{one.file.opened.path: order[one.campus] for one in listings}}


def parts_by_name(campaign: Campaign, group: Sequence[Sorted]) -> Parts:
    """Return the parts where lists share no problem and the files say they belong together.

    上 and 下 say so. 一 and 二, or one letter, say so only of files that are not each a whole return: at most
    one has a 基本情况, or the number of problems one tells is that of all together.
    """
    listings = _listings(campaign, group)
    paths = [one.file.opened.path for one in listings]
    told = said_to_be_parts(paths) or (_beside(listings) and not _each_whole(listings))
    if not told or not _all_apart(listings):
        return {}
    return {**_no_part(group), **{path: f"{number}" for number, path in enumerate(sorted(paths))}}


def unlike_all(campaign: Campaign, group: Sequence[Sorted]) -> bool:
    """Tell whether nothing says what the files are to each other.

    Some list shares neither a problem nor a number with any other, or none shares a problem and the files
    stand side by side: 一 and 二, or one letter, are no versions of each other.
    """
    everything = _listings(campaign, group)
    listings = [one for one in everything if one.records]
    if _beside(everything) and _all_apart(everything):
        return True
    return len(listings) > 1 and any(
        all(not one.numbers & other.numbers and _apart(one, other) for other in listings if other is not one)
        for one in listings
    )


def _beside(listings: Sequence[Listing]) -> bool:
    files = [one.file for one in listings]
    return len(files) > 1 and (side_by_side([one.opened.path for one in files]) or _of_one_letter(files))


def _each_whole(listings: Sequence[Listing]) -> bool:
    """Tell whether the files contradict each other if they are parts: several are whole, none counts all problems."""
    together = sum(len(one.records) for one in listings)
    return sum(one.complete for one in listings) > 1 and all(one.total != together for one in listings)


def _all_apart(listings: Sequence[Listing]) -> bool:
    return all(_apart(one, other) for one, other in combinations(listings, 2))


def _listings(campaign: Campaign, group: Sequence[Sorted]) -> list[Listing]:
    listings = [Listing(campaign, one, one.opened.submission) for one in group if one.opened.submission]
    return [one for one in listings if one.answers]


def _no_part(group: Sequence[Sorted]) -> Parts:
    return {one.opened.path: "" for one in group}


def _apart(one: Listing, other: Listing) -> bool:
    """Tell whether two lists hold problems and none of them is alike; very long lists only go by equal texts."""
    if not one.texts or not other.texts or one.texts & other.texts:
        return False
    if len(one.texts) * len(other.texts) > _MOST_PAIRS:
        return True
    return all(likeness(text, also) < SAME_TEXT for text in one.texts for also in other.texts)


def _of_one_letter(files: Sequence[Sorted]) -> bool:
    letters = {one.opened.path.partition("!")[0] for one in files}
    return len(letters) == 1 and all(one.opened.sender and "!" in one.opened.path for one in files)


Conflict = Callable[[Sorted, Sorted], bool]
"""(one file, another) -> whether it matters which of them is newer."""


def conflict_of(campaign: Campaign, parts: Parts) -> Conflict:
    """Return what tells whether two files answer the same sheet differently, parts of one return apart."""

    def conflict(one: Sorted, other: Sorted) -> bool:
        mine, theirs = one.opened.submission, other.opened.submission
        if mine is None or theirs is None:
            return True
        part, also = parts.get(one.opened.path, ""), parts.get(other.opened.path, "")
        if part and also and part != also:
            return False
        both = answered(campaign.form, mine) & answered(campaign.form, theirs)
        return any(_content(mine, key) != _content(theirs, key) for key in both)

    return conflict


def _content(submission: Submission, key: str) -> list[tuple[Mapping[str, object], Mapping[str, str]]]:
    return [(record.cells, record.extras) for record in submission.tables[key].records]
