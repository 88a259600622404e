"""What came in: files of the inbox, what they are, whose they are, their cells as found."""
