"""Sources → documents: files, folders, globs, archives and lists of paths, one after another, read once.

What can't be taken along is not dropped in silence: it comes out as a failed record in its place. The order of the
documents depends on names alone.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from notaparse.archive import containers
from notaparse.archive.containers import Found
from notaparse.archive.names import Unique, source_name
from notaparse.archive.one import Record, Ref, failed
from notaparse.archive.store import filesystem
from notaparse.errors import NotaparseError, Unavailable, UnsafeSource

SUFFIXES = (".pdf", ".docx", ".txt", ".text", ".md")
"""What is taken for a document in a folder or an archive. A file that is named itself is always taken."""

HELD = 4 * 1024 * 1024
"""Bytes up to which a file goes to its worker as content, so that it is read once; a larger one goes as a path."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where documents come from.

    A document is called by its path from the folder that all sources have in common: the folder, zip or tar itself
    where there is one source. Members of an archive stand below its name, as if it were a folder.
    """

    paths: tuple[str, ...]
    """Files, folders, globs, zip and tar files, URLs that fsspec opens; ``-`` stands for the paths in ``listed``."""
    listed: BinaryIO | None = None
    """Paths, one a line, or one before each NUL where there is any. They are called as they stand there."""
    leave: Path | None = None
    """Folder that isn't looked into: where the output goes."""
    held: int = HELD
    """Bytes up to which a file is read here; 0 leaves all files to the workers."""
    opened: bool = True
    """Whether archives are opened; they can be counted without that."""
    skipped: Callable[[str], None] | None = None
    """Told the name of each file that isn't taken for a document."""

    def __iter__(self) -> Iterator[Ref | Record]:
        """Every document, with its content or its path; a failed record for what can't be taken along."""
        unique = Unique()
        for found in self._found():
            try:
                source = source_name(found.name)
            except UnsafeSource as error:
                yield failed(unique(error.source or "?"), error)
                continue
            source = unique(source)
            try:
                taken = found.take()
            except NotaparseError as error:
                yield failed(source, error)
                continue
            yield Ref(source, path=taken) if isinstance(taken, str) else Ref(source, content=taken)

    def count(self) -> int | None:
        """How many documents there are; None where that shows only by reading all (a tar file, a list)."""
        if "-" in self.paths:
            return None
        total = 0
        for found in replace(self, opened=False, skipped=None)._found():  # noqa: SLF001 - of its own class
            if found.archive is None:
                total += 1
            elif found.archive.lower().endswith(containers.TAR):
                return None
            else:
                total += sum(1 for _ in replace(self, paths=(found.archive,), skipped=None)._found())  # noqa: SLF001
        return total

    def check(self) -> None:
        """Raise ``Unavailable`` for a source that isn't there, before anything is done."""
        for path in self.paths:
            if path != "-" and "://" not in path and not os.path.lexists(path) and not _matches(path):
                raise Unavailable("no such file or folder, and no file matches it", source=path)

    def _found(self) -> Iterator[Found]:
        for path, name in self._named():
            yield from self._source(path, name)

    def _named(self) -> Iterator[tuple[str, str]]:
        """Each source with the name that its documents stand below; "" where they need none."""
        alone = len(self.paths) == 1
        base = "" if alone else _common(self.paths)
        for path in self.paths:
            if path == "-":
                for listed in _lines(self.listed):
                    yield listed, _relative(listed, Path.cwd())
            elif "://" in path:
                yield path, "" if alone else path.partition("://")[2]
            elif not os.path.lexists(path) and glob.has_magic(path):
                root = _fixed(path)
                for match in _matches(path):
                    yield match, _relative(match, root if alone else base)
            elif alone:
                yield path, "" if Path(path).is_dir() or containers.is_archive(path) else Path(path).name
            else:
                yield path, _relative(path, base)

    def _source(self, path: str, name: str) -> Iterator[Found]:
        if "://" in path:
            yield from self._remote(path, name)
            return
        try:
            mode = Path(path).stat().st_mode
        except (OSError, ValueError) as error:
            yield _refused(name or path, Unavailable(getattr(error, "strerror", None) or str(error)))
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(path, name)
        elif stat.S_ISREG(mode):
            yield from self._file(path, name)
        else:
            yield _refused(name or path, UnsafeSource("neither a file nor a folder"))

    def _file(self, path: str, name: str) -> Iterator[Found]:
        """A file that is there: a document, or an archive of them."""
        if not containers.is_archive(path):
            yield Found(name, partial(_content, path, self.held))
            return
        if not self.opened:
            yield Found(name, partial(_content, path, 0), archive=path)
            return
        try:
            with Path(path).open("rb") as file:
                yield from self._members(file, path, name)
        except OSError as error:
            yield _refused(name or Path(path).name, Unavailable(error.strerror or str(error)))

    def _members(self, file: BinaryIO, path: str, name: str) -> Iterator[Found]:
        try:
            for member in containers.members(file, path, self._wanted):
                called = f"{name}/{member.name}" if name else member.name
                try:
                    source_name(member.name)  # by itself: "/etc/x" behind a folder's name would pass
                except UnsafeSource as error:
                    yield _refused(called, error)
                else:
                    yield member._replace(name=called)
        except NotaparseError as error:
            yield _refused(name or path.rpartition("/")[2], error)

    def _wanted(self, name: str) -> bool:
        """Whether a file is taken for a document or an archive of them, by its name."""
        components = name.split("/")
        known = name.lower().endswith(SUFFIXES) and not components[-1].lower().startswith("readme")
        if (known or containers.is_archive(name)) and not any(map(_is_hidden, components)):
            return True
        if self.skipped is not None:
            self.skipped(name)
        return False

    def _folder(self, top: str, name: str) -> Iterator[Found]:
        """Documents below a folder, depth first, sorted by name. Links that lead out of it are refused."""
        inside = os.path.realpath(top)
        stack: list[tuple[os.DirEntry[str] | None, str]] = [(None, name)]
        while stack:
            entry, name = stack.pop()
            if entry is not None and not _is_folder(entry):
                yield from self._entry(entry, name, inside)
                continue
            if entry is not None and entry.is_symlink():
                if not _within(entry.path, inside):
                    yield _refused(name, UnsafeSource("the link leads out of the folder"))
                continue  # a link to a folder inside leads to what is found there anyway
            path = top if entry is None else entry.path
            if self.leave is not None and Path(path).absolute() == self.leave:
                continue
            try:
                with os.scandir(path) as children:
                    found = sorted(children, key=lambda child: child.name, reverse=True)
            except OSError as error:
                yield _refused(name or path, Unavailable(error.strerror or str(error)))
                continue
            stack += [
                (child, f"{name}/{child.name}" if name else child.name)
                for child in found
                if not (_is_hidden(child.name) and _is_folder(child))
            ]

    def _entry(self, entry: os.DirEntry[str], name: str, inside: str) -> Iterator[Found]:
        """What is no folder in a folder. The listing says mostly what it is: for each document a look less."""
        if not self._wanted(entry.name):
            return
        if entry.is_symlink() and not _within(entry.path, inside):
            yield _refused(name, UnsafeSource("the link leads out of the folder"))
        elif entry.is_file(follow_symlinks=False):
            yield from self._file(entry.path, name)
        else:
            yield from self._source(entry.path, name)

    def _remote(self, url: str, name: str) -> Iterator[Found]:
        where, root = filesystem(url)
        scheme = url.partition("://")[0]
        try:
            paths = sorted(where.find(root))
        except Exception as error:  # noqa: BLE001 - each backend raises its own
            yield _refused(name or url, Unavailable(str(error)))
            return
        if not paths:
            yield _refused(name or url, Unavailable("nothing is there"))
        for path in paths:
            alone = path.strip("/") == root.strip("/")
            inner = path.rpartition("/")[2] if alone else path.strip("/").removeprefix(root.strip("/")).lstrip("/")
            called = name if alone and name else f"{name}/{inner}" if name else inner
            if containers.is_archive(path):
                with where.open(path, "rb") as file:
                    yield from self._members(file, path, "" if alone and not name else called)
            elif alone or self._wanted(inner):
                yield Found(called, partial(_remote_content, where, path, f"{scheme}://{path}", self.held))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; what can't be looked at is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_hidden(component: str) -> bool:
    """Whether a file or folder is one that its system hides, or keeps for itself."""
    return (component.startswith(".") and component not in {".", ".."}) or component == "__MACOSX"


def _refused(name: str, error: NotaparseError) -> Found:
    def take() -> bytes:
        raise error

    return Found(name, take)


def _content(path: str, held: int) -> bytes | str:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)), "rb") as file:
            if os.fstat(file.fileno()).st_size > held:
                return path
            return file.read()
    except OSError as error:
        raise Unavailable(error.strerror or str(error)) from error


def _remote_content(where: Any, path: str, url: str, held: int) -> bytes | str:
    try:
        return url if where.size(path) > held else bytes(where.cat_file(path))
    except Exception as error:  # each backend raises its own
        raise Unavailable(str(error)) from error


def _lines(listed: BinaryIO | None) -> Iterator[str]:
    content = b"" if listed is None else listed.read()
    for line in content.split(b"\0") if b"\0" in content else content.splitlines():
        if line:
            yield os.fsdecode(line)


def _matches(pattern: str) -> list[str]:
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(path for path in matches if not Path(path).is_dir())


def _within(path: str, folder: str) -> bool:
    """Whether a link leads to something inside a folder (whose own links are resolved already)."""
    return Path(os.path.realpath(path)).is_relative_to(folder)


def _fixed(pattern: str) -> Path:
    """The folder before the first wildcard of a glob."""
    fixed = Path(pattern)
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    return fixed


def _common(paths: tuple[str, ...]) -> Path:
    """The folder that several sources have in common; what they stand in, where there is none."""
    parents = [
        (_fixed(path) if glob.has_magic(path) and not os.path.lexists(path) else Path(path)).absolute().parent
        for path in paths
        if path != "-" and "://" not in path
    ]
    try:
        return Path(os.path.commonpath(parents))
    except ValueError:  # drives of Windows, or nothing but URLs
        return Path.cwd()


def _relative(path: str, base: Path | str) -> str:
    """Path from a folder, with ``/``; without its root where it lies elsewhere."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links, which are names here
    try:
        return absolute.relative_to(Path(base).absolute()).as_posix()
    except ValueError:
        return absolute.relative_to(absolute.anchor).as_posix()
