"""The loader of the data tables: what it makes of rows, and what it says of faulty ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import DataError
from reportedly.serve.row_names import lacks
from reportedly.serve.tables import TABLES, load_tables, rows_of
from reportedly.terms.tables import FrameRow, OfficeRow, PartyRow, PlaceRow, RoleRow


def only_row(toml: str) -> object:
    [placed] = rows_of("my.toml", toml.encode())
    return placed.row


def fault(toml: str) -> str:
    with pytest.raises(DataError) as raised:
        rows_of("my.toml", toml.encode())
    return str(raised.value)


def lexicon(folder: Path, toml: str, name: str = "my.toml") -> Path:
    path = folder / name
    path.write_text(toml, encoding="utf-8")
    return path


def test_a_party_needs_only_code_kind_and_names() -> None:
    """[[party]] code, kind and names are enough; all else is empty."""
    assert only_row('[[party]]\ncode = "Acme"\nkind = "company"\nnames = ["Acme"]') == PartyRow(
        "Acme", "company", ("Acme",)
    )


def test_roles_of_a_frame_are_slot_role_pairs() -> None:
    """`subj=actor to=recipient` reads as pairs, in order."""
    row = only_row('[[frame]]\nlemma = "lob"\npos = "verb"\nframe = "Sending"\nroles = "subj=actor to=recipient"')
    assert row == FrameRow("lob", "verb", (("subj", "actor"), ("to", "recipient")), "Sending")


def test_pairs_may_be_a_table_or_an_array() -> None:
    """State suffixes read from an inline table as well as from an array of pairs."""
    expected = RoleRow(("admiral",), "NAVY", (("CL", "ARMADA"),))
    assert only_row('[[role]]\ntitles = ["admiral"]\nbody = "NAVY"\nstate_suffixes = { CL = "ARMADA" }') == expected
    assert only_row('[[role]]\ntitles = ["admiral"]\nbody = "NAVY"\nstate_suffixes = [["CL", "ARMADA"]]') == expected


def test_days_are_toml_days() -> None:
    """start = 2024-01-02 is a day; a string in its place is refused."""
    row = only_row('[[office]]\nnames = ["Ana Lima"]\ncode = "PT-PM"\nrole = "prime minister"\nstart = 2024-01-02')
    assert row == OfficeRow(("Ana Lima",), "PT-PM", "prime minister", date(2024, 1, 2), None)
    assert "is no day" in fault('[[office]]\nnames = ["Ana Lima"]\ncode = "PT"\nrole = "x"\nstart = "2024"')


def test_a_csv_of_places_reads_as_rows() -> None:
    """Names are parted by |, an empty country is none, and `ambiguous` marks the last column."""
    table = "place,names,country,lat,lon,kind,ambiguous\nport-x,Port X|X Port,,1.5,-2,port,ambiguous\n"
    [placed] = rows_of("places.csv", table.encode())
    assert placed.row == PlaceRow("port-x", ("Port X", "X Port"), None, 1.5, -2.0, "port", True)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[[party]]\ncode = "A"\nkind = "state"\nnames = ["A"]\nnmae = "B"', "[[party]] 1 (A): unknown key 'nmae'"),
        ('[[party]]\ncode = "A"\nkind = "state"', "[[party]] 1 (A): 'names' is missing"),
        ('[[party]]\ncode = "A"\nkind = "planet"\nnames = ["A"]', "kind: 'planet' is none of state, body"),
        ('[[party]]\ncode = "A"\nkind = "state"\nnames = "A"', "names: 'A' is no array of words"),
        ('[[party]]\ncode = 5\nkind = "state"\nnames = ["A"]', "code: 5 is no str"),
        ('[[frame]]\nlemma = "a"\npos = "verb"\nframe = "b"\nroles = "subj"', "roles: 'subj' does not read as pairs"),
        (
            '[[frame]]\nlemma = "a"\npos = "verb"\nframe = "b"\nroles = ""\nwords = {a = "x"}',
            "words is a table of lemmas",
        ),
        ('[[frame]]\npos = "verb"\nframe = "b"\nroles = ""\nwords = ["a"]', "words is a table of lemmas"),
        ('[[frame]]\npos = "verb"\nframe = "b"\nroles = ""\nwords = {a = 5}', "example: 5 is no str"),
        (
            '[[frame]]\nlemma = "a"\npos = "verb"\nframe = "b"\nroles = "subj=banana obj=item"',
            "my.toml, [[frame]] 1 (a): roles: 'banana' in “subj=banana” is no role; there are actor, beneficiary,",
        ),
        (
            '[[frame]]\nlemma = "a"\npos = "verb"\nframe = "b"\nroles = "sbj=actor obj=item"',
            "roles: 'sbj' in “sbj=actor” is no slot; there are subj, obj, dat, poss, comp, self and the prepositions",
        ),
        (
            '[[frame]]\nlemma = "a"\npos = "verb"\nframe = "b"\nroles = "to=actor to=recipient"',
            "roles: the slot 'to' is given twice",
        ),
        (
            '[[frame]]\npos = "verb"\nframe = "b"\nroles = ""\nexample = "x"\nwords = {a = "y"}',
            "stands instead of both",
        ),
        ('[[party]]\ncode = "A"\nkind = "state"\nnames = ["A"]\nwords = {a = "x"}', "unknown key 'words'"),
        ('[[partty]]\ncode = "A"', "no table is called [[partty]]; did you mean [[party]]?"),
        ('[party]\ncode = "A"', "[party] is one table: write [[party]], for there may be several"),
        ('[zebra]\ncode = "A"', "no table is called [[zebra]]; there are basis, bound,"),
        ('party = "A"', "no table is called [[party]]"),
        ('[[party]\ncode = "A"', "my.toml: "),
    ],
)
def test_a_faulty_row_is_named_with_its_file(toml: str, words: str) -> None:
    """The message bears the file, the row and what is wrong with it."""
    said = fault(toml)
    assert said.startswith("my.toml")
    assert words in said


def test_a_file_that_is_no_text_is_told_without_codecs() -> None:
    """A program given for a file of rows."""
    with pytest.raises(DataError, match=r"^my\.toml: it is no text in UTF-8, as files of rows are$"):
        rows_of("my.toml", b"\x7fELF\xd0\x00")


def test_words_that_do_the_same_share_a_table() -> None:
    """`[frame.words]` is one row for each lemma, with its own example."""
    toml = (
        '[[frame]]\npos = "verb"\nframe = "send"\nroles = "subj=actor"\n[frame.words]\nsling = "A."\n"fling off" = "B."'
    )
    found = [placed.row for placed in rows_of("my.toml", toml.encode())]
    assert [(r.lemma, r.example, r.frame) for r in found if isinstance(r, FrameRow)] == [
        ("sling", "A.", "send"),
        ("fling off", "B.", "send"),
    ]


def test_cues_may_share_a_table_too() -> None:
    """`[cue.words]` is one cue for each lemma."""
    toml = '[[cue]]\npos = "verb"\n[cue.words]\nmutter = "A."\nwhisper = "B."'
    found = [placed.row for placed in rows_of("my.toml", toml.encode())]
    assert [(row.lemma, row.example) for row in found] == [("mutter", "A."), ("whisper", "B.")]


def test_a_fault_in_a_shared_table_names_its_lemma() -> None:
    """The message bears the word whose example is wrong."""
    assert "(sling" in fault('[[frame]]\npos = "verb"\nframe = "b"\nroles = ""\nwords = {fling = "A.", sling = 5}')


def test_a_place_without_degrees_is_refused() -> None:
    """A CSV row whose latitude is no number is named."""
    with pytest.raises(DataError, match=r"places.csv, \[\[place\]\] 1 \(x\): lat: 'north' is no float"):
        rows_of("places.csv", b"place,names,country,lat,lon,kind,ambiguous\nx,X,,north,2,port,\n")


def test_a_users_row_replaces_the_shipped_one_of_its_key(tmp_path: Path) -> None:
    """--lexicon: a party of a known code takes its place; a new one is added."""
    mine = lexicon(
        tmp_path,
        '[[party]]\ncode = "SE"\nkind = "state"\nnames = ["Svea"]\n'
        '[[party]]\ncode = "Acme"\nkind = "company"\nnames = ["Acme"]',
    )
    before, after = load_tables(), load_tables([mine])
    assert [p.names for p in after.parties if p.code == "SE"] == [("Svea",)]
    assert len(after.parties) == len(before.parties) + 1


def test_a_later_file_wins_over_an_earlier_one(tmp_path: Path) -> None:
    """Of two user files with one key the later counts."""
    row = '[[unit]]\nunit = "widget"\nkind = "item"\nnames = ["{}"]'
    files = [lexicon(tmp_path, row.format(n), f"{n}.toml") for n in ("first", "second")]
    assert [u.names for u in load_tables(files).units if u.unit == "widget"] == [("second",)]


def test_a_key_given_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    """Two parties of one code in one file: the message names both rows."""
    row = '[[party]]\ncode = "Acme"\nkind = "company"\nnames = ["Acme"]\n'
    with pytest.raises(DataError, match=r"\[\[party\]\] 2: stands already at .*\[\[party\]\] 1"):
        load_tables([lexicon(tmp_path, row + row)])


def test_a_name_of_ones_own_class_is_that_class_s_alone(tmp_path: Path) -> None:
    """A noun that a shipped class has, or an earlier file's, names the user's class; the others stay."""
    row = '[[item]]\nitem = "{0}"\nparent = "materiel"\nnames = [{1}]\ncls = "materiel"'
    first = lexicon(tmp_path, row.format("cereal", '"grain", "wheat"'), "first.toml")
    second = lexicon(tmp_path, row.format("wheat-crop", '"wheat"'), "second.toml")
    shipped = {name: item.item for item in load_tables().items for name in item.names}
    own = load_tables([first, second]).items
    bearing = {name: [item.item for item in own if name in item.names] for name in ("grain", "wheat", "rice")}
    assert bearing == {"grain": ["cereal"], "wheat": ["wheat-crop"], "rice": [shipped["rice"]]}
    assert shipped["grain"] == shipped["rice"]


SHIPPED = load_tables()


def test_shipped_examples_hold_their_words() -> None:
    """What is said of a user's example is said of none of the rows that are read today, whatever their form of the word."""
    past = {row.verb: row.past for row in SHIPPED.irregular}
    rows = [row for row in (*SHIPPED.frames, *SHIPPED.cues) if row.example]
    assert [row.lemma for row in rows if lacks(row.lemma, row.example, past)] == []
    assert len(rows) > 900


def test_an_unknown_parent_is_refused(tmp_path: Path) -> None:
    """An item below a class that no row bears is named."""
    row = '[[item]]\nitem = "widget"\nparent = "gadget"\nnames = ["widget"]\ncls = "materiel"'
    with pytest.raises(DataError, match="no item is called 'gadget'"):
        load_tables([lexicon(tmp_path, row)])


def test_an_unknown_state_is_refused(tmp_path: Path) -> None:
    """A company of a state that no row bears is named."""
    row = '[[party]]\ncode = "Acme"\nkind = "company"\nstate = "QQ"\nnames = ["Acme"]'
    with pytest.raises(DataError, match="no party bears the code 'QQ'"):
        load_tables([lexicon(tmp_path, row)])


def test_a_missing_lexicon_is_an_error_of_use(tmp_path: Path) -> None:
    """A path that is not there raises DataError with the path in it."""
    with pytest.raises(DataError, match=r"none\.toml"):
        load_tables([tmp_path / "none.toml"])


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    """The same files give the same version, another file another one."""
    mine = lexicon(tmp_path, '[[unit]]\nunit = "widget"\nkind = "item"\nnames = ["widget"]')
    assert load_tables().version == load_tables().version
    assert load_tables().version != load_tables([mine]).version


def test_every_table_has_its_place() -> None:
    """Each kind of row lands in a field of `Tables`, or of `NativeRows`, of its own."""
    assert len({(table.native, table.into) for table in TABLES.values()}) == len(TABLES)


COMPANY = '[[party]]\ncode = "{0}"\nkind = "company"\nnames = ["{1}"]\n{2}'
ITEM = '[[item]]\nitem = "urea"\nparent = "{0}"\nnames = ["urea"]\ncls = "materiel"\nunit = "{1}"'
FRAME = '[[frame]]\nlemma = "{0}"\npos = "verb"\nframe = "{1}"\nroles = "subj=actor obj=item to=recipient"'
NAMED = '[[item]]\nitem = "own"\nparent = "materiel"\nnames = ["{0}"]\ncls = "materiel"'
EXAMPLE = FRAME.format("{0}", "send") + '\nexample = "{1}"'


def remarks(folder: Path, toml: str) -> list[str]:
    told: list[str] = []
    load_tables([lexicon(folder, toml)], told.append)
    return [line.partition("]] 1: ")[2] for line in told]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (COMPANY.format("Acme", "Acme", 'state = "Belarus"'), "no party bears the code 'Belarus'; did you mean BY?"),
        (COMPANY.format("Acme", "Acme", 'state = "Belaros"'), "no party bears the code 'Belaros'$"),
        (COMPANY.format("Acme", "Acme", 'members = ["Malta"]'), "no party bears the code 'Malta'; did you mean MT?"),
        (ITEM.format("materials", "tonne"), "no item is called 'materials'; did you mean materiel?"),
        (ITEM.format("howitzers", "tonne"), "no item is called 'howitzers'; did you mean howitzer?"),
        (
            ITEM.format("civil", "tonne"),
            "parent: no item is called 'civil'; 'civil' is a `cls` .weapon, .*data/items.toml",
        ),
    ],
)
def test_a_row_called_by_another_name_is_told(toml: str, told: str, tmp_path: Path) -> None:
    """A code is wanted; where one of its names was written the code is told, and a near key where there is one."""
    with pytest.raises(DataError, match=told.replace("?", r"\?")):
        load_tables([lexicon(tmp_path, toml)])


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (COMPANY.format("RU", "Quaystone", ""), "it takes the place of Russia, the code of which it has and no name"),
        (
            COMPANY.format("RU", "Russia", ""),
            "it takes the place of Russia, of the kind 'state', and makes it 'company'",
        ),
        (ITEM.format("materiel", "tonnnes"), "unit: no unit is called 'tonnnes'; did you mean tonne?"),
        (ITEM.format("materiel", "tons"), "unit: no unit is called 'tons'; did you mean ton?"),
        (ITEM.format("materiel", "heap"), "unit: no unit is called 'heap'; a [[unit]] row makes it one"),
        (FRAME.format("barge", "sent"), "frame: no shipped row has the frame 'sent'; did you mean send?"),
        (FRAME.format("barge", "zoology"), "frame: no shipped row has the frame 'zoology'; most words are send,"),
        (FRAME.format("railed", "send"), "lemma: 'railed' is looked for as the dictionary has it: did you mean rail?"),
        (FRAME.format("trucking", "send"), "did you mean truck?"),
        (FRAME.format("barged", "send"), "did you mean barge?"),
        (FRAME.format("ferries out", "send"), "did you mean ferry out?"),
        (FRAME.format("trekked", "send"), "did you mean trek?"),
        (FRAME.format("ferried", "send"), "did you mean ferry?"),
        (FRAME.format("dispatches", "send"), "did you mean dispatch?"),
        (FRAME.format("trundles", "send"), "did you mean trundle?"),
        (
            NAMED.format("Wheats"),
            "names: 'Wheats' is found only with a capital; nouns are in lower case, singular: 'wheat'",
        ),
        (
            NAMED.format("Potash"),
            "nouns are in lower case, singular: 'potash'",
        ),
        (
            NAMED.format("potash salts"),
            "in the plural alone; the singular is found in both: did you mean 'potash salt'?",
        ),
        (NAMED.format("quarries"), "did you mean 'quarry'?"),
        (EXAMPLE.format("smuggle", "The cat sat."), "example: 'smuggle' does not stand in “The cat sat.”"),
        (EXAMPLE.format("buy", "Chad was told to wait."), "example: 'buy' does not stand in “Chad was told to wait.”"),
    ],
)
def test_what_is_hardly_meant_is_told_and_taken(toml: str, told: str, tmp_path: Path) -> None:
    """It is no fault: the row is used as it stands, and one line says what it will do."""
    (line,) = remarks(tmp_path, toml)
    assert told in line


@pytest.mark.parametrize(
    "toml",
    [
        COMPANY.format("Acme", "Acme", 'state = "RU"'),
        COMPANY.format("RU", "Russia", "").replace("company", "state"),
        ITEM.format("materiel", "tonne"),
        ITEM.format("materiel", "set"),
        ITEM.format("materiel", "sack") + '\n[[unit]]\nunit = "sack"\nkind = "pack"\nnames = ["sack"]',
        *(NAMED.format(name) for name in ("gas", "optics", "steel", "chassis", "glass", 'salts", "salt')),
        *(
            EXAMPLE.format(*row)
            for row in (("buy", "Chad bought 30 mortars."), ("sling", "Chad slung mortars to Mali."))
        ),
        *(FRAME.format(verb, "send") for verb in ("wheel", "seed", "shred", "fling", "discuss", "embed", "haul")),
    ],
)
def test_of_a_usual_row_nothing_is_told(toml: str, tmp_path: Path) -> None:
    """A party of one's own, a shipped one under a name it has, a unit that a row makes, verbs as the dictionary has them."""
    assert remarks(tmp_path, toml) == []
