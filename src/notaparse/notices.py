"""Every code that a ``Notice`` can have, and what it means. A test holds the code of the package to this list."""

from __future__ import annotations

NOTICES: dict[str, str] = {
    "bundle": "Several nota's stand in one document; they are parsed as one Note, whose head is that of the first.",
    "damaged_page": "A page of the PDF can't be read; the rest is parsed.",
    "definition_kind_guessed": "An abbreviation is defined in the text, but not as what; it is taken for an organisation.",
    "detached_marker": "A list marker stands apart from any item; it is kept as furniture.",
    "empty": "There is no text.",
    "finder_misquotes": "A finder proposed a mention that doesn't quote the text; it was left out.",
    "hidden_text": "Characters that lie hidden under a box were left out; the message says how many.",
    "no_sections": "No heading of a nota was found: the text is probably none.",
    "not_a_nota": "A part of a document is no nota: the letter itself, an annex, another document.",
    "scanned_page": "A page is a picture without text: OCR must come first.",
    "surrogate": "The text has lone surrogates; each is read as U+FFFD.",
    "unknown_heading": "A heading that no row of the vocabulary knows; its section has the kind `overig`.",
    "untitled_text": "Text stands before the first heading; it is kept as a section without title.",
    "weekday_mismatch": "A weekday contradicts its date; the date is taken.",
}
"""Code → meaning, in order of the alphabet."""
