"""What every chart keeps to: roles instead of colors, and plotext behind one lazy door."""

import re
import subprocess
import sys
from pathlib import Path

from chart_cases import MARKERS, series_of, wavy

import rehab_tui.charts
from rehab_tui.charts import PALETTE, Role, pain_chart
from rehab_tui.charts.cells import cell_width, clip, drawable

ROOM = Path(rehab_tui.charts.__file__).parent


def test_without_color_there_is_no_escape_and_with_it_only_sgr() -> None:
    chart = pain_chart([series_of(*wavy(30, 4, 7))], MARKERS, width=70, height=13)
    assert "\x1b" not in chart.plain
    assert "\x1b[" in chart.ansi()
    assert re.sub(r"\x1b\[[0-9;]*m", "", chart.ansi()) == chart.plain
    assert chart.ansi({}) == chart.plain


def test_a_palette_colors_only_the_roles_it_names() -> None:
    chart = pain_chart([series_of(3)], width=40, height=12)
    assert re.findall(r"\x1b\[(\d+)m●", chart.ansi({Role.LEFT: "34"})) == ["34", "34"]


def test_the_palette_knows_every_role_but_plain_text() -> None:
    assert set(Role) - set(PALETTE) == {Role.TEXT}


def test_small_pictures_do_not_load_plotext() -> None:
    code = (
        "import sys, datetime as d, rehab_tui.charts as c; t = d.date(2026, 1, 1);"
        "c.sparkline([1]); c.heat_calendar({}, t, t, today=t, width=40); c.weeks_sentence([]);"
        "sys.exit('plotext' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_one_module_knows_plotext() -> None:
    importers = [
        path.name for path in ROOM.glob("*.py") if re.search(r"(import|from) plotext", path.read_text("utf-8"))
    ]
    assert importers == ["canvas.py"]


def test_texts_are_cut_by_cells() -> None:
    assert cell_width("手術") == 4
    assert cell_width("e\u0301") == 1
    assert clip("surgery", 5) == "surg…"
    assert clip("手術手術", 5) == "手術…"
    assert clip("long", 0) == ""
    assert drawable("Fête\x07 de\nnoël", ascii_only=True) == "Fete? de?noel"
