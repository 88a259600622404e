"""The parts of an office file by name, and what they refer to."""

import posixpath
import zipfile

from pipeline.intake.limits import Limits
from pipeline.intake.safe_xml import elements

Attributes = dict[str, str]


class Package:
    """An open archive whose parts are found whatever slashes their names are written with."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive, self.limits = archive, limits
        self._names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
        self._relations: dict[str, list[tuple[Attributes, str]]] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._names)

    def read(self, part: str) -> bytes:
        """Return a part; raise KeyError where it is not there."""
        return self._archive.read(self._names[part])

    def elements(self, part: str, tag: str) -> list[tuple[Attributes, str]]:
        """Return (attributes, text) of every element of that name, none where there is no such part."""
        return elements(self.read(part), tag, self.limits) if part in self._names else []

    def related(self, part: str, kind: str = "") -> dict[str, str]:
        """Return id -> part of a part's relations within the file, of those whose type ends so."""
        folder, name = posixpath.split(part)
        found = {}
        if part not in self._relations:  # a sheet is asked for each kind of what belongs to it
            self._relations[part] = self.elements(f"{folder}/_rels/{name}.rels", "Relationship")
        for attributes, _ in self._relations[part]:
            if attributes.get("Type", "").endswith(kind) and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                rooted = target.startswith("/")
                whole = target.lstrip("/") if rooted else posixpath.normpath(posixpath.join(folder, target))
                found[attributes.get("Id", "")] = whole
        return found

    def first(self, part: str, kind: str) -> str:
        """Return the first part of that kind a part refers to and that is there, else ""."""
        return next((one for one in self.related(part, kind).values() if one in self._names), "")

    def main_part(self, usual: str) -> str:
        """Return the part everything hangs on, as the file says, else the usual one."""
        for attributes, _ in self.elements("_rels/.rels", "Relationship"):
            if attributes.get("Type", "").endswith("/officeDocument"):
                return attributes.get("Target", "").lstrip("/")
        return usual
