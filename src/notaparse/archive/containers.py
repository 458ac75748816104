"""Members of zip and tar files, read as a stream, never unpacked to disk; guarded against bombs and tricks.

Nothing in an archive is believed: sizes are counted while reading, and what is no plain file is refused by name.
"""

from __future__ import annotations

import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple, Self

from notaparse.errors import Damaged, Encrypted, NotaparseError, TooLarge, UnsafeSource

ZIP = (".zip",)
TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")

LARGEST = 100 * 1024 * 1024
"""Bytes of one member."""
DENSEST = 100
"""How many times its compressed size a member may be, once it is over ``ROOM``: PDF and text come to 2 to 20 times."""
ROOM = 1024 * 1024
MOST = 1_000_000
"""Entries of one zip: its list of entries is held in memory, some 500 bytes each."""
WHOLE = 1024**3
"""Bytes that an archive may unfold to in all, or ``DENSEST`` times its own size where that is more."""
_LONGEST_HEADER = 1024 * 1024
"""Bytes of a tar header that extends another: names and attributes, read at once."""

_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)
"""What reading a damaged archive raises."""


class Found(NamedTuple):
    """A document that was come upon, before it is read."""

    name: str
    """As it stands in its folder or archive, not yet to be trusted."""
    take: Callable[[], bytes | str]
    """Its bytes, or the path where they are. Called at once or never. Raises ``NotaparseError``."""
    archive: str | None = None
    """Path of the archive that it stands for, where archives aren't opened."""


def is_archive(name: str) -> bool:
    """Whether its name says that it is a zip or tar file."""
    return name.lower().endswith(ZIP + TAR)


def members(file: BinaryIO, name: str, wanted: Callable[[str], bool]) -> Iterator[Found]:
    """The members of an archive that are wanted by their names, in its order.

    Raises ``Damaged`` where it can't be read on, ``TooLarge`` where it unfolds to too much: what came before stands.
    """
    size = file.seek(0, 2)
    file.seek(0)
    walk = _zip if name.lower().endswith(ZIP) else _tar
    try:
        yield from walk(file, max(WHOLE, DENSEST * size), wanted)
    except _BROKEN as error:
        raise Damaged(f"the archive can't be read on: {error}") from error


def _refused(error: NotaparseError) -> Callable[[], bytes]:
    def take() -> bytes:
        raise error

    return take


# Zip


def _zip(file: BinaryIO, budget: int, wanted: Callable[[str], bool]) -> Iterator[Found]:
    if (entries := _entries(file)) > MOST:
        raise TooLarge(f"{entries} entries; the limit is {MOST}")
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = info.filename.replace("\\", "/")  # as some packers of Windows write it
            if info.is_dir() or not wanted(name):
                continue
            if "\0" in info.orig_filename:
                yield Found(name, _refused(UnsafeSource("the name holds a NUL")))
            elif is_archive(name):
                yield Found(name, _refused(UnsafeSource("an archive within an archive is not opened")))
            elif stat.S_IFMT(info.external_attr >> 16) not in {0, stat.S_IFREG}:
                yield Found(name, _refused(UnsafeSource("a link or device in an archive is not followed")))
            elif info.flag_bits & 1:
                yield Found(name, _refused(Encrypted("the member needs a password")))
            elif budget < info.file_size:
                raise TooLarge("the archive unfolds to too much")
            else:
                budget -= info.file_size
                yield Found(name, partial(_inflated, archive, info))


def _entries(file: BinaryIO) -> int:
    """How many entries a zip says that it has, before they are read into memory."""
    size = file.seek(0, 2)
    start = max(0, size - 65_557)  # the longest comment and the record before it
    file.seek(start)
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile("it has no list of entries")
    entries, length = struct.unpack_from("<HI", tail, at + 10)
    if entries == 0xFFFF or length == 0xFFFF_FFFF:
        at = tail.rfind(b"PK\x06\x06", 0, at)
        if at >= 0 and len(tail) >= at + 56:
            entries, length = struct.unpack_from("<QQ", tail, at + 32)
    return int(max(entries, min(length, size) // 46))  # an entry takes 46 bytes at least


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    most = min(LARGEST, max(ROOM, DENSEST * info.compress_size))
    if info.file_size > most:
        raise TooLarge(f"{info.file_size} bytes out of {info.compress_size}; the limit is {most}")
    try:
        with archive.open(info) as member:
            content = member.read(most + 1)
    except (*_BROKEN, NotImplementedError, RuntimeError) as error:
        raise Damaged(f"the member can't be read: {error}") from error
    if len(content) > most:  # the size was a lie
        raise TooLarge(f"more than {most} bytes")
    return content


# Tar


class _Guarded(tarfile.TarInfo):
    """A member whose extending headers are bounded: tarfile reads each into memory at once."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Read a header. Raises ``tarfile.ReadError`` where one that has no content of its own is large."""
        info = super().frombuf(buf, encoding, errors)
        if info.size > _LONGEST_HEADER and info.type not in {*tarfile.REGULAR_TYPES, *_BARE}:
            raise tarfile.ReadError(f"a header of {info.size} bytes")
        return info


_BARE = (tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE)
"""Types that have no content, whatever their size says."""


def _tar(file: BinaryIO, budget: int, wanted: Callable[[str], bool]) -> Iterator[Found]:
    with tarfile.open(fileobj=file, mode="r|*", tarinfo=_Guarded) as archive:
        while (info := archive.next()) is not None:
            listed: Any = archive
            listed.members.clear()  # a stream never goes back, and the list grows with the archive
            if info.offset_data + info.size > budget:
                raise TooLarge("the archive unfolds to too much")
            if info.isdir() or not wanted(info.name):
                continue
            if is_archive(info.name):
                yield Found(info.name, _refused(UnsafeSource("an archive within an archive is not opened")))
            elif not info.isfile() or info.issparse():
                yield Found(info.name, _refused(UnsafeSource("a link or device in an archive is not followed")))
            elif info.size > LARGEST:
                yield Found(info.name, _refused(TooLarge(f"{info.size} bytes; the limit is {LARGEST}")))
            else:
                yield Found(info.name, partial(_extracted, archive, info))


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    member: Any = archive.extractfile(info)
    try:
        content = bytes(member.read())
    except _BROKEN as error:
        raise Damaged(f"the member can't be read: {error}") from error
    if len(content) != info.size:
        raise Damaged("the archive ends within the member")
    return content
