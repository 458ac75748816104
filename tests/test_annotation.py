"""Web Annotations: each mention at its place, with all that is known of it."""

import hashlib
import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from notaparse import Mention, Note
from notaparse.testing.notes import notes
from notaparse.write.annotation import AROUND, CONTEXT, FIELDS, write_annotations


def items(note: Note) -> list[dict[str, Any]]:
    collection = json.loads(write_annotations(note))
    found: list[dict[str, Any]] = collection["first"]["items"]
    assert collection["total"] == len(found)
    return found


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(notes())
def test_selectors_find_the_mention(note: Note) -> None:
    digest = hashlib.sha256(note.text.encode()).hexdigest()
    for mention, item in zip(note.mentions, items(note), strict=True):
        position, quote = item["target"]["selector"]
        assert item["target"]["source"] == f"urn:sha256:{digest}"
        assert note.text[position["start"] : position["end"]] == quote["exact"] == mention.text
        assert position["offset_unit"] == "unicode_code_point"
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert note.text.startswith(around, position["start"] - len(quote["prefix"]))
        assert len(quote["prefix"]) <= AROUND >= len(quote["suffix"])


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(notes())
def test_nothing_is_lost(note: Note) -> None:
    back = []
    for item in items(note):
        body, *links = item["body"]
        position, quote = item["target"]["selector"]
        fields = {field: body[key] for field, key in FIELDS.items() if key in body}
        fields |= {"start": position["start"], "end": position["end"], "text": quote["exact"]}
        fields |= {"url": links[0]["source"]} if links else {}
        back.append(Mention.model_validate(fields))
    assert tuple(back) == note.mentions


def test_keys_are_those_of_the_recommendation_or_of_the_context() -> None:
    text = "Op 8 september"
    mention = Mention(
        kind="date", start=3, end=14, text="8 september", value="2025-09-08", implied=("year",), rule="day"
    )
    (item,) = items(Note(text=text, mentions=(mention,)))
    own = set(CONTEXT[1])
    body = item["body"][0]
    assert body["value"] == body["normalized"] == "2025-09-08"
    assert body["implied"] == ["year"]
    assert set(body) - own == {"type", "purpose", "value"}
    assert set(item) == {"id", "type", "motivation", "body", "target"}
    assert item["target"]["selector"][1] == {
        "type": "TextQuoteSelector",
        "exact": "8 september",
        "prefix": "Op ",
        "suffix": "",
    }
