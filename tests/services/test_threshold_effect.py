"""What a moved threshold would have said of a patient's last weeks, beside the one in force."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rehab_tui.errors import InvalidValue
from rehab_tui.services.threshold_effect import effect_of
from tests.services.caseloads import TODAY, Patient, stamp

NOW = stamp(hour=22).moment


def test_prompts_are_counted_and_dated_with_the_threshold_in_force_and_with_another() -> None:
    rehab = Patient().days(27, 4, 3).days(3, 0, 7).rehab
    found = rehab.use(lambda store: effect_of(store, "PT-02", {"by": 3}, NOW))
    assert found.first == TODAY - timedelta(days=83)
    assert found.lines == (
        "29 Aug to 20 Nov, by the entries that count now:",
        "as now (2 points; 4 of 7 scores, 7 of 14 before): 1 prompt: left 20 Nov (level 3)",
        "changed (3 points; 4 of 7 scores, 7 of 14 before): no prompt",
    )
    assert found.short == "29 Aug to 20 Nov: 1 prompt as now, none with this"
    lower = rehab.use(lambda store: effect_of(store, "PT-02", {"by": 1}, NOW)).lines[2]
    assert lower.endswith("1 prompt: left 18 to 20 Nov (level 3)")
    before = replace(NOW, today=TODAY - timedelta(days=1))
    assert rehab.use(lambda store: effect_of(store, "PT-02", {}, before)).lines[1].endswith("no prompt")
    with pytest.raises(InvalidValue, match="PT-02 by takes a number from 1 to 4, not 9"):
        rehab.use(lambda store: effect_of(store, "PT-02", {"by": 9}, NOW))
