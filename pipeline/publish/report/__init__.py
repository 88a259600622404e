"""The Word report: what the figures say, in the words and on the page an office expects."""

from pipeline.publish.report.document import write_report

__all__ = ["write_report"]
