"""What stops a run: each error is one plain sentence and a remedy, said in Chinese.

A finding never stops a run; an exception of this module does, with exit code 3.
"""


class PipelineError(Exception):
    """Something the run cannot go on without is missing or broken.

    Attributes:
        problem: One sentence: what is wrong and where.
        remedy: One sentence: what the person at the desk does now.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}{remedy}")


class PlanError(PipelineError):
    """The plan's Word file cannot be read, or holds no responsibility table."""


class CampaignError(PipelineError):
    """The campaign workbook is missing, damaged, or says something impossible."""


class WorkspaceError(PipelineError):
    """A folder of the workspace is missing, or cannot be read or written."""


class ConservationError(PipelineError):
    """The rows read and the rows counted independently differ: nothing may be published."""
