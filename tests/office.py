"""Files saved by a real office program."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")


def converted(workbook: bytes, target: str) -> bytes:
    """Return an .xlsx as LibreOffice saves it; `target` is its name for a form: `ods`, `xls:MS Excel 97`."""
    with tempfile.TemporaryDirectory() as folder:
        source, saved = Path(folder) / "表.xlsx", Path(folder) / "saved"
        source.write_bytes(workbook)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", target, "--outdir", str(saved), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        (only,) = saved.iterdir()
        return only.read_bytes()
