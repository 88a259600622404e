"""A letter as bytes (RFC 5322, MIME), the same letter always the same bytes.

Written out here rather than by the standard library, because an attachment's name has to stand in it
twice: as RFC 2231 has it, and as the encoded words older mail programs look for.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from pipeline.post.letter import Attachment, Letter
from pipeline.publish.cleaning import clean_text

_BREAK: Final = "\r\n"
_FOLD: Final = "\r\n "
_WORD_BYTES: Final = 39
"""UTF-8 bytes an encoded word holds, so that `Subject: =?utf-8?B?…?=` stays within 76 characters."""
_PART_CHARACTERS: Final = 50
"""Characters of a percent-encoded piece of a name, so that its line stays within 76."""
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draft(letter: Letter) -> bytes:
    """Return the letter as a file that mail programs open as a message not sent yet.

    It has no sender, date or identity: the program that sends it gives it its own.
    """
    return _message(letter, {"X-Unsent": "1"})


def outgoing(letter: Letter, sender: str, reply_to: str, moment: datetime, identity: str) -> bytes:
    """Return the letter as it goes to the server, with sender, date and identity."""
    heads = {"From": sender, "Date": format_datetime(moment), "Message-ID": identity}
    return _message(letter, heads | ({"Reply-To": reply_to} if reply_to and reply_to != sender else {}))


def _message(letter: Letter, heads: Mapping[str, str]) -> bytes:
    boundary = _boundary(letter)
    heads = {
        **heads,
        **({"To": f",{_FOLD}".join(letter.to)} if letter.to else {}),
        "Subject": _encoded(letter.subject),
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/mixed;{_FOLD}boundary="{boundary}"',
    }
    parts = (_text(letter.text), _attached(letter.attachment))
    body = "".join(f"--{boundary}{_BREAK}{part}" for part in parts)
    return f"{_headed(heads)}{body}--{boundary}--{_BREAK}".encode("ascii")


def _headed(heads: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}{_BREAK}" for name, value in heads.items()) + _BREAK


def _boundary(letter: Letter) -> str:
    """Return a line that cannot stand in a body: no line of base64 holds an underscore."""
    told = "\0".join((letter.kind.value, letter.unit, letter.subject, letter.text, letter.attachment.sha256))
    return f"=_{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _text(text: str) -> str:
    heads = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "base64"}
    return _headed(heads) + _lines(clean_text(text).replace("\n", _BREAK).encode("utf-8"))


def _attached(attachment: Attachment) -> str:
    heads = {
        "Content-Type": f'{_WORKBOOK};{_FOLD}name="{_encoded(attachment.name)}"',
        "Content-Transfer-Encoding": "base64",
        "Content-Disposition": f"attachment;{_FOLD}{f';{_FOLD}'.join(_name_pieces(attachment.name))}",
    }
    return _headed(heads) + _lines(attachment.data)


def _lines(data: bytes) -> str:
    """Return base64 in lines of 76 characters."""
    return base64.encodebytes(data).decode("ascii").replace("\n", _BREAK)


def _encoded(text: str) -> str:
    """Return a text as encoded words (RFC 2047), folded; no character can end the header."""
    words = (base64.b64encode(piece.encode("utf-8")).decode("ascii") for piece in _pieces(one_line(text)))
    return _FOLD.join(f"=?utf-8?B?{word}?=" for word in words)


def _pieces(text: str) -> Iterator[str]:
    """Go through a text in pieces that fit an encoded word, no character divided."""
    piece = ""
    for character in text:
        if piece and len(f"{piece}{character}".encode()) > _WORD_BYTES:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _name_pieces(name: str) -> Sequence[str]:
    """Return the parameters of a name as RFC 2231 has it: `filename*`, or `filename*0*` and so on."""
    pieces = [""]
    for character in one_line(name):
        encoded = quote(character, safe="")
        if len(pieces[-1]) + len(encoded) > _PART_CHARACTERS:
            pieces.append("")
        pieces[-1] += encoded
    if len(pieces) == 1:
        return [f"filename*=utf-8''{pieces[0]}"]
    pieces[0] = f"utf-8''{pieces[0]}"
    return [f"filename*{number}*={piece}" for number, piece in enumerate(pieces)]


def one_line(text: str) -> str:
    """Return a text on one line, without control characters."""
    return " ".join(clean_text(text).split())
