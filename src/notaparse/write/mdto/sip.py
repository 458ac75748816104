"""The folders and files of a SIP."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from notaparse.model import Note
from notaparse.write.mdto.profile import Profile


class Identification(NamedTuple):
    """``identificatieKenmerk`` and ``identificatieBron``."""

    kenmerk: str
    bron: str


class SipReport(NamedTuple):
    """What ``write_sip`` wrote for one nota. Plain and picklable."""

    folder: Path
    name: str
    """``naam`` of the archiefstuk."""
    identification: Identification
    files: tuple[Path, ...]
    """All files, in the order in which they were written; the first is the untouched source."""
    undecided: tuple[str, ...]
    """Elements for which "Nader te bepalen" was written because neither nota nor profile says them."""


def write_sip(
    note: Note, source: Path | bytes, *, folder: Path, profile: Profile, moment: dt.datetime
) -> SipReport:
    """Write one nota as an archiefstuk: its own folder, with the source untouched and a sidecar beside each file.

    ``folder`` is the archiefstuk's own folder, made if it isn't there; its name is the name of its ``.mdto.xml``, so the
    caller gives each nota of a SIP a folder of its own. ``source`` is copied in pieces from a path, or written from
    bytes (named ``note.source.name``, or ``nota`` with the extension of its format). ``moment`` is when the checksums
    are made: aware, or taken as UTC. The same arguments write the same bytes. Writes nothing outside ``folder`` and
    needs no other nota, so workers can call it side by side.

    Written are ``<source>``, ``<source>.bestand.mdto.xml``, ``<stem>.notaparse.json`` and ``<stem>.notaparse.akn.xml``
    with their sidecars, and ``<folder>.mdto.xml``. Raises ``OSError`` where a file can't be read or written.
    """
    raise NotImplementedError


def write_dossier(reports: Iterable[SipReport], *, folder: Path, profile: Profile) -> Path:
    """Write ``<folder>.mdto.xml`` in the folder above the archiefstukken: the dossier that holds them. Gives its path.

    Call it once, when all ``write_sip`` reports are in; ``reports`` is walked once, in the order given. The dossier's name
    and identification come from the profile, or from the folder's name.
    """
    raise NotImplementedError
