"""Files under a password: opened with the one the office set, where the optional extra is installed."""

import io

from pipeline.campaign.settings import label_of
from pipeline.intake.book import UnreadableError

try:
    import msoffcrypto
except ImportError:
    msoffcrypto = None  # the extra is not installed: files stay shut, and say so

EXTRA = "pipeline[password]"


def unlocked(data: bytes, password: str) -> bytes:
    """Return the file without its password.

    Raises:
        UnreadableError: F02, with what stands in the way, "" where there is no password to try.
    """
    if not password:
        raise UnreadableError("F02", "")
    if msoffcrypto is None:
        raise UnreadableError("F02", f"（汇总单位安装 {EXTRA} 后，可用设置的“{label_of('password')}”打开）")
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password)
        office.decrypt(opened)
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise UnreadableError("F02", f"（设置的“{label_of('password')}”打不开它）") from error
    return opened.getvalue()
