"""Pain on the Today screen: digits, arrows, the question before a saved score is changed."""

from collections.abc import Callable

from rehab_tui.domain.body import Side, Site
from rehab_tui.domain.entry import Logged, SmallAnswer
from rehab_tui.domain.followup import HOW_NOW, FollowUp, Level, Outcome
from rehab_tui.domain.pain import HIGHEST, PainScore
from rehab_tui.errors import NotKept, RehabError
from rehab_tui.services.days import HipToday
from rehab_tui.services.follow_ups import worse_again
from rehab_tui.tui.context import host_of
from rehab_tui.tui.screens.today.day import DayScreen
from rehab_tui.tui.screens.today.rows import QUESTIONS, SINCE, YES_NO, Pending
from rehab_tui.tui.widgets.sheet import Sheet


class PainOfDay(DayScreen):
    """Scores of the hips, and rows of choices."""

    def _hip(self, key: str) -> HipToday | None:
        return next((hip for hip in self.review.hips if f"pain:{hip.side.value}" == key), None)

    def action_set_score(self, key: str, number: int) -> None:
        """Keep a hip's score. A 0 straight after a 1 makes 10; a score saved earlier is not changed unasked."""
        hip = self._hip(key)
        if hip is None or self.at_night(f"set_score('{key}', {number})"):
            return
        self.query_one(Sheet).go(key)
        score = 10 if number == 0 and self._one_typed == key else number

        def keep() -> None:
            self._take_one_back(key, score, _score_words(hip.side, 1))
            self._set_score(hip.side, score)

        self._agreed(key, hip.score, score, keep)

    def _agreed(self, key: str, before: int | None, score: int, keep: Callable[[], None]) -> None:
        """Keep a number; one that was settled, by moving on from its row, is changed only after a question."""
        if before is None or key in self._typed_here or before == score:
            keep()
            return
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                keep()

        self.app.push_screen(ConfirmScreen(f"Change {before} to {score}?"), answered)

    def _typed(self, key: str, score: int) -> None:
        """Remember what was typed on a row: until the cursor moves it can be typed anew, and a 1 become 10."""
        self._one_typed = key if score == 1 else ""
        self._typed_here.add(key)

    def _take_one_back(self, key: str, score: int, one: str) -> None:
        """The 1 of a 10 was no score of its own: undo it, so that a later undo does not bring it up."""
        journal = self.context.rehab.journal
        ten = score == HIGHEST and self._one_typed == key and key in self._typed_here
        if ten and journal.what_undo_does() == one:
            journal.undo(self.context.stamp())

    def _set_score(self, side: Side, score: int) -> None:
        key = f"pain:{side.value}"
        logged = self._keep((PainScore(score, side, Site.HIP),), _score_words(side, score))
        if logged:
            self._one_typed = key if score == 1 else ""
            if logged.entries:
                self._typed_here.add(key)
            if self.context.notices:
                self.call_after_refresh(host_of(self.app).read_notices)
            self._ask_signs(logged)
            self._ask_slip(logged)

    def _ask_signs(self, logged: Logged) -> None:
        """A score far above the usual one asks for a look at the warning signs (PT-01)."""
        told = next((one for one in logged.followups if one.rule == "PT-01" and one.events[-1].verb == "opened"), None)
        if told is None:
            return
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self.call_later(self.run_action, "signs")

        self.app.push_screen(ConfirmScreen(f"{told.message} Look through the warning signs now?"), answered)

    def _ask_slip(self, logged: Logged) -> None:
        """A score that was typed over may have been a slip: offer to close what it opened; nothing closes unasked."""
        waits = [one for one in logged.followups if one.level is Level.DAYS and not one.closed]
        if not waits:
            return
        from rehab_tui.rules.computed import GONE
        from rehab_tui.tui.screens.dialogs import ConfirmScreen

        told = next((one for one in waits if one.events[-1].verb == GONE), None)
        if told is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                rehab, stamp = self.context.rehab, self.context.stamp()
                try:
                    rehab.follow_ups.close(rehab.follow_ups.one(told.id), "", stamp, Outcome.MISTAKE)
                except RehabError as problem:
                    self.say(str(problem), bad=True)
                    return
                self.refresh_all()
                self.say(f"Closed as logged by mistake: {told.title}.")

        asked = f"The score before opened a follow-up: {told.title}. Was it a slip? Yes closes it as logged by mistake."
        self.app.push_screen(ConfirmScreen(asked), answered)

    def _worst_exercising(self, number: int) -> None:
        number = 10 if number == 0 and self._one_typed == "exercises" else number
        before = self.review.answers.get("worst-exercising")

        def keep() -> None:
            self._take_one_back("exercises", number, _worst_words(1))
            if not self._keep((SmallAnswer("worst-exercising", str(number)),), _worst_words(number)):
                return
            self._typed("exercises", number)
            self._tell_ceiling(number)
            waiting = next((hip for hip in self.review.hips if hip.score is None), None)
            if waiting is not None and number != 1:
                self.query_one(Sheet).go(f"pain:{waiting.side.value}")

        self._agreed("exercises", None if before is None else int(before), number, keep)

    def _tell_ceiling(self, number: int) -> None:
        ceiling = self.review.ceiling
        if number > ceiling and self._day is not None:
            self.say(f"Pain {number} is above your limit of {ceiling}: stop this for today, and ask your therapist.")

    def action_shift(self, step: int) -> None:
        """Move the choice of the row under the cursor; Enter keeps it."""
        key = self.query_one(Sheet).cursor
        hip = self._hip(key)
        if hip is not None:
            usual = hip.score if hip.score is not None else (hip.usual.low if hip.usual.low is not None else 5)
            now = self._pending.scores.get(key)
            at = usual if now is None and hip.score is None else (usual if now is None else now) + step
            self._pending.scores[key] = max(0, min(HIGHEST, at))
        elif key == "since" or key in QUESTIONS or key.startswith("now:"):
            choices = YES_NO if key in QUESTIONS else SINCE if key == "since" else HOW_NOW
            now_at = self._pending.choices.get(key)
            place = choices.index(now_at) + step if now_at else (0 if step < 0 else 1)
            self._pending.choices[key] = choices[max(0, min(len(choices) - 1, place))]
        self.query_one(Sheet).renew()

    def action_drop(self) -> None:
        """Forget what arrows chose and nobody kept."""
        self._pending = Pending()
        self.query_one(Sheet).renew()

    def action_choose(self, key: str, choice: str) -> None:
        """Keep the answer of a row of choices."""
        if not key.startswith("now:") and self.at_night(f"choose('{key}', '{choice}')"):
            return
        if key in QUESTIONS:
            self._keep((SmallAnswer(key, choice),), f"{QUESTIONS[key].lower()}: {choice}")
            return
        if key == "since":
            self._keep((SmallAnswer("since-session", choice),), f"since last session: {choice}")
            return
        follow_up = self.context.rehab.follow_ups.one(key.removeprefix("now:"))
        try:
            logged = self._says(follow_up, choice)
        except RehabError as problem:
            self.say(str(problem), bad=True)
            return
        self._pending = Pending()
        self.kept(logged)
        if choice == "worse" and not logged.entries:
            host_of(self.app).show_alert(follow_up)
        elif choice == "gone":
            self.say(f"Kept. It stays open until you write down what came of it ({self.key('go-followups')}).")

    def _says(self, follow_up: FollowUp, choice: str) -> Logged:
        """Keep how a sign is now. One that is worse has its advice at once, also while it cannot be kept."""

        def write() -> Logged:
            return self.context.rehab.follow_ups.says(follow_up, choice, self.context.stamp())

        again = worse_again(follow_up) if choice == "worse" else None
        if again is None:
            return write()
        from rehab_tui.tui.screens.followups.alert import keep_now

        kept = keep_now(self.context, self.context.clock.today(), again, write)
        for alert in reversed(kept.alerts if kept.unkept else ()):
            self.app.push_screen(alert, lambda _: host_of(self.app).refresh_screen())
        if kept.logged is None:
            raise NotKept(kept.problem)
        return kept.logged


def _score_words(side: Side, score: int) -> str:
    """Return what the undo line says of a score."""
    return f"{side.value} hip pain {score}"


def _worst_words(score: int) -> str:
    return f"worst pain while exercising {score}"
