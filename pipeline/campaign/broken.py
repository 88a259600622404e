"""What the office libraries raise over a damaged file: found by feeding them thousands (none documents it)."""

import zipfile
import zlib

from openpyxl.utils.exceptions import InvalidFileException

BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    OSError,
    EOFError,
    SyntaxError,
    RuntimeError,
)
"""SyntaxError is lxml's and ElementTree's for ill-formed XML, RuntimeError zipfile's for an encrypted member."""
