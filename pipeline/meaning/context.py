"""What a rule within one row may ask beside the row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.campaign.settings import Settings
from pipeline.meaning.conform import SheetFrame
from pipeline.meaning.sources import Fault


@dataclass(frozen=True)
class Context:
    """What a rule may ask beside the row.

    Attributes:
        as_of: The day overdue is measured against.
        settings: Of the campaign.
        filled_on: Number of the source -> 填报日期.
        with_attachments: Numbers of the sources whose unit sent attachments besides its signature.
    """

    as_of: date
    settings: Settings
    filled_on: Mapping[int, date]
    with_attachments: frozenset[int]


RowRule = Callable[[SheetFrame, Context], Iterator[Fault]]
"""(the frame of a sheet over all sources, context) -> the faults, in row order."""
