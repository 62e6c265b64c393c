"""Warning signs on the Today screen: the five questions, and the way to the full list."""

from rehab_tui.domain.symptom import Form, SymptomsAnswered, asked_in
from rehab_tui.tui.screens.base import NOT_KEPT_YET
from rehab_tui.tui.screens.today.day import DayScreen
from rehab_tui.tui.widgets.sheet import Sheet


class SignsOfDay(DayScreen):
    """Asking about warning signs."""

    def action_none(self) -> None:
        """No to the five questions, once all of them are on the screen."""
        if self.review.signs_asked:
            self.say(f"Already answered today. A new sign: press {self.key('signs')}.")
            return
        if self.context.unkept:
            self.say(f"{NOT_KEPT_YET}. No to all would deny it.", bad=True)
            return
        if self.at_night("none"):
            return
        sheet = self.query_one(Sheet)
        if not sheet.visible_whole(("signs",)):
            sheet.go("signs")
            lines = next((len(row.lines) for row in sheet.rows if row.key == "signs"), 0)
            fits = lines <= self.query_one("#body").size.height
            self.say(
                f"Read the five questions first, then press {self.key('none')}."
                if fits
                else f"The window is too small for all five questions: make it larger, or press {self.key('signs')}."
            )
            return
        answered = SymptomsAnswered(Form.DAILY, asked_in(Form.DAILY))
        if self._keep((answered,), "no to the five questions"):
            self.say(f"Kept. New signs can start later: press {self.key('signs')}.")

    def action_signs(self) -> None:
        """Open the full list."""
        from rehab_tui.tui.screens.signs.screen import SignsScreen

        def answered(fact: SymptomsAnswered | None) -> None:
            if fact is not None:
                self._keep((fact,), "warning signs")

        self.app.push_screen(SignsScreen(self.review.day), answered)
