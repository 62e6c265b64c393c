"""The settings file: optional, checked as a whole, written back with care."""

import string
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from rehab_tui import config
from rehab_tui.config import (
    ACTIONS,
    FIXED_KEYS,
    ChartChoice,
    Settings,
    Theme,
    load_settings,
    remember,
    settings_or_defaults,
)
from rehab_tui.errors import InvalidValue
from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.screens.today.screen import TodayScreen


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none" / "settings.toml") == Settings()


def test_a_whole_file(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(
        '# mine\ntheme = "high-contrast"\nchart_style = "ascii"\nown_library = "my.yaml"\n[keys]\nundo = "z"\n'
    )
    assert load_settings(place) == Settings(Theme.HIGH_CONTRAST, ChartChoice.ASCII, {"undo": "z"}, tmp_path / "my.yaml")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('theme = "drak"\n', ["1: theme: "]),
        ('\nthem = "dark"\nchart_style = 3\n', ["2: unknown setting them; did you mean theme?", "3: chart_style: 3"]),
        (
            '[keys]\nundo = "x"\nblank = "x"\nquit = ""\nhelp = "alt+x"\n',
            ["3: keys.blank", "4: keys.quit", "5: keys.help"],
        ),
        ("own_library = 3\nkeys = 4\n", ["1: own_library", "2: keys"]),
        ("theme = dark\n", ["1:"]),
        ("theme = \n", ["1:"]),
        ('theme = "dark"\ntheme = "dark"\n', ["2:"]),
    ],
)
def test_every_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, lines: list[str]) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(text)
    with pytest.raises(InvalidValue) as problem:
        load_settings(place)
    said = str(problem.value).split("\n")
    assert len(said) == len(lines)
    for line, start in zip(said, lines, strict=True):
        assert line.startswith(f"{place}:{start}")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 200_000, b"a" + b"[" * 5000])
def test_what_is_no_settings_file_is_refused(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "settings.toml"
    place.write_bytes(content)
    with pytest.raises(InvalidValue, match="settings"):
        load_settings(place)
    with pytest.raises(InvalidValue, match="cannot be read"):
        load_settings(tmp_path)


def test_a_choice_is_written_back_and_the_rest_stays(tmp_path: Path) -> None:
    place = tmp_path / "new" / "settings.toml"
    remember("theme", "light", place)
    assert place.stat().st_mode & 0o777 == 0o600
    place.write_text('# mine\ntheme = "dark"  # at night\n[keys]\ntheme = "x"\n')
    remember("theme", "light", place)
    remember("chart_style", "block", place)
    assert place.read_text() == 'chart_style = "block"\n# mine\ntheme = "light"  # at night\n[keys]\ntheme = "x"\n'
    assert [one.name for one in place.parent.iterdir()] == ["settings.toml"]


def test_only_choices_are_written_back(tmp_path: Path) -> None:
    for name, value in (("theme", "drak"), ("own_library", "x"), ("keys", "x")):
        with pytest.raises(InvalidValue):
            remember(name, value, tmp_path / "settings.toml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('todya = "y"', "keys.todya: unknown action; did you mean today?"),
        ('xyzzyx = "y"', "keys.xyzzyx: unknown action; the names are in: rehab help keys"),
        ('undo = "3"', "keys.undo: 3 belongs to the pain score; choose another key"),
        ('undo = "t"', "keys.undo: t is taken by go-today; choose another key, or move go-today too"),
        ('undo = "!"', "keys.undo: exclamation_mark is taken by help-card"),
        ('undo = "f1"', "keys.undo: f1 is taken by help;"),
        ('undo = "n"', "keys.undo: n is taken by none;"),
        ('undo = "k"', "keys.undo: k belongs to moving about"),
        ('undo = "ctrl+c"', "keys.undo: ctrl+c belongs to the program itself"),
        ('undo = "spacebar"', 'keys.undo: "spacebar" is not the name of a key'),
        ("undo = 3", "keys.undo: 3 is not the name of a key"),
        ('undo = "z,,"', 'keys.undo: "" is not the name of a key'),
    ],
)
def test_a_key_that_cannot_work_is_one_clear_line(tmp_path: Path, line: str, words: str) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(f"[keys]\n{line}\n")
    with pytest.raises(InvalidValue) as problem:
        load_settings(place)
    assert str(problem.value).startswith(f"{place}:2: {words}")
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ('today = "y"', {"go-today": "y"}),
        ('undo = "t"\ngo-today = "u"\nthis-day = "y"', {"undo": "t", "go-today": "u", "this-day": "y"}),
        ('undo = ";"', {"undo": "semicolon"}),
        ('settings = ","', {"settings": "comma"}),
        ('undo = "f2, z"', {"undo": "f2,z"}),
        ('this-day = "t"', {"this-day": "t"}),
        ('help = "?"', {"help": "question_mark"}),
    ],
)
def test_a_key_is_known_by_its_sign_or_its_name(tmp_path: Path, lines: str, keys: dict[str, str]) -> None:
    place = tmp_path / "settings.toml"
    place.write_text(f"[keys]\n{lines}\n")
    assert load_settings(place).keys == keys


def test_the_line_of_a_key_is_looked_for_among_the_keys(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    place.write_text('theme = "dark"\n\n[keys]\ntheme = "x"\n')
    with pytest.raises(InvalidValue, match=r"settings.toml:4: keys.theme: unknown action"):
        load_settings(place)
    place.write_text('theme = "dark"\nkeys.undo = "1"\n')
    with pytest.raises(InvalidValue, match=r"settings.toml:2: keys.undo"):
        load_settings(place)


def test_a_file_with_mistakes_leaves_the_defaults_and_a_note(tmp_path: Path) -> None:
    place = tmp_path / "settings.toml"
    assert settings_or_defaults(place) == (Settings(), None)
    place.write_text('theme = "light"\n[keys]\ntodya = "y"\n')
    found, note = settings_or_defaults(place)
    assert found == Settings()
    assert note is not None
    assert note.split("\n")[0].startswith(f"{place}:3: keys.todya")
    assert note.endswith("no setting of this file is used until it is mended; see: rehab help keys")


def test_the_table_of_actions_is_what_the_screens_have() -> None:
    named: dict[str, str] = {}
    for one in (*RehabApp.BINDINGS, *TodayScreen.BINDINGS):
        assert isinstance(one, Binding)
        if one.id is not None:
            named[one.id] = one.key
        else:
            for key in one.key.split(","):
                assert key.isdigit() or key in FIXED_KEYS, f"{key} could be given away"
    assert dict(ACTIONS) == named


def test_keys_have_the_names_of_the_screens() -> None:
    for sign in string.punctuation:
        assert config._keys_of(sign) == (_character_to_key(sign),)
        assert config._no_key(sign) is None
    signs = {_character_to_key(sign) for sign in string.punctuation}
    assert config._NAMED_KEYS - signs <= {str(key.value) for key in Keys} | {"space"}


@pytest.mark.parametrize(
    ("environ", "encoding", "signs"),
    [
        ({"LANG": "en_US.UTF-8"}, "utf-8", True),
        ({}, "utf-8", True),
        ({"LC_CTYPE": "UTF-8"}, "utf-8", True),
        ({"LANG": "C"}, "utf-8", False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ({"LANG": "POSIX", "LC_CTYPE": "C.utf8"}, "utf-8", False),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, "utf-8", True),
        ({"LANG": "C.UTF-8"}, "utf-8", True),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "C"}, "utf-8", True),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "utf-8", False),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1", False),
        ({"LANG": "en_US.UTF-8", "TERM": "dumb"}, "utf-8", False),
        ({"LANG": "en_US.UTF-8"}, None, False),
    ],
)
def test_where_only_plain_letters_show(environ: dict[str, str], encoding: str | None, signs: bool) -> None:
    assert config.shows_signs(encoding, environ) is signs
