"""Where outputs go: a folder of this machine, or whatever fsspec reaches. Files appear whole or not at all."""

from __future__ import annotations

import errno
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
_READY = f"{STATE}/ready"
"""Folder in it for files that stand ready."""
_TRIES = 5
"""Times that a file is put in its place at most."""


Staged = tuple[str, str]
"""Names of a file that stands ready, and of the place that it is for."""


class Store(Protocol):
    """A folder that outputs are written to. Picklable: workers stage, and whoever keeps the ledger commits."""

    def stage(self, name: str, content: bytes) -> Staged:
        """Put a file beside its place. Raises ``OSError`` where there is no room or no right to."""

    def commit(self, staged: Staged) -> None:
        """Put a staged file in its place, whole. Raises ``OSError``, also where no file can be called so."""

    def exists(self, name: str) -> bool:
        """Whether the file is there."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""

    def read(self, name: str) -> bytes:
        """Bytes of a file."""


def write(store: Store, name: str, content: bytes) -> None:
    """Put a file in its place, whole."""
    store.commit(store.stage(name, content))


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine. A file is written beside, synced and renamed: a crash leaves the old one or the new one."""

    root: Path

    def stage(self, name: str, content: bytes) -> Staged:
        """Write beside the place."""
        # Plain strings and descriptors: this is done for every document, and paths cost as much as the writing.
        beside = beside_name()
        file = _created(f"{self.root}/{beside}")
        try:
            written = 0
            while written < len(content):
                written += os.write(file, content[written:] if written else content)
        finally:
            os.close(file)
        return beside, name

    def commit(self, staged: Staged) -> None:
        """Sync, and rename. A folder takes the place of the one that was there."""
        beside, target = f"{self.root}/{staged[0]}", f"{self.root}/{staged[1]}"
        _sync(beside)
        for _ in range(_TRIES):
            try:
                os.replace(beside, target)  # noqa: PTH105 - as above
            except FileNotFoundError:  # or somebody else has just taken the empty folder away
                Path(target).parent.mkdir(parents=True, exist_ok=True)
            except OSError:
                if not (Path(beside).is_dir() and Path(target).is_dir()):
                    raise
                shutil.rmtree(target)
            else:
                return
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), target)

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
        shutil.rmtree(self.root / _READY, ignore_errors=True)


def beside_name() -> str:
    """A name that no other file has, beside all places."""
    return f"{_READY}/{uuid.uuid4().hex}"


def _created(path: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o666)


def _sync(path: str) -> None:
    try:
        file = os.open(path, os.O_RDWR)
    except (IsADirectoryError, PermissionError):
        if Path(path).is_dir():  # a SIP: a folder can't be opened, and renaming it is what counts
            return
        raise
    try:
        os.fsync(file)
    finally:
        os.close(file)


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder behind a URL: ``s3://bucket/archive``. Object stores put a file in place whole by themselves."""

    url: str

    def _at(self, name: str) -> tuple[Any, str]:
        where, root = filesystem(self.url)
        return where, f"{root.rstrip('/')}/{name}"

    def stage(self, name: str, content: bytes) -> Staged:
        """Put the object in its place: no reader sees half of it."""
        where, path = self._at(name)
        where.makedirs(path.rpartition("/")[0], exist_ok=True)
        where.pipe_file(path, content)
        return name, name

    def commit(self, staged: Staged) -> None:
        """It is there."""

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
