"""The ledger workbook, one idea a file: how cells and lists are written, then its sheets."""
