"""Wrong rules are found with a counter-example that can be read; right ones raise no alarm."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from notaparse.testing.rules import assert_holds, load, report, trial
from notaparse.testing.rules.report import Finding

FOLDER = Path(__file__).parent / "data" / "rules"

WRONG_ROWS = {
    "shadowed title": ("conflict", '[[section]]\nid = "kern_van_de_zaak"\ntitles = ["Kern"]\nexamples = ["Kern"]\n'),
    "alias of two sections": (
        "conflict",
        (
            '[[section]]\nid = "een"\ntitles = ["Uitvoeringstoets"]\nexamples = ["Uitvoeringstoets"]\n'
            '[[section]]\nid = "twee"\ntitles = ["Toets", "Uitvoeringstoets"]\nexamples = ["Toets"]\n'
        ),
    ),
    "greedy pattern": (
        "bystander",
        '[[furniture]]\nid = "stempel"\npattern = "(Ontvangen|De|Het|U) .*"\nexamples = ["Ontvangen BBR"]\n',
    ),
    "catastrophic pattern": ("slow", '[[furniture]]\nid = "stempel"\npattern = "(a|aa)+b"\nexamples = ["aab"]\n'),
    "case-blind acronym": (
        "acronym",
        (
            '[[name]]\nid = "werkgroep-heeft"\nkind = "organisation"\nname = "Werkgroep Heffing en Tarieven"\n'
            'forms = ["HET"]\nexamples = ["Dit is afgestemd met de [HET]."]\n'
        ),
    ),
    "row without example": ("vocabulary", '[[section]]\nid = "toets"\ntitles = ["Toets"]\n'),
    "example that isn't found": (
        "example",
        '[[section]]\nid = "toets"\ntitles = ["Toets"]\nexamples = ["Iets anders dan dat"]\n',
    ),
    "counter-example that is found": (
        "counter_example",
        '[[section]]\nid = "toets"\ntitles = ["Toets vooraf"]\nexamples = ["Toets vooraf"]\ncounter_examples = ["Toets vooraf"]\n',
    ),
    "built-in row replaced": (
        "conflict",
        '[[section]]\nid = "kernpunten"\ntitles = ["Hoofdpunten"]\nexamples = ["Hoofdpunten"]\n',
    ),
}

WRONG_FINDERS = {
    "off_by_one": "quote",
    "misquoting": "quote",
    "order_dependent": "finder_example",
    "non_deterministic": "deterministic",
    "ignores_reference": "reference",
    "catastrophic": "slow_finder",
    "without_examples": "no_example",
    "raising": "finder_example",
}


def section(kind: str, *titles: str) -> str:
    quoted = ", ".join(f'"{title}"' for title in titles)
    return f'[[section]]\nid = "{kind}"\ntitles = [{quoted}]\nexamples = [{quoted}]\n'


RIGHT_ROWS = {
    "a title": section("duurzaamheidstoets", "Duurzaamheidstoets"),
    "several spellings": section("toetsen", "Uitgevoerde toetsen", "Overzicht van uitgevoerde toetsen"),
    "a title with a slash": section("gender", "Gendertoets/SDG-toets"),
    "a title with an accent": section("privacy", "Privacyparagraaf en gegevensbescherming"),
    "two sections": section("een", "Toets een") + section("twee", "Toets twee"),
    "a counter-example": section("duurzaamheid", "Toets duurzaamheid")
    + 'counter_examples = ["Toets duurzaamheid en klimaat is als bijlage opgenomen."]\n',
    "a sub-section": section("wob_toets", "Gevolgen voor de regio") + 'parent = "toelichting"\n',
    "a label": '[[label]]\nid = "dossierhouder"\nlabels = ["Dossierhouder"]\nexamples = ["Dossierhouder"]\n',
    "a label with values": '[[label]]\nid = "budgethouder"\nlabels = ["Budgethouder"]\nvalues = "many"\nexamples = ["Budgethouder: FEZ"]\n',
    "a bullet": '[[marker]]\nid = "hand"\nglyphs = ["☞"]\nlevel = 1\nexamples = ["☞ Het plan is klaar."]\n',
    "two bullets": '[[marker]]\nid = "handen"\nglyphs = ["☛", "☚"]\nlevel = 2\nexamples = ["☛ Het plan is klaar."]\n',
    "furniture": '[[furniture]]\nid = "stempel"\npattern = "Ingekomen stuk \\\\d+"\nexamples = ["Ingekomen stuk 12"]\n',
    "furniture with a letter": '[[furniture]]\nid = "blad"\npattern = "Blad [a-f]"\nexamples = ["Blad a"]\n',
    "a filler": '[[filler]]\nid = "vervalt"\nlines = ["Vervalt."]\nexamples = ["Vervalt."]\n',
    "a meeting": (
        '[[name]]\nid = "waddenoverleg"\nkind = "meeting"\nname = "Bestuurlijk Waddenoverleg"\n'
        'examples = ["Tijdens het [Bestuurlijk Waddenoverleg] is dit besproken."]\n'
    ),
    "an acronym": (
        '[[name]]\nid = "zeegraswerkgroep"\nkind = "organisation"\nname = "Werkgroep Zeegrasherstel"\n'
        'forms = [{ text = "WZHX", case = "exact" }]\nexamples = ["Dit is afgestemd met de [WZHX]."]\n'
    ),
    "a mission": (
        '[[name]]\nid = "missie-zeegras"\nkind = "mission"\nname = "operatie Zeegras"\n'
        'examples = ["Nederland draagt bij aan [operatie Zeegras]."]\n'
    ),
    "a kind of one's own": (
        '[[name]]\nid = "schip-zeearend"\nkind = "ship"\nname = "Zr.Ms. Zeearend"\nexamples = ["De [Zr.Ms. Zeearend] vertrekt."]\n'
    ),
}

RIGHT_FINDERS = ("projects", "days_in_may")


def write(folder: Path, rows: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(rows, encoding="utf-8")
    return path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from notaparse.cli import main; main()", "rules", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_wrong_rows_are_found_with_a_short_counter_example(name: str, tmp_path: Path) -> None:
    wanted, rows = WRONG_ROWS[name]
    findings = trial.run(load(write(tmp_path, rows)), max_time=4)
    assert wanted in {finding.check for finding in findings}, findings
    assert all(len(report.shown(finding.text)) <= report.LONGEST for finding in findings)


@pytest.mark.parametrize("name", WRONG_FINDERS)
def test_wrong_finders_are_found_with_a_short_counter_example(name: str) -> None:
    subject = load(f"{FOLDER / 'wrong.py'}:{name}")
    findings = trial.run(subject, max_time=4)
    assert WRONG_FINDERS[name] in {finding.check for finding in findings}, findings
    assert all(len(report.shown(finding.text)) <= report.LONGEST for finding in findings)


@pytest.mark.parametrize("name", RIGHT_ROWS)
def test_right_rows_raise_no_alarm(name: str, tmp_path: Path) -> None:
    assert trial.run(load(write(tmp_path, RIGHT_ROWS[name])), max_time=1) == []


@pytest.mark.parametrize("name", RIGHT_FINDERS)
def test_right_finders_raise_no_alarm(name: str) -> None:
    assert trial.run(load(f"{FOLDER / 'right.py'}:{name}"), max_time=1) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_right_rules_raise_no_alarm_at_three_seeds(seed: int, tmp_path: Path) -> None:
    sources = [f"{FOLDER / 'right.py'}:{name}" for name in RIGHT_FINDERS]
    for name, rows in RIGHT_ROWS.items():
        assert trial.run(load(write(tmp_path, rows)), max_time=2, seed_number=seed) == [], name
    for source in sources:
        assert trial.run(load(source), max_time=2, seed_number=seed) == [], source


def test_a_pasted_test_fails_as_long_as_the_finding_stands(tmp_path: Path) -> None:
    path = write(tmp_path, WRONG_ROWS["shadowed title"][1])
    subject = load(path)
    finding = next(each for each in trial.run(subject, max_time=1) if each.check == "conflict")
    namespace: dict[str, object] = {}
    exec(report.test_code(finding, source=str(path)), namespace)  # noqa: S102 - what the report tells users to do
    (test,) = (value for name, value in namespace.items() if name.startswith("test_"))
    with pytest.raises(AssertionError, match="expected"):
        test()  # type: ignore[operator]
    with pytest.raises(KeyError):
        assert_holds("no_such_check", subject, rule="section:x", text="")


def test_the_command_reports_replays_and_keeps_a_baseline(tmp_path: Path) -> None:
    path = str(write(tmp_path, WRONG_ROWS["shadowed title"][1]))
    saved, junit, baseline = (str(tmp_path / name) for name in ("saved.json", "junit.xml", "baseline.json"))
    done = run("check", path, "--max-time", "1", "--save", saved, "--junit", junit)
    assert done.returncode == 1
    assert "def test_" in done.stdout
    assert int(etree.parse(junit).getroot().attrib["failures"]) >= 1
    assert run("replay", saved).returncode == 1
    assert run("check", path, "--max-time", "1", "--baseline", baseline, "--baseline-update").returncode == 0
    assert run("check", path, "--max-time", "1", "--baseline", baseline).returncode == 0
    write(tmp_path, RIGHT_ROWS["a title"])
    assert run("replay", saved).returncode == 0
    done = run("check", path, "--max-time", "1", "--json")
    assert (done.returncode, json.loads(done.stdout)["findings"]) == (0, [])


def test_what_is_no_rule_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "absent.toml")).returncode == 2
    assert run("check", "no.such.module:finder").returncode == 2
    assert run("check", str(write(tmp_path, "[[section\n"))).returncode == 2
    assert run("replay", str(write(tmp_path, "{}"))).returncode == 2


def test_a_baseline_accepts_what_it_knows_whatever_its_text() -> None:
    known = Finding("quote", "m:f", "a", "x", "y")
    assert report.new([known._replace(text="b", got="z")], [known]) == []
    assert report.new([known._replace(check="reference")], [known]) != []


def test_long_counter_examples_are_cut_in_the_middle() -> None:
    shown = report.shown("a" * 300 + "b" * 300)
    assert len(shown) <= report.LONGEST
    assert shown.startswith("'aaa")
    assert shown.endswith("bbb'")
