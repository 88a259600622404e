"""How far a unit has come, in words: for programs, and on the page."""

MISSING, OK, WITH_ERRORS, QUARANTINED = "missing", "ok", "returned-with-errors", "quarantined"
"""States of a unit as run.json says them (product.md)."""

NOT_IN, BAD_FILE, TO_CONFIRM, TO_MEND, NIL_REPORT, IN = "未交", "退回重报", "待人工确认", "待修正", "零报告", "已收"
"""The same on the page, finer."""
