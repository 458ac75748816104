"""The model: what it refuses, and how its JSON form lives on between versions."""

import json

import pytest
from pydantic import ValidationError

from notaparse.errors import SchemaVersionError
from notaparse.model import Item, Line, List, Mention, Note, Section, Span

TEXT = "Kernpunten\n  • Op 3 mei 2031 vaart het schip uit.\n    o Met vlag."


def note(**parts: object) -> Note:
    section = Section(
        kind="kernpunten",
        title="Kernpunten",
        heading=Span(start=0, end=10, text="Kernpunten"),
        start=0,
        end=len(TEXT),
        blocks=(
            List(
                start=13,
                end=len(TEXT),
                items=(
                    Item(
                        marker="•",
                        marker_start=13,
                        start=15,
                        end=49,
                        text=TEXT[15:49],
                        blocks=(
                            List(
                                start=54,
                                end=len(TEXT),
                                items=(Item(marker="o", marker_start=54, start=56, end=65, text="Met vlag."),),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
    return Note.model_validate({"text": TEXT, "sections": (section,), **parts})


def test_json_gives_an_equal_note_back() -> None:
    made = note(mentions=(Mention(kind="date", start=18, end=28, text="3 mei 2031", value="2031-05-03"),))
    assert Note.model_validate_json(made.model_dump_json()) == made


def test_a_note_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        note().text = "iets anders"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sections", 0, "blocks", 0, "items", 0, "text"), "Op 4 mei"),
        (("sections", 0, "blocks", 0, "items", 0, "blocks", 0, "items", 0, "start"), 57),
        (("sections", 0, "heading", "end"), 9),
        (("sections", 0, "end"), 999),
        (("mentions", 0, "text"), "3 mei 2032"),
    ],
)
def test_a_note_whose_spans_do_not_quote_its_text_is_refused(path: tuple[str | int, ...], value: object) -> None:
    made = note(mentions=(Mention(kind="date", start=18, end=28, text="3 mei 2031"),))
    data = json.loads(made.model_dump_json())
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError, match=r"but the note's text has|lies outside the text"):
        Note.model_validate_json(json.dumps(data))


def test_a_later_minor_version_is_read_and_its_new_fields_are_passed_over() -> None:
    data = json.loads(note().model_dump_json()) | {"schema_version": "1.7", "mood": "cheerful"}
    data["sections"][0]["colour"] = "red"
    read = Note.model_validate(data)
    assert read.schema_version == "1.7"
    assert read.sections == note().sections


@pytest.mark.parametrize("version", ["2.0", "0.9", "1", "", "1.x"])
def test_another_major_version_is_refused_by_name(version: str) -> None:
    data = json.loads(note().model_dump_json()) | {"schema_version": version}
    with pytest.raises(SchemaVersionError, match=r"schema version 1\.x, not"):
        Note.model_validate(data)


def test_section_finds_the_first_of_its_kind_at_any_depth() -> None:
    inner = Section(kind="communicatie", title="b", start=0, end=0)
    outer = Section(kind="toelichting", title="a", start=0, end=0, sections=(inner,))
    last = Section(kind="communicatie", title="c", start=0, end=0)
    made = Note(text="", sections=(outer, last))
    assert made.section("communicatie") is made.sections[0].sections[0]
    assert made.section("krachtenveld") is None
    assert [section.title for section in made.walk()] == ["a", "b", "c"]


def test_boxes_are_the_lines_that_a_span_touches() -> None:
    lines = tuple(Line(start=start, end=start + 5, page=1, bbox=(0, start, 9, start + 1)) for start in (0, 6, 12))
    made = Note(text="a" * 17, lines=lines)
    assert made.boxes(5, 6) == ()
    assert made.boxes(4, 13) == lines
    assert made.boxes(6, 7) == lines[1:2]


def test_first_and_last_day_of_a_date() -> None:
    mention = Mention(kind="date", start=0, end=0, text="", value="2024-02")
    assert (str(mention.first), str(mention.last)) == ("2024-02-01", "2024-02-29")
    assert Mention(kind="date", start=0, end=0, text="").first is None
    assert Mention(kind="meeting", start=0, end=0, text="", value="2024").last is None


def test_a_notebook_shows_the_text_with_its_mentions_marked() -> None:
    shown = note(
        mentions=(Mention(kind="date", start=18, end=28, text="3 mei 2031", value="2031-05-03"),)
    )._repr_html_()
    assert "3 mei 2031</mark>" in shown
    assert "Met vlag." in shown
