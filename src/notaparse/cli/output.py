"""Standard output, standard error and files, the same on every platform."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from notaparse.errors import NotaparseError
from notaparse.model import Notice


def write(content: str | bytes, out: Path | None) -> None:
    """Put a result out as UTF-8: to the file, whole or not at all, or to standard output."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if out is None:
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:  # a test's or a notebook's stand-in for standard output
            sys.stdout.write(data.decode("utf-8", "replace"))
        else:
            buffer.write(data)
            buffer.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def complain(error: NotaparseError | OSError, *, source: str) -> None:
    """Print an error to standard error as ``file:position: code: message``."""
    if isinstance(error, NotaparseError):
        where = ":".join(part for part in (error.source or source, error.position) if part)
        message = f"{where}: {error.code}: {error.message}"
    else:
        message = f"{source}: unreadable: {error.strerror or error}"
    print(message, file=sys.stderr)


def remark(notice: Notice, *, source: str, text: str) -> None:
    """Print a notice to standard error as ``file:line: code: message``; the line is that of the canonical text."""
    line = "" if notice.start is None else f":{text.count(chr(10), 0, notice.start) + 1}"
    print(f"{source}{line}: {notice.code}: {notice.message}", file=sys.stderr)
