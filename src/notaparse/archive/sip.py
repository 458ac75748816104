"""``--to mdto``: a SIP for each nota, beside its JSON, and a dossier for each folder of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from notaparse.archive.one import Record, Ref
from notaparse.archive.store import Folder, Staged, Store, beside_name
from notaparse.errors import NotaparseError
from notaparse.model import Note

if TYPE_CHECKING:
    from notaparse.write.mdto import SipReport
    from notaparse.write.profile import Profile


@dataclass(frozen=True, slots=True)
class Sip:
    """What SIPs need that no nota says."""

    profile: Profile
    moment: dt.datetime
    """When checksums are made. It is written down in the SIP: the same moment gives the same bytes."""
    part: int | None = None
    """Which nota of a bundle it is, from 1; None for a document with one."""


def stage(store: Store, name: str, note: Note, ref: Ref, given: Sip) -> Staged:
    """Write a SIP beside its place. Raises ``NotaparseError`` where the store is behind a URL."""
    from notaparse.write.mdto import write_sip  # on demand: few runs write it

    if not isinstance(store, Folder):
        raise NotaparseError("a SIP is written to a folder of this machine")
    target = store.root / name
    beside = f"{beside_name()}/{target.parent.name}/{target.name}"  # the names of both folders are written in it
    source = Path(ref.path) if ref.content is None and ref.path else ref.content or b""
    write_sip(note, source, folder=store.root / beside, profile=given.profile, moment=given.moment)
    return beside, name


def write_dossiers(folder: Folder, records: Iterable[Record], given: Sip) -> None:
    """Write the dossier of each folder that holds SIPs, in the order of the records."""
    from notaparse.write.mdto import write_dossier

    held: dict[Path, list[SipReport]] = {}
    for record in records:
        for output in record.outputs if record.duplicate_of is None else ():
            sip = folder.root / PurePosixPath(output).with_suffix(".sip")
            if sip.is_dir():
                held.setdefault(sip.parent, []).append(_report(sip))
    for parent, reports in held.items():
        write_dossier(reports, folder=parent, profile=given.profile)


def _report(sip: Path) -> SipReport:
    """What ``write_sip`` reported of a SIP, as far as a dossier needs it, from the SIP itself: another run made it."""
    from lxml import etree

    from notaparse.write.mdto import Identification, SipReport

    path = sip / f"{sip.name}.mdto.xml"
    root = etree.fromstring(path.read_bytes())

    def text(name: str) -> str:
        return str(root.findtext(f"{{*}}informatieobject/{name}") or "")

    identification = Identification(
        text("{*}identificatie/{*}identificatieKenmerk"), text("{*}identificatie/{*}identificatieBron")
    )
    return SipReport(sip, text("{*}naam"), identification, (path,), (), 0)
