"""Text made harmless for a terminal: no name of a file can drive it or forge a line."""


def plain(text: str) -> str:
    """Return a text on one line, with everything that cannot be seen shown as an escape."""
    one_line = " ".join(text.split())
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in one_line)
