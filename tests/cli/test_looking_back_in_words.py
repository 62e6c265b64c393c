"""What a correction, an undo and the history say: which entry, which day, and what is left out."""

from runs import runner
from shell import Shell


def test_undo_names_a_follow_up_step_with_its_id_and_day(left_hip: Shell) -> None:
    (opened,) = left_hip.kept("log", "symptoms", "saddle-numbness")["followups"]
    left_hip("followups", "act", opened["id"], "--contacted", "112", "--said", "come in", today="2026-11-21")
    left_hip("followups", "close", opened["id"], "--outcome", "seen at the hospital", today="2026-11-21")
    back = left_hip("undo", today="2026-11-21")
    assert back.out == f"Undone: follow-up RF-02 {opened['id'][:8]}: closed, 21 Nov\n"


def test_undo_names_a_plan_and_a_profile_with_their_day(left_hip: Shell) -> None:
    left_hip("plan", "start", "walk-only", today="2026-11-21")
    plan = left_hip("plan", "show", "--json", today="2026-11-21").data["id"]
    assert left_hip("undo", today="2027-01-02").out == f"Undone: plan Track and walk {plan[:8]}, 21 Nov 2026\n"
    left_hip("setup", "--night-line", "555 01", today="2026-11-21")
    assert left_hip("undo", today="2026-11-22").out == "Undone: profile: night line, 21 Nov\n"


def test_undo_says_it_on_stderr_beside_json(left_hip: Shell) -> None:
    left_hip("log", "pain", "5")
    back = left_hip("undo", "--json")
    assert back.err == "rehab: undone: pain 5, left hip, 20 Nov\n"
    assert len(back.data["entries"]) == 1


def test_a_day_of_another_year_carries_its_year(left_hip: Shell) -> None:
    kept = left_hip("log", "pain", "3", "--date", "2025-12-31")
    assert kept.out.startswith("Kept: pain 3, left hip, 31 Dec 2025 (id ")
    assert left_hip("undo").out.startswith("Undone: pain 3, left hip, 31 Dec 2025")
    signs = left_hip("log", "symptoms", "leg-pain:left", "--since", "2025-12-01")
    assert "since 1 Dec 2025" in signs.out
    assert "20 Nov (id" in signs.out
    left_hip("log", "symptoms", "wound", "--date", "2025-12-30")
    assert "30 Dec 2025" in left_hip("followups").out


def test_the_same_score_again_is_not_written_again(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pain", "3")["entries"]
    again = left_hip("log", "pain", "3")
    assert (again.code, again.out) == (
        0, f"Already kept: pain 3, left hip, 20 Nov; nothing was added (id {entry['id'][:8]})\n",
    )  # fmt: skip
    as_json = left_hip("log", "pain", "3", "--json")
    assert (as_json.data["entries"], as_json.err.startswith("rehab: already kept: pain 3")) == ([], True)
    assert len(left_hip.entries()) == 1
    assert left_hip("log", "pain", "3", "--note", "long walk").out.startswith("Kept:")
    assert left_hip("log", "pain", "3", "--kind", "now").out.startswith("Kept:")
    assert left_hip("log", "pain", "3", "--kind", "now").out.startswith("Kept:")
    assert len(left_hip.entries()) == 4


def test_a_day_adds_only_what_was_not_there(left_hip: Shell) -> None:
    left_hip("log", "pain", "3")
    made = left_hip.kept("log", "day", "--pain", "3", "--symptoms", "none")["entries"]
    assert [one["kind"] for one in made] == ["symptoms"]
    assert left_hip("undo").code == 0
    assert [one["kind"] for one in left_hip.entries() if one["state"] == "current"] == ["pain"]


def test_history_leaves_earlier_versions_out_until_asked(left_hip: Shell) -> None:
    left_hip("log", "pain", "3")
    left_hip("log", "pain", "5")
    short = left_hip("history")
    assert "pain 5" in short.out
    assert "pain 3" not in short.out
    assert short.err == "rehab: 1 earlier version is not shown; see: rehab history --all, or rehab history ID\n"
    assert "pain 3, left hip · replaced by a newer one" in left_hip("history", "--all").out
    assert left_hip("history", "--all").err == ""
    assert len(left_hip.entries()) == 2
    entry = left_hip.entries()[-1]["id"]
    assert "pain 3" in left_hip("history", entry).out


def test_a_mistake_stays_in_the_history(left_hip: Shell) -> None:
    (entry,) = left_hip.kept("log", "pain", "3")["entries"]
    left_hip("mistake", entry["id"])
    assert "a mistake" in left_hip("history").out


def test_a_whole_check_in_is_a_few_lines(left_hip: Shell) -> None:
    run = runner(left_hip.db)
    run("checkin", "--full", typed="3\n" + "no\n" * 40)
    assert run("history").out.count("warning signs") <= 2
    assert run("history", "--all").out.count("warning signs") > 10
