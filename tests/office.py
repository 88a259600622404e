"""Files saved by a real office program."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")


def all_converted(workbooks: Mapping[str, bytes], suffix: str, filter_name: str) -> dict[str, bytes]:
    """Return workbooks as LibreOffice saves them in one go, with their new suffix."""
    with tempfile.TemporaryDirectory() as folder:
        saved, sources = Path(folder) / "saved", [Path(folder) / name for name in workbooks]
        for source, workbook in zip(sources, workbooks.values(), strict=True):
            source.write_bytes(workbook)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", f"{suffix}:{filter_name}", "--outdir", str(saved)]
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)
        return {path.name: path.read_bytes() for path in sorted(saved.iterdir())}


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
