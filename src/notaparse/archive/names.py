"""Names of documents in an archive, and of the files that are written for them.

A source is a relative path with ``/``, in Unicode: it can stand in JSON, in a shell and in a table. Bytes of a file name
that are no UTF-8 stand in it as ``%FF``. An output is the source made safe for every file system, the same on each.
"""

from __future__ import annotations

import hashlib
import re

from notaparse.errors import UnsafeSource

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_UNDECODABLE = re.compile(r"[\ud800-\udfff]")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\#]|%(?=[0-9A-F]{2})')
"""What some file system does not take, and ``#``, which numbers the parts of a bundle."""
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?$")
"""Names that Windows keeps for devices."""
_LONGEST = 200
"""Bytes of one component; file systems take 255, and ``#12.mdto.xml`` must fit behind it."""
_DEEPEST = 1000
"""Characters of a whole path."""


def source_name(name: str) -> str:
    """Source of a document from its path in an archive. Raises ``UnsafeSource`` where that leads out of it."""
    shown = _UNDECODABLE.sub(lambda lone: "".join(f"%{byte:02X}" for byte in _bytes(lone[0])), name)
    components = shown.split("/")
    if shown.startswith("/") or _DRIVE.match(shown) or ".." in components or ".." in shown.split("\\"):
        raise UnsafeSource("the path leads out of the archive", source=shown)
    if "\0" in shown:
        raise UnsafeSource("the path holds a NUL", source=shown.replace("\0", "%00"))
    if len(shown) > _DEEPEST:
        raise UnsafeSource(f"the path is {len(shown)} characters long", source=shown)
    cleaned = "/".join(component for component in components if component not in {"", "."})
    if not cleaned:
        raise UnsafeSource("the path is empty", source=shown)
    return cleaned


def _bytes(lone: str) -> bytes:
    try:
        return lone.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return lone.encode("utf-8", "surrogatepass")


def output_name(source: str, *, part: int | None = None) -> str:
    """Path of a document's output without its last suffix: ``map/nota.pdf``, of part 2 of a bundle ``map/nota.pdf#2``."""
    name = "/".join(_safe(component) for component in source.split("/"))
    return name if part is None else f"{name}#{part}"


def _safe(component: str) -> str:
    name = _UNSAFE.sub(lambda unsafe: f"%{ord(unsafe[0]):02X}", component)
    if name[-1:] in {".", " "} or _RESERVED.match(name):  # Windows drops the one and refuses the other
        name = f"{name[:-1]}%{ord(name[-1]):02X}"
    raw = name.encode()
    if len(raw) <= _LONGEST:
        return name
    return f"{raw[: _LONGEST - 17].decode(errors='ignore')}~{hashlib.sha256(raw).hexdigest()[:16]}"


class Unique:
    """Gives a source that was there before another name: ``nota.pdf~2``. Names that differ in case only count as one."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def __call__(self, source: str) -> str:
        """The source itself, or the first free name."""
        name, number = source, 1
        while (key := hashlib.blake2b(output_name(name).casefold().encode(), digest_size=16).digest()) in self._seen:
            number += 1
            name = f"{source}~{number}"
        self._seen.add(key)
        return name
