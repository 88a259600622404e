"""Files under a password: opened with the one the office set, where the optional extra is installed."""

import io
from typing import Final

from pipeline.campaign.settings import label_of
from pipeline.intake.book import UnreadableError

try:
    import msoffcrypto
except ImportError:
    msoffcrypto = None  # the extra is not installed: files stay shut, and say so

EXTRA: Final = "pipeline[password]"

DEFAULT_PASSWORD: Final = "VelvetSweatshop"  # noqa: S105  (Excel's own, printed in its documentation)
"""What Excel tries by itself, asking nobody: it shuts workbooks under write protection, and hides malice."""
OPENED_BY_ITSELF: Final = f"用 Excel 默认密码（{DEFAULT_PASSWORD}）加密的文件（打开时不提示输入，来路不明的要当心）"


def unlocked(data: bytes, password: str) -> tuple[bytes, str]:
    """Return the file without its password, and what is to be said of the password, "" where it is the office's.

    Raises:
        UnreadableError: F02, with what stands in the way, "" where there is no password to try.
    """
    if msoffcrypto is None:
        install = f"（汇总单位安装 {EXTRA} 后，可用设置的“{label_of('password')}”打开）"
        raise UnreadableError("F02", install if password else "")
    for one, said in ((password, ""), (DEFAULT_PASSWORD, OPENED_BY_ITSELF)):
        opened = _decrypted(data, one) if one else None
        if opened is not None:
            return opened, said
    raise UnreadableError("F02", f"（设置的“{label_of('password')}”打不开它）" if password else "")


def _decrypted(data: bytes, password: str) -> bytes | None:
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password)
        office.decrypt(opened)
    except MemoryError:
        raise
    except Exception:  # the library raises whatever a broken file makes it stumble over
        return None
    return opened.getvalue()
