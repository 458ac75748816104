"""Where outputs go: a folder of this machine, or whatever fsspec reaches. Files appear whole or not at all."""

from __future__ import annotations

import functools
import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from notaparse.errors import MissingExtra

STATE = ".notaparse"
"""Folder inside the output folder for what a run needs only while it runs."""


class Store(Protocol):
    """A folder that outputs are written to. Picklable: workers get it."""

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole. Raises ``OSError`` where there is no room or no right to."""

    def exists(self, name: str) -> bool:
        """Whether the file is there."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""

    def read(self, name: str) -> bytes:
        """Bytes of a file."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine."""

    root: Path

    def write(self, name: str, content: bytes) -> None:
        """Write beside, fsync, rename: a crash leaves the old file or the new one."""
        beside = self.root / STATE / "tmp" / uuid.uuid4().hex
        target = self.root / name
        with _opened(beside) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            beside.replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(target)

    def exists(self, name: str) -> bool:
        """Whether the file is there; a SIP is a folder."""
        return (self.root / name).exists()

    def remove(self, name: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        target = self.root / name
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        with suppress(OSError):  # the first folder that is not empty
            for folder in target.parents:
                if folder == self.root:
                    break
                folder.rmdir()

    def read(self, name: str) -> bytes:
        """Bytes of a file."""
        return (self.root / name).read_bytes()

    def sweep(self) -> None:
        """Take away what a killed run left half written."""
        shutil.rmtree(self.root / STATE / "tmp", ignore_errors=True)


def _opened(path: Path) -> Any:
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder behind a URL: ``s3://bucket/archive``. Object stores put a file in place whole by themselves."""

    url: str

    def _at(self, name: str) -> tuple[Any, str]:
        where, root = filesystem(self.url)
        return where, f"{root.rstrip('/')}/{name}"

    def write(self, name: str, content: bytes) -> None:
        """Put the object, or write beside and move where the file system has folders."""
        where, path = self._at(name)
        where.makedirs(path.rpartition("/")[0], exist_ok=True)
        where.pipe_file(path, content)

    def exists(self, name: str) -> bool:
        """Whether the object is there."""
        where, path = self._at(name)
        return bool(where.isfile(path))

    def remove(self, name: str) -> None:
        """Take an object away, if it is there."""
        where, path = self._at(name)
        with suppress(FileNotFoundError):
            where.rm_file(path)

    def read(self, name: str) -> bytes:
        """Bytes of an object."""
        where, path = self._at(name)
        return bytes(where.cat_file(path))


def store(out: str | Path) -> Folder | Remote:
    """The folder of that path, or of that URL."""
    out = str(out)
    if "://" not in out:
        return Folder(Path(out).absolute())
    where, root = filesystem(out)
    # Only an object store puts a file in place at once; elsewhere it is written beside and renamed.
    return Folder(Path(root)) if "file" in _protocols(where) else Remote(out)


def _protocols(where: Any) -> tuple[str, ...]:
    return (where.protocol,) if isinstance(where.protocol, str) else tuple(where.protocol)


@functools.cache
def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra("dask", needed_for="a path with ://") from error
    return fsspec


def filesystem(url: str) -> tuple[Any, str]:
    """File system of a URL, and the path in it. Raises ``MissingExtra``."""
    where, path = _fsspec().core.url_to_fs(url)
    return where, str(path)
