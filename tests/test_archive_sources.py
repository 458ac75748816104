"""Sources of every kind, hostile ones too: nothing leads out, nothing fills the memory, nothing is dropped in silence."""

import gzip
import io
import os
import stat
import struct
import sys
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notaparse.archive import containers
from notaparse.archive.names import Unique, output_name, source_name
from notaparse.archive.one import Record, Ref
from notaparse.archive.sources import Sources
from notaparse.errors import NotaparseError, Unavailable, UnsafeSource

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX")


def taken(*paths: object, listed: bytes | None = None, **options: object) -> dict[str, object]:
    """Source → its content, or the code of its error."""
    sources = Sources(tuple(map(str, paths)), listed=None if listed is None else io.BytesIO(listed), **options)  # type: ignore[arg-type]
    found: dict[str, object] = {}
    for item in sources:
        assert item.source not in found
        found[item.source] = item.code if isinstance(item, Record) else item.content
    return found


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path


def tarred(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def tree(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


# What they are called


def test_a_folder_is_mirrored_from_its_inside(tmp_path: Path) -> None:
    tree(
        tmp_path / "archief",
        {"b.txt": b"2", "a/c.PDF": b"1", "a/leeg": b"", "cijfers.csv": b"x", ".verborgen.txt": b""},
    )
    assert taken(tmp_path / "archief") == {"a/c.PDF": b"1", "b.txt": b"2"}


def test_files_that_are_left_out_are_told(tmp_path: Path) -> None:
    tree(tmp_path, {"nota.txt": b"", "plaatje.png": b"", "README.md": b"", ".DS_Store": b"", ".git/HEAD": b""})
    skipped: list[str] = []
    taken(tmp_path, skipped=skipped.append)
    assert skipped == [".DS_Store", "README.md", "plaatje.png"]


def test_several_sources_are_called_from_what_they_have_in_common(tmp_path: Path) -> None:
    tree(tmp_path, {"2023/n.txt": b"1", "2024/n.txt": b"2", "los.txt": b"3"})
    assert taken(tmp_path / "2023", tmp_path / "2024", tmp_path / "los.txt") == {
        "2023/n.txt": b"1",
        "2024/n.txt": b"2",
        "los.txt": b"3",
    }


def test_a_file_alone_is_called_by_its_name_and_taken_whatever_it_is(tmp_path: Path) -> None:
    tree(tmp_path, {"map/nota": b"1"})
    assert taken(tmp_path / "map" / "nota") == {"nota": b"1"}


def test_globs(tmp_path: Path) -> None:
    tree(tmp_path, {"a/een.txt": b"1", "a/b/twee.txt": b"2", "a/drie.pdf": b"3"})
    assert taken(tmp_path / "a" / "**" / "*.txt") == {"b/twee.txt": b"2", "een.txt": b"1"}
    (tmp_path / "nota[1].txt").write_bytes(b"4")
    assert taken(tmp_path / "nota[1].txt") == {"nota[1].txt": b"4"}


def test_lists_of_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree(tmp_path, {"a.txt": b"1", "b c.txt": b"2"}))
    assert taken("-", listed=b"a.txt\n\nb c.txt\nweg.txt\n") == {
        "a.txt": b"1",
        "b c.txt": b"2",
        "weg.txt": "unavailable",
    }
    assert taken("-", listed=b"a.txt\0b c.txt\0") == {"a.txt": b"1", "b c.txt": b"2"}


def test_the_output_folder_is_not_a_source(tmp_path: Path) -> None:
    tree(tmp_path, {"nota.txt": b"1", "uit/oud.txt": b"2"})
    assert taken(tmp_path, leave=tmp_path / "uit") == {"nota.txt": b"1"}


def test_large_files_go_by_their_path(tmp_path: Path) -> None:
    tree(tmp_path, {"groot.txt": b"123", "klein.txt": b"1"})
    found = list(Sources((str(tmp_path),), held=2))
    assert found == [Ref("groot.txt", path=str(tmp_path / "groot.txt")), Ref("klein.txt", content=b"1")]


def test_a_source_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Sources((str(tmp_path / "weg"),)).check()
    with pytest.raises(Unavailable):
        Sources((str(tmp_path / "*.pdf"),)).check()


def test_counting_reads_nothing(tmp_path: Path) -> None:
    tree(tmp_path, {"a.txt": b"", "b/c.pdf": b"", "d.csv": b""})
    zipped(tmp_path / "e.zip", {"f.txt": b"", "g.png": b""})
    assert Sources((str(tmp_path),)).count() == 3
    assert Sources((str(tmp_path / "e.zip"),)).count() == 1
    assert Sources(("-",)).count() is None
    tarred(tmp_path / "h.tar.gz", {"i.txt": b""})
    assert Sources((str(tmp_path),)).count() is None


# Archives


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_files(tmp_path: Path, mode: str) -> None:
    suffix = {"w": ".tar", "w:gz": ".tar.gz", "w:bz2": ".tbz2", "w:xz": ".tar.xz"}[mode]
    path = tarred(tmp_path / f"archief{suffix}", {"2024/nota.txt": b"1", "x.png": b"2", "./nota.pdf": b"3"}, mode)
    assert taken(path) == {"2024/nota.txt": b"1", "nota.pdf": b"3"}


def test_zip_files_alone_and_in_a_folder(tmp_path: Path) -> None:
    zipped(tmp_path / "archief.zip", {"2024/nota.txt": b"1", "map\\nota.txt": b"2"})
    assert taken(tmp_path / "archief.zip") == {"2024/nota.txt": b"1", "map/nota.txt": b"2"}
    assert taken(tmp_path) == {"archief.zip/2024/nota.txt": b"1", "archief.zip/map/nota.txt": b"2"}


@pytest.mark.parametrize(
    "name", ["../buiten.txt", "a/../../buiten.txt", "/etc/buiten.txt", "C:\\buiten.txt", "a\\..\\..\\b.txt"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str, pack: object) -> None:
    path = tmp_path / ("x.zip" if pack is zipped else "x.tar.gz")
    pack(path, {name: b"kwaad", "goed.txt": b"1"})  # type: ignore[operator]
    for found in (taken(path), {key.removeprefix(f"{path.name}/"): value for key, value in taken(tmp_path).items()}):
        assert found.pop("goed.txt") == b"1"
        assert list(found.values()) == ["unsafe_source"]


def test_a_name_that_is_there_twice_is_read_twice(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("nota.txt", b"1")
        archive.writestr("NOTA.txt", b"3")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("nota.txt", b"2")
    assert taken(path) == {"nota.txt": b"1", "NOTA.txt~2": b"3", "nota.txt~3": b"2"}


def test_zeros_that_unfold_to_a_gigabyte_are_not_unfolded(tmp_path: Path) -> None:
    path = tmp_path / "bom.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bom.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(1024):
            member.write(bytes(1024 * 1024))
    zipped_size = path.stat().st_size
    assert zipped_size < 2 * 1024**2
    tracemalloc.start()
    assert taken(path) == {"bom.txt": "too_large"}
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    tracemalloc.stop()


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"nota.txt": bytes(64 * 1024**2), "goed.txt": b"1"})
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<I", 1000)  # the size that the list of entries gives
    path.write_bytes(raw)
    found = taken(path)
    assert found["nota.txt"] in {"damaged", "too_large"}
    assert found["goed.txt"] == b"1"


def test_a_tar_that_unfolds_to_too_much_ends_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "WHOLE", 4 * 1024**2)
    path = tarred(tmp_path / "bom.tar.gz", {"een.txt": b"1", "bom.bin": bytes(64 * 1024**2), "twee.txt": b"2"})
    assert taken(path) == {"een.txt": b"1", "bom.tar.gz": "too_large"}


def test_a_zip_that_unfolds_to_too_much_ends_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "WHOLE", 4 * 1024**2)
    path = zipped(tmp_path / "bom.zip", {f"{n}.txt": os.urandom(8) + bytes(3 * 1024**2) for n in range(3)})
    assert taken(path)["bom.zip"] == "too_large"


def test_a_tar_header_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("lang")
    info.type = tarfile.GNUTYPE_LONGNAME
    info.size = 8 * 1024**3
    path = tmp_path / "x.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf() + bytes(1024)))
    assert taken(path) == {"x.tar.gz": "damaged"}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path, pack: object) -> None:
    inner = zipped(tmp_path / "binnen.zip", {"nota.txt": b"1"}).read_bytes()
    (tmp_path / "binnen.zip").unlink()
    path = tmp_path / ("buiten.zip" if pack is zipped else "buiten.tar.gz")
    pack(path, {"binnen.zip": inner, "nota.txt": b"2"})  # type: ignore[operator]
    assert taken(path) == {"binnen.zip": "unsafe_source", "nota.txt": b"2"}


def test_links_and_devices_in_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert taken(path) == {f"{number}.txt": "unsafe_source" for number in range(4)}
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as zip_archive:
        zip_archive.writestr(link, "/etc/passwd")
    assert taken(tmp_path / "x.zip") == {"link.txt": "unsafe_source"}


def test_a_member_with_a_password_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"nota.txt": b"1"}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x03\x04") + 6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert taken(path) == {"nota.txt": "encrypted"}


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.xz"])
@pytest.mark.parametrize("content", [b"", b"geen archief", b"PK\x03\x04" + bytes(100), b"\x1f\x8b" + bytes(50)])
def test_what_is_no_archive_is_one_failed_record(tmp_path: Path, name: str, content: bytes) -> None:
    tree(tmp_path, {name: content, "nota.txt": b"1"})
    found = taken(tmp_path)
    assert found.pop("nota.txt") == b"1"
    assert found in ({}, {name: "damaged"})  # zeros are an empty tar file


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_cut_off_gives_what_came_before(tmp_path: Path, pack: object) -> None:
    path = tmp_path / ("x.zip" if pack is zipped else "x.tar.gz")
    pack(path, {f"{number}.txt": os.urandom(20_000) for number in range(20)})  # type: ignore[operator]
    path.write_bytes(path.read_bytes()[:-150_000])
    found = taken(path)
    assert found.pop(path.name) == "damaged"
    if pack is tarred:  # a zip has its list at the end
        assert len(found) > 5
        assert list(found.values())[-1] == "damaged"


def test_a_hundred_thousand_entries(tmp_path: Path) -> None:
    path = tmp_path / "veel.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    assert sum(1 for _ in Sources((str(path),))) == 100_000


def test_more_entries_than_there_may_be_are_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST", 10)
    path = zipped(tmp_path / "veel.zip", {f"{number}.txt": b"" for number in range(11)})
    assert taken(path) == {"veel.zip": "too_large"}


@given(st.binary(max_size=400))
def test_any_bytes_as_an_archive(content: bytes) -> None:
    for name in ("x.zip", "x.tar", "x.tgz"):
        try:
            for found in containers.members(io.BytesIO(content), name, lambda _: True):
                found.take()
        except NotaparseError:
            pass


# Files


@POSIX
def test_links_within_a_folder_are_followed_and_others_refused(tmp_path: Path) -> None:
    archief = tree(tmp_path / "archief", {"echt/nota.txt": b"1"})
    tree(tmp_path, {"buiten/geheim.txt": b"2"})
    (archief / "binnen.txt").symlink_to("echt/nota.txt")
    (archief / "naar-buiten.txt").symlink_to("../buiten/geheim.txt")
    (archief / "map-buiten").symlink_to("../buiten")
    (archief / "map-binnen").symlink_to("echt")
    (archief / "rond").symlink_to(".")
    (archief / "dood.txt").symlink_to("nergens")
    assert taken(archief) == {
        "binnen.txt": b"1",
        "dood.txt": "unavailable",
        "echt/nota.txt": b"1",
        "map-buiten": "unsafe_source",
        "naar-buiten.txt": "unsafe_source",
    }


@POSIX
def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    assert taken(tmp_path) == {"pijp.txt": "unsafe_source"}


@POSIX
def test_what_cannot_be_read_is_a_failed_record(tmp_path: Path) -> None:
    tree(tmp_path, {"dicht.txt": b"1", "dichte map/nota.txt": b"2", "open.txt": b"3"})
    (tmp_path / "dicht.txt").chmod(0)
    (tmp_path / "dichte map").chmod(0)
    try:
        if os.access(tmp_path / "dicht.txt", os.R_OK):
            pytest.skip("this user may read everything")
        assert taken(tmp_path) == {"dicht.txt": "unavailable", "dichte map": "unavailable", "open.txt": b"3"}
    finally:
        (tmp_path / "dichte map").chmod(0o700)


@POSIX
def test_names_in_odd_encodings_and_with_newlines(tmp_path: Path) -> None:
    names = [
        b"caf\xe9.txt",
        "café.txt".encode(),
        b"regel\neinde.txt",
        b"tab\tje.txt",
        b"#1.txt",
        b"a%FF.txt",
        b'"citaat".txt',
    ]
    try:
        for name in names:
            (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_bytes(name)
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    found = taken(tmp_path)
    assert found["caf%E9.txt"] == b"caf\xe9.txt"
    assert found["café.txt"] == "café.txt".encode()
    assert found["regel\neinde.txt"] == b"regel\neinde.txt"
    assert len(found) == len(names)
    assert len({output_name(source) for source in found}) == len(names)


# Names


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_law_no_output_leads_out_and_none_is_refused_by_a_file_system(name: str) -> None:
    try:
        source = source_name(name)
    except UnsafeSource:
        return
    source.encode()
    for part in (None, 3):
        output = output_name(source, part=part)
        components = output.split("/")
        assert not output.startswith("/")
        assert not {"", ".", ".."} & set(components)
        assert all(len(component.encode()) <= 255 - len("#12.mdto.xml") or part for component in components)
        assert not set('<>:"|?*\\\0\n\r\t') & set(output)
        assert all(component[-1] not in ". " for component in components)


@given(
    st.lists(st.sampled_from(["a.txt", "A.txt", "b:.txt", "b%3A.txt", "a.txt~2", "x" * 300, "x" * 301]), max_size=12)
)
def test_law_different_sources_have_different_outputs(names: list[str]) -> None:
    unique = Unique()
    outputs = [output_name(unique(source_name(name))).casefold() for name in names]
    assert len(set(outputs)) == len(outputs)


def test_names_that_windows_keeps_for_itself() -> None:
    assert output_name("map/CON") == "map/CO%4E"
    assert output_name("nul.txt") != "nul.txt"
    assert output_name("einde. ") == "einde.%20"
    assert output_name("vraag?.pdf") == "vraag%3F.pdf"
    assert output_name("nota.pdf", part=2) == "nota.pdf#2"
    assert output_name("nota.pdf#2") == "nota.pdf%232"
