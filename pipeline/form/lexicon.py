"""The form's own words for sentences: headings, sheet titles and choices by name."""

from collections.abc import Mapping

from pipeline.form import vocabulary
from pipeline.form.schema import Form

_NAMED_FIRST = ("problems", "basics")


def lexicon(form: Form) -> Mapping[str, object]:
    """Return `col` (column key -> heading), `title` (sheet key -> title) and `choice` (the vocabulary).

    Where two sheets have a column of the same key, 问题清单 and 基本情况 give its name.
    """
    headings = {column.key: column.heading for _, column in form.columns()}
    for key in reversed(_NAMED_FIRST):
        headings |= {column.key: column.heading for column in form[key].columns}
    return {"col": headings, "title": {sheet.key: sheet.title for sheet in form.sheets}, "choice": vocabulary}
