"""MDTO, the metadata standard of the Nationaal Archief: a Note and its source as a SIP in sidecar form.

>>> from notaparse.write.mdto import Profile, write_dossier, write_sip
>>> profile = Profile.load("archive.toml")
>>> moment = dt.datetime.now(dt.timezone.utc)
>>> report = write_sip(note, Path("nota.pdf"), folder=Path("sip/nota"), profile=profile, moment=moment)
>>> write_dossier([report], folder=Path("sip"), profile=profile)

``Profile()`` is an empty profile: each element that no nota can tell then says "Nader te bepalen", and the report
lists it.
"""

from __future__ import annotations

from notaparse.write.mdto.profile import Profile
from notaparse.write.mdto.sip import Identification, SipReport, write_dossier, write_sip

__all__ = ["Identification", "Profile", "SipReport", "write_dossier", "write_sip"]
