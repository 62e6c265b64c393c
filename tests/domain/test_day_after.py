"""The pain of the day after: one rule for the alert (PX-02) and for the table of what followed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.domain.body import Side
from rehab_tui.domain.day_after import After, of_side, pain_after
from rehab_tui.domain.dose import Dose, Measured
from rehab_tui.domain.doses import Measure, Work
from rehab_tui.domain.history import History, Worked
from rehab_tui.domain.response import Following, responses
from rehab_tui.domain.session import ExerciseDone
from rehab_tui.rules.computed import COMPUTED_RULES, evaluate_computed

DONE, NEXT = date(2026, 11, 2), date(2026, 11, 3)


def test_the_morning_counts_before_the_day_and_the_own_hip_before_the_worse() -> None:
    after = pain_after(DONE, mornings={"left": {NEXT: 2}}, scores={"left": {NEXT: 9}, "right": {NEXT: 7, DONE: 1}})
    assert after == {"left": After(2, "morning"), "right": After(7, "daily")}
    assert of_side(after, "left") == After(2, "morning")
    assert of_side(after, None) == of_side(after, "middle") == After(7, "daily")
    assert of_side({}, "left") is None


hip = st.one_of(st.none(), st.integers(0, 10))


@given(st.sampled_from([None, Side.LEFT, Side.RIGHT]), hip, hip, hip, hip)
def test_the_alert_and_the_table_agree(
    side: Side | None, before: int | None, morning: int | None, left: int | None, right: int | None
) -> None:
    mornings = {} if morning is None else {"left": {NEXT: morning}}
    scores = {name: {NEXT: score} for name, score in (("left", left), ("right", right)) if score is not None}
    work = Work(DONE, ExerciseDone("clamshell", Dose(sets=1, reps=8), side, pain_before=before), Measure("Clamshell"))
    (told,) = responses([work], Following(mornings, scores, {}))
    places = {("hip", name): one for name, one in scores.items()}
    history = History(
        scores=places, mornings={("hip", name): one for name, one in mornings.items()},
        work={DONE: (Worked("clamshell", side=side, pain_before=before),)},
    )  # fmt: skip
    found = evaluate_computed(history, NEXT, [COMPUTED_RULES["PX-02"]])
    assert [one.why["pain_after"] for one in found] == [told.sessions[0].after] * told.hurt.k


def test_the_dose_is_named_by_what_the_exercise_is_measured_in() -> None:
    walk = Work(DONE, ExerciseDone("walking", Dose(minutes=5)), Measure("Walking", Measured.MINUTES, whole=5))
    assert responses([walk], Following({}, {}, {}))[0].measured is Measured.MINUTES
