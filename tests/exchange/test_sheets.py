"""A CSV from elsewhere: what its columns mean, how dates are written, what each cell says or why it is refused."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rehab_tui.domain.body import Side
from rehab_tui.domain.measure import Measurement
from rehab_tui.domain.sheet import Sheet, field_of
from rehab_tui.domain.symptom import SymptomsAnswered
from rehab_tui.errors import InvalidValue
from rehab_tui.exchange.sheet.columns import check_fields, look_at, mapped, names_of, orders
from rehab_tui.exchange.sheet.dates import order_of
from rehab_tui.exchange.sheet.rows import Circumstances, read_sheet
from rehab_tui.library import load_library
from tests.exchange.texts import said

NAMES = names_of(load_library().exercises)
TODAY = date(2026, 11, 20)
NOW = Circumstances(TODAY, date(1960, 5, 1), Side.LEFT, NAMES)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "diary.csv"


def read(place: Path, content: str | bytes, *maps: str, order: str | None = None, encoding: str | None = None) -> Sheet:
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    looked = look_at(place, NAMES, encoding)
    fields = mapped(looked, maps) if maps else looked.fields
    check_fields(looked, fields, NOW.hip)
    found, _ = orders(looked, fields)
    return read_sheet(looked, fields, order or (*found, "ymd")[0], NOW, said=order is not None)


def facts(sheet: Sheet) -> list[str]:
    return [f"{item.day} {said(item.fact)}" for item in sheet.items]


@pytest.mark.parametrize(
    ("heading", "row", "fields"),
    [
        ("Date,Pain", "2026-11-01,3", "date pain"),
        ("day;NRS left hip;NRS right hip;Remarks", "2026-11-01;3;4;ok", "date pain:hip:left pain:hip:right note"),
        ("When\tLeft\tRight", "1 Nov 2026\t3\t0", "date pain:left pain:right"),
        ("Timestamp,Worst pain (0-10),Low back pain", "2026-11-01T08:00:00Z,7,2",
         "date pain:worst pain:low-back:middle"),
        ("date,side,pain score,where", "2026-11-01,left,3,groin", "date side pain site"),
        ("date,exercise,sets,reps,pain during,effort", "2026-11-01,clamshell,2,12,1,3",
         "date exercise sets reps pain-during effort"),
        ("date,Clamshell,Walking,steps", "2026-11-01,2x12,yes,4000", "date exercise:clamshell exercise:walking"),
        ("Datum;Schmerz linke Hüfte;Schmerzen rechts;Rücken Schmerz;Bemerkung", "2026-11-01;3;4;2;gut",
         "date pain:hip:left pain:right pain:low-back:middle note"),
        ("Jour,Douleur,Côté,Remarques", "2026-11-01,3,gauche,ok", "date pain side note"),
        ("Fecha;Dolor cadera izquierda;Peor dolor;Ejercicios", "2026-11-01;3;7;walking",
         "date pain:hip:left pain:worst exercise"),
        ("Data,Dolore anca destra,Note", "2026-11-01,3,ok", "date pain:hip:right note"),
        ("Datum,Pijn heup links,Clamshell,Opmerkingen", "2026-11-01,3,ja,ok",
         "date pain:hip:left exercise:clamshell note"),
        ("date,pain SI joint left,pain left buttock", "2026-11-01,3,4", "date pain:si-joint:left pain:buttock:left"),
        ("x,pain VAS mm,mood", "2026-11-01,87,3", "date"),
        ("date,sets,pain", "2026-11-01,3,2", "date pain"),
    ],
)  # fmt: skip
def test_the_columns_are_guessed_by_name_and_content(place: Path, heading: str, row: str, fields: str) -> None:
    place.write_text(f"{heading}\n{row}\n")
    assert " ".join(field.typed for field in look_at(place, NAMES).fields.values()) == fields


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (("2026-11-01", "2026-1-2"), ("ymd",)),
        (("2026/11/01 08:30", "2026/01/13"), ("ymd",)),
        (("13/11/2026", "01/02/2026"), ("dmy",)),
        (("11.13.2026", "01.02.2026"), ("mdy",)),
        (("01/02/2026", "03/04/2026"), ("dmy", "mdy")),
        (("05/05/2026",), ("dmy", "mdy")),
        (("13/11/2026", "11/13/2026"), ("ymd", "dmy", "mdy")),
        (("2026-11-01", "13/11/2026"), ("ymd", "dmy", "mdy")),
        (("20 Nov 2026", "Fri, Nov 6, 2026", "6-November-2026"), ("ymd",)),
        (("2026-11-01", "20261101", "soon"), ("ymd",)),
        (("01/02/26",), ()),
        (("45321",), ()),
    ],
)
def test_the_order_of_dates_is_taken_only_where_the_whole_column_is_clear(
    place: Path, dates: Sequence[str], found: tuple[str, ...]
) -> None:
    place.write_text("date,pain\n" + "".join(f"{one},1\n" for one in dates))
    looked = look_at(place, NAMES)
    assert orders(looked, mapped(looked, ("date=date", "pain=pain")))[0] == found


def test_an_order_that_was_named_reads_short_years_and_mixed_dates(place: Path) -> None:
    content = "date,pain\n01/02/26,1\n2026-03-04,2\n31/12/99,3\n"
    sheet = read(place, content, "date=date", "pain=pain:left", order=order_of("DD/MM/YYYY"))
    assert [str(item.day) for item in sheet.items] == ["2026-02-01", "2026-03-04"]
    assert [one.words for one in sheet.refused] == ["line 4: the date 2099-12-31 lies after today (2026-11-20)"]
    assert [order_of(text) for text in ("iso", "YYYY-MM-DD", "mdy", "MM/DD/YY")] == ["ymd", "ymd", "mdy", "mdy"]
    with pytest.raises(InvalidValue, match="unknown date format"):
        order_of("sideways")


CELLS = ["11", "5.5", "NaN", "3_0", "٣", "-1", "1e1", "3/10", "7.0", "3.0.0", "seven", "²", "1,5", "+3", "0x3", "０"]


@pytest.mark.parametrize("cell", CELLS)
def test_a_score_is_a_plain_whole_number_or_its_row_is_refused(place: Path, cell: str) -> None:
    sheet = read(place, f'date,pain\n2026-11-01,3\n2026-11-02,"{cell}"\n2026-11-03, 10 \n2026-11-04,\n')
    assert facts(sheet) == ["2026-11-01 pain 3, left hip", "2026-11-03 pain 10, left hip"]
    assert [(one.line, "from 0 to 10" in one.why) for one in sheet.refused] == [(3, True)]


@pytest.mark.parametrize(
    "cell",
    ["2026-02-30", "20240102", "2024-W01-1", "2026-11-21", "1960-04-30", "0001-01-01", "today", "2026-13-01", ""],
)
def test_a_day_that_is_none_or_cannot_be_is_refused_with_its_line(place: Path, cell: str) -> None:
    sheet = read(place, f"date,pain\n2026-11-01,3\n{cell},4\n")
    assert ([one.line for one in sheet.refused], len(sheet.items)) == ([3], 1)


def test_a_side_and_a_yes_in_other_languages_are_read(place: Path) -> None:
    sheet = read(
        place, "Datum;Schmerz;Seite;Walking\n2026-11-01;3;rechts;Ja\n2026-11-02;4;oben;nein\n2026-11-03;2;Gauche;\n"
    )
    assert facts(sheet) == [
        "2026-11-01 pain 3, right hip", "2026-11-01 walking once", "2026-11-03 pain 2, left hip",
    ]  # fmt: skip
    assert [(one.line, "unknown side" in one.why) for one in sheet.refused] == [(3, True)]


def test_a_comma_before_decimals_is_a_point(place: Path) -> None:
    maps = ("date=date", "kg=measure:weight", "temp=temperature", "sleep=measure:sleep", "meters=measure:walk-6min")
    rows = "date;kg;temp;sleep;meters\n2026-11-01;81,5;38,2;6,5;400,0\n2026-11-02;82;37;7,0;410\n"
    sheet = read(place, rows, *maps)
    assert sheet.refused == ()
    kept = {(item.day.day, getattr(item.fact, "measure", "")): item.fact for item in sheet.items}
    numbers = {key: fact.values[0] for key, fact in kept.items() if isinstance(fact, Measurement)}
    assert numbers[1, "weight"] == Decimal("81.5")
    assert numbers[1, "sleep"] == Decimal("6.5")
    assert (numbers[1, "walk-6min"], numbers[2, "sleep"]) == (400, 7)
    fevers = [item.fact.temperature_c for item in sheet.items if isinstance(item.fact, SymptomsAnswered)]
    assert fevers == [38.2, 37.0]


def test_exercises_are_read_with_their_doses_and_sides(place: Path) -> None:
    content = (
        "date;what;clam;walk min;note\n"
        '2026-11-01;"Walking 20 min, glute bridge 2x12";yes;15;"two\nlines"\n'
        "2026-11-02;heel raises;no;0;\n"
        "2026-11-03;;2 x 10;;'=1+1\n"
        "2026-11-04;;;soon;\n"
        "2026-11-05;swimed;;;\n"
        "2026-11-06;;3;;\n"
    )
    maps = ("date=date", "what=exercise", "clam=exercise:clamshell:left", "walk min=exercise:walking:minutes")
    sheet = read(place, content, *maps, "note=note")
    assert facts(sheet) == [
        "2026-11-01 walking 20 min", "2026-11-01 glute-bridge 2 x 12", "2026-11-01 clamshell once, left",
        "2026-11-01 walking 15 min", '2026-11-01 note: "two\nlines"',
        "2026-11-03 clamshell 2 x 10, left", '2026-11-03 note: "=1+1"',
    ]  # fmt: skip
    assert [one.line for one in sheet.refused] == [4, 6, 7, 8]
    assert "did you mean swimming?" in sheet.refused[2].why


def test_an_exercise_that_was_left_out_has_its_reason(place: Path) -> None:
    content = "date,exercise,sets,reps,skip\n2026-11-01,clamshell,,,pain\n2026-11-02,clamshell,2,8,\n"
    assert facts(read(place, content)) == [
        "2026-11-01 clamshell left out (pain)", "2026-11-02 clamshell 2 x 8, left", "2026-11-02 clamshell 2 x 8, right",
    ]  # fmt: skip


def test_what_has_no_side_takes_that_of_the_profile_or_is_asked_for(place: Path) -> None:
    place.write_text("date,pain\n2026-11-01,3\n")
    looked = look_at(place, NAMES)
    check_fields(looked, looked.fields, Side.RIGHT)
    with pytest.raises(InvalidValue, match='has no side for "pain"'):
        check_fields(looked, looked.fields, None)
    both = read(place, "date,pain,side\n2026-11-01,3,both\n2026-11-02,4,R\n2026-11-03,5,\n2026-11-04,5,up\n")
    assert facts(both) == [
        "2026-11-01 pain 3, left hip", "2026-11-01 pain 3, right hip", "2026-11-02 pain 4, right hip",
        "2026-11-03 pain 5, left hip",
    ]  # fmt: skip
    assert [one.line for one in both.refused] == [5]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("\ufeffdate,note\r\n2026-11-01,grün\r\n".encode(), None),
        ("date,note\n\n2026-11-01,grün".encode(), None),
        ("date,note\r2026-11-01,grün\r".encode(), None),
        ("date;note\n;\n2026-11-01;grün\n\n\n".encode(), None),
        ("sep=;\ndate;note\n2026-11-01;grün\n".encode(), None),
        ("date\tnote\n2026-11-01\tgrün\n".encode("utf-16"), None),
        ("date,note\n2026-11-01,grün\n".encode("latin-1"), "latin-1"),
        ("date,note\n2026-11-01,grün\n".encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_read_right_however_it_is_written(place: Path, content: bytes, encoding: str | None) -> None:
    assert facts(read(place, content, encoding=encoding)) == ['2026-11-01 note: "grün"']


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        (b"PK\x03\x04....", "is a zip, or a workbook"),
        (b"\x1f\x8b\x08....", "is packed"),
        (b"date,note\n2026-11-01,a\x00b\n", "line 2 has a byte that is no text"),
        ("date,note\n2026-11-01,x\n".encode("utf-16-le"), "line 1 has a byte that is no text"),
        ("date,note\n2026-11-01,x\n2026-11-02,grün\n".encode("latin-1"), "line 3 is not text in UTF-8"),
        (b"date,note\n2026-11-01,\xff\xfe\n", "line 2 is not text in UTF-8"),
        (b"date,note,Date\n2026-11-01,x,y\n", 'line 1 has the column "Date" twice'),
        (b"2026-11-01,3\n2026-11-02,4\n", "has no heading"),
        (b'date,note\n2026-11-01,"open\n2026-11-02,x\n', "line 2 cannot be read as CSV (a quote that opens there"),
        (b"date,note\n2026-11-01," + b"x" * 100_001, "a cell of more than 100,000 characters"),
        (b"mood,weather\n3,rain\n", "no column that is clearly the date"),
        (b"date,mood\n2026-11-01,3\n", "nothing that was recognized (date, mood)"),
        (b"date,day,pain\n2026-11-01,2026-11-02,3\n", None),
    ],
)
def test_what_is_no_diary_is_one_line_with_the_place(place: Path, content: bytes, said: str | None) -> None:
    if said is None:
        assert len(read(place, content).items) == 1
        return
    with pytest.raises(InvalidValue) as told:
        read(place, content)
    assert said in str(told.value)
    assert "nothing was imported" in str(told.value)
    assert "\n" not in str(told.value)


def test_rows_of_another_width_and_words_that_cannot_be_kept_are_refused(place: Path) -> None:
    long = "x" * 10_001
    sheet = read(place, f"date,note\n2026-11-01,a,b\n2026-11-02\n2026-11-03,{long}\n2026-11-04,ok\n")
    assert [one.line for one in sheet.refused] == [2, 3, 4]
    assert (len(sheet.items), sheet.rows) == (1, 4)


def test_a_column_that_is_another_one_ends_soon_and_a_sign_counts_once(place: Path) -> None:
    words = "".join(f"2026-11-01,word{number}\n" for number in range(5002))
    with pytest.raises(InvalidValue, match=r"more than 5,000 rows that cannot be taken \(the first is line 2: unknown"):
        read(place, f"date,words\n{words}", "date=date", "words=exercise")
    sheet = read(place, "date,signs\n2026-11-01," + "fever " * 1000 + "\n", "date=date", "signs=signs")
    assert len(getattr(sheet.items[0].fact, "reports", ())) == 1


def test_a_heading_alone_has_no_rows(place: Path) -> None:
    assert read(place, "date,note\n", "date=date", "note=note") == Sheet([], (), 0, own=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pian", "did you mean pain"), ("pain:letf", "did you mean left"), ("note:x", "takes no more words"),
        ("measure", "needs a name"), ("answer:wokn", "did you mean woken"), ("exercise:walking:miles", "unknown word"),
    ],
)  # fmt: skip
def test_a_field_that_is_mistyped_is_named_with_the_nearest(text: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        field_of(text)
    assert field_of("pain:worst:left:groin").typed == "pain:groin:left:worst"
