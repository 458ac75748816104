"""The line with which a note is signed: an office or a function, as the last of the body; the name is mostly gone."""

from __future__ import annotations

import re

from notaparse.printed import Row

_OFFICE = (
    r"(?:plaatsvervangend |waarnemend |plv\. ?|wnd\. ?)?(?:hoofddirecteur|directeur-generaal|directeur|secretaris-generaal|"
    r"minister|staatssecretaris|inspecteur-generaal|commandant|thesaurier-generaal|chef)\b[\w ,-]{0,80}"
)
_SIGNATURE = re.compile(rf"(?-i:DE|De|de) {_OFFICE}", re.IGNORECASE)
_FUNCTION = re.compile(
    r"(?:Senior |Coördinerend |Strategisch |Plv\. )?(?:[Bb]eleidsmedewerker|[Bb]eleidsadviseur|[Aa]dviseur|[Aa]fdelingshoofd|"
    r"[Pp]rogrammamanager)"
)
_NAME = 40
"""Characters at most of what is left of a name below the office."""


def signature(body: list[Row]) -> tuple[list[Row], list[Row]]:
    """The body without the line that signs it, and that line, with what is left of a name under it."""
    for back in (1, 2):
        if len(body) <= back or body[-back].marker is not None or body[-back].heading is not None:
            return body, []
        row = body[-back]
        if (_SIGNATURE.fullmatch(row.text) and (row.text.isupper() or row.gap)) or _FUNCTION.fullmatch(row.text):
            return body[:-back], body[-back:]
        if len(row.text) > _NAME:
            return body, []
    return body, []
