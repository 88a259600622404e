"""Whom we ask: the campaign, read from the plan and kept in the campaign workbook."""
