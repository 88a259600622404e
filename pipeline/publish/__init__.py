"""What goes out: templates, ledger, report, returns and run.json."""
