"""What it means: values, findings, the ledger and every figure drawn from it."""
