"""Tables and search: what an archive speaks of, over its JSON and over its tables."""

import datetime as dt
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from notaparse.archive.converted import Converted
from notaparse.archive.find import Query, find, timeline
from notaparse.archive.ledger import ERRORS, MANIFEST, row
from notaparse.archive.one import Record
from notaparse.archive.parquet import MARK, write_parquet
from notaparse.archive.rows import TABLES, rows
from notaparse.archive.store import store, write
from notaparse.errors import Damaged, NotaparseError, OutputInUse, Unavailable
from notaparse.model import Event, Item, Line, List, Mention, Metadata, Note, Paragraph, Section, Span

TEXT = """Verslag NAVO
Aanleiding
Op 11 oktober 2023 komt de NAVO in Brussel bijeen.
Toelichting
Stand van zaken
- eerst dit (Kamerstuk 28 676, nr. 1)
  - dan dat
1 Een voetnoot over het Gouden Boek."""


def span(text: str) -> dict[str, object]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def note(date: dt.date | None = dt.date(2023, 10, 2)) -> Note:
    """A note with one of everything, sections in sections and lists in lists."""
    line, item, inner = (
        "Op 11 oktober 2023 komt de NAVO in Brussel bijeen.",
        "eerst dit (Kamerstuk 28 676, nr. 1)",
        "dan dat",
    )
    nested = List(**_bounds(inner), items=(Item(marker="-", **span(inner)),))
    outer = List(**_bounds(f"{item}\n  - {inner}"), items=(Item(marker="-", **span(item), blocks=(nested,)),))
    return Note(
        text=TEXT,
        metadata=Metadata(title="Verslag NAVO", date=date, references=("BS2023/1",)),
        sections=(
            Section(kind="aanleiding", title="Aanleiding", **_bounds(f"Aanleiding\n{line}"), blocks=(Paragraph(**span(line)),)),
            Section(
                kind="toelichting",
                title="Toelichting",
                **_bounds(TEXT[TEXT.index("Toelichting") : TEXT.index("\n1 Een")]),
                sections=(
                    Section(
                        kind="overig",
                        title="Stand van zaken",
                        **_bounds(TEXT[TEXT.index("Stand") : TEXT.index("\n1 Een")]),
                        blocks=(outer,),
                    ),
                ),
            ),
        ),
        lines=(Line(start=0, end=TEXT.index("Toelichting"), page=1), Line(start=TEXT.index("Toelichting"), end=len(TEXT), page=2)),
        mentions=(
            Mention(kind="date", value="2023-10-11", **span("11 oktober 2023")),
            Mention(kind="meeting", id="navo-dmm", name="NAVO", **span("NAVO in")),
            Mention(kind="reference", type="kamerstuk", value="28676-1", url="https://example.org", **span("Kamerstuk 28 676, nr. 1")),
        ),
        events=(
            Event(kind="meeting", id="navo-dmm", name="NAVO-top", date="2023-10-11", place="Brussel", evidence=(Span(**span("NAVO in")),), rule="r"),
            Event(kind="mission", name="Missie zonder datum", evidence=(Span(**span("dan dat")),), rule="r"),
        ),
    )  # fmt: skip


def _bounds(text: str) -> dict[str, int]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text)}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Output as ``convert`` leaves it: three notas, one of them twice, and one that failed."""
    folder = store(tmp_path / "uit")
    made = {
        "a.txt": note(),
        "b.txt": note(dt.date(2024, 1, 5)).model_copy(update={"mentions": ()}),
        "c/d.txt": note(None),
    }
    records = [Record(source=name, status="ok", sha256=name, outputs=(f"{name}.json",)) for name in made]
    records.append(Record(source="e.txt", status="ok", sha256="a.txt", outputs=("a.txt.json",), duplicate_of="a.txt"))
    records.append(Record(source="f.txt", status="failed", error=NotaparseError("stuk")))
    for name, value in made.items():
        write(folder, f"{name}.json", value.model_dump_json().encode())
    write(folder, MANIFEST, b"".join(json.dumps(row(record)).encode() + b"\n" for record in records))
    write(folder, ERRORS, b"")
    return tmp_path / "uit"


@pytest.fixture
def tables(archive: Path, tmp_path: Path) -> Path:
    write_parquet(Converted.at(archive), tmp_path / "tabellen")
    return tmp_path / "tabellen"


def sql(query: str, tables: Path) -> list[tuple[object, ...]]:
    """Rows of a query over tables, by their names."""
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(f"CREATE VIEW \"{table}\" AS FROM '{tables}/{table}/*/*.parquet'")
        return connection.execute(query).fetchall()


def test_rows_number_within_the_note(archive: Path) -> None:
    made = rows(next(iter(Converted.at(archive))))
    assert [
        (section["section"], section["parent"], section["kind"], section["page"]) for section in made["sections"]
    ] == [
        (0, None, "aanleiding", 1),
        (1, None, "toelichting", 2),
        (2, 1, "overig", 2),
    ]
    assert [
        (block["section"], block["parent"], block["level"], block["type"], block["text"]) for block in made["blocks"]
    ] == [
        (0, None, 0, "paragraph", "Op 11 oktober 2023 komt de NAVO in Brussel bijeen."),
        (2, None, 1, "item", "eerst dit (Kamerstuk 28 676, nr. 1)"),
        (2, 1, 2, "item", "dan dat"),
    ]
    assert [(mention["section"], mention["page"], mention["first"]) for mention in made["mentions"]] == [
        (0, 1, dt.date(2023, 10, 11)),
        (0, 1, None),
        (2, 2, None),
    ]
    assert made["references"][0]["value"] == "28676-1"
    assert [(event["first"], event["place"]) for event in made["events"]] == [
        (dt.date(2023, 10, 11), "Brussel"),
        (None, None),
    ]
    for table, columns in TABLES.items():
        assert all(list(columns) == list(made_row) or set(columns) == set(made_row) for made_row in made[table]), table


def test_tables_are_partitioned_by_year_and_read_by_duckdb(tables: Path) -> None:
    assert sorted(path.name for path in (tables / "mentions").iterdir()) == [
        "year=2023",
        "year=__HIVE_DEFAULT_PARTITION__",
    ]
    assert sorted(path.name for path in tables.iterdir()) == sorted([*TABLES, MARK])
    count = sql("SELECT year, count(*) FROM documents GROUP BY year ORDER BY year", tables)
    assert count == [(2023, 1), (2024, 1), (None, 1)]
    joined = sql(
        "SELECT d.source, s.title, m.value FROM mentions m JOIN documents d USING (document) "
        "JOIN sections s USING (document, section) WHERE m.kind = 'reference' AND d.year = 2023",
        tables,
    )
    assert joined == [("a.txt", "Stand van zaken", "28676-1")]


def test_tables_are_read_by_pyarrow_and_so_by_pandas(tables: Path) -> None:
    years = pq.read_table(tables / "documents").select(["source", "year"]).to_pylist()
    assert sorted(years, key=lambda row: str(row["source"])) == [
        {"source": "a.txt", "year": 2023},
        {"source": "b.txt", "year": 2024},
        {"source": "c/d.txt", "year": None},
    ]


def test_tables_are_the_same_bytes_each_time(archive: Path, tables: Path, tmp_path: Path) -> None:
    write_parquet(Converted.at(archive), tmp_path / "nog-eens")
    for path in sorted(tables.rglob("*.parquet")):
        assert path.read_bytes() == (tmp_path / "nog-eens" / path.relative_to(tables)).read_bytes()


def test_tables_replace_tables_and_nothing_else(archive: Path, tables: Path, tmp_path: Path) -> None:
    (tables / "documents" / "year=1999").mkdir()
    write_parquet(Converted.at(archive), tables)
    assert not (tables / "documents" / "year=1999").exists()
    (tmp_path / "foto's").mkdir()
    (tmp_path / "foto's" / "kat.jpg").touch()
    with pytest.raises(OutputInUse):
        write_parquet(Converted.at(archive), tmp_path / "foto's")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["foto's", "tabellen", "uit"]


def test_many_rows_are_written_by_the_group(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notaparse.archive.parquet._HELD", 100)
    write_parquet(Converted.at(archive), tmp_path / "tabellen")
    assert sql("SELECT count(*) FROM blocks", tmp_path / "tabellen") == [(9,)]
    (path,) = (tmp_path / "tabellen" / "events" / "year=2024").iterdir()
    assert pq.read_metadata(path).num_rows == 2


QUERIES = {
    "all": Query(),
    "kind": Query(kinds=("reference",)),
    "meeting": Query(things=(("meeting", "navo-dmm"),)),
    "meeting and kind": Query(things=(("meeting", "navo-dmm"),), kinds=("reference", "date")),
    "nothing": Query(things=(("meeting", "navo-dmm"), ("mission", "geen"))),
    "since": Query(kinds=("date",), since=dt.date(2023, 1, 1)),
    "until": Query(words="NAVO", until=dt.date(2023, 12, 31)),
    "section": Query(section="overig"),
    "words": Query(words="gouden boek"),
    "words in the line": Query(kinds=("reference",), words="EERST DIT"),
    "other words": Query(kinds=("reference",), words="iets anders"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_json_and_tables_give_the_same(archive: Path, tables: Path, name: str) -> None:
    assert list(find(archive, QUERIES[name])) == list(find(tables, QUERIES[name]))


def test_what_is_found(archive: Path) -> None:
    def found(name: str) -> list[tuple[str, str]]:
        return [(hit.source, hit.text) for hit in find(archive, QUERIES[name])]

    reference = "Kamerstuk 28 676, nr. 1"
    assert found("kind") == [("a.txt", reference), ("c/d.txt", reference)]
    assert found("meeting") == [("a.txt", "NAVO in"), ("c/d.txt", "NAVO in")]
    assert found("meeting and kind") == [
        (name, text) for name in ("a.txt", "c/d.txt") for text in ("11 oktober 2023", reference)
    ]
    assert found("nothing") == found("other words") == []
    assert found("since") == [("a.txt", "11 oktober 2023")]  # c/d.txt has no date
    assert found("until") == [("a.txt", "NAVO"), ("a.txt", "NAVO")]
    assert found("section") == found("words in the line") == found("kind")
    assert found("words") == [(name, "Gouden Boek") for name in ("a.txt", "b.txt", "c/d.txt")]


def test_a_hit_says_where_it_stands(archive: Path) -> None:
    hit = next(find(archive, QUERIES["kind"]))
    assert (hit.document, hit.date, hit.page, hit.section) == ("a.txt", "2023-10-02", 2, "overig")
    assert hit.quote == "- eerst dit (Kamerstuk 28 676, nr. 1)"
    assert TEXT[hit.start : hit.end] == hit.text


def test_long_lines_are_cut_around_what_was_found(archive: Path) -> None:
    long = note().model_copy(update={"text": TEXT, "sections": (), "lines": ()})
    text = "woord " * 60 + "hier " + "woord " * 60
    value = long.model_copy(update={"text": text, "mentions": (), "events": ()})
    write(store(archive), "a.txt.json", value.model_dump_json().encode())
    (hit, *_) = find(archive, Query(words="hier"))
    assert hit.quote.startswith("…")
    assert hit.quote.endswith("…")
    assert len(hit.quote) < 220


def test_the_events_of_an_archive_in_order(archive: Path, tables: Path) -> None:
    events = timeline(archive, Query())
    assert events == timeline(tables, Query())
    assert [(event.first, event.name, event.source) for event in events] == [
        *(("2023-10-11", "NAVO-top", name) for name in ("a.txt", "b.txt", "c/d.txt")),
        *((None, "Missie zonder datum", name) for name in ("a.txt", "b.txt", "c/d.txt")),
    ]
    assert len(timeline(archive, Query(things=(("meeting", "navo-dmm"),)))) == 3
    assert len(timeline(archive, Query(since=dt.date(2023, 10, 11), until=dt.date(2023, 10, 11)))) == 3
    assert timeline(archive, Query(since=dt.date(2023, 10, 12))) == []
    assert events[0].quote == "Op 11 oktober 2023 komt de NAVO in Brussel bijeen."


def test_what_is_wrong_is_said(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="convert first"):
        list(find(tmp_path / "leeg", Query()))
    write(store(archive), "a.txt.json", b"[]")
    with pytest.raises(Damaged):
        list(find(archive, Query()))
    (archive / "a.txt.json").unlink()
    with pytest.raises(Unavailable, match="not there"):
        list(find(archive, Query()))
