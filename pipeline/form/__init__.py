"""What we ask: the form, its sheets, columns, kinds, vocabularies and rules, as data."""
