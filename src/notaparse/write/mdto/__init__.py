"""MDTO, the metadata standard of the Nationaal Archief: a Note and its source as a SIP in sidecar form.

>>> from notaparse.write.mdto import Profile, write_dossier, write_sip
>>> profile = Profile.load("archive.toml")
>>> moment = dt.datetime.now(dt.timezone.utc)
>>> report = write_sip(note, Path("nota.pdf"), folder=Path("sip/nota"), profile=profile, moment=moment)
>>> write_dossier([report], folder=Path("sip"), profile=profile)

``Profile()`` is an empty profile: each element that no nota can tell then says "Nader te bepalen", and the report
lists it.

============  ==========================================================================
``sip``       folders and files
``elements``  the XML of an informatieobject and of a bestand
``contents``  what a Note says of itself, in the terms of MDTO
``formats``   which PRONOM format a file is in
============  ==========================================================================
"""

from __future__ import annotations

from notaparse.write.mdto.sip import SipReport, write_dossier, write_sip
from notaparse.write.profile import Identification, Profile

__all__ = ["Identification", "Profile", "SipReport", "write_dossier", "write_sip"]
