"""A page that asks: each answer is kept at once; what cannot be kept stays, with the reason beside it."""

from textual.events import Key
from textual.widgets import Static

from rehab_tui.errors import RehabError
from rehab_tui.services.profile import check_dates, fact_of
from rehab_tui.tui.screens.page import Page
from rehab_tui.tui.screens.welcome.pages import NOT_YET
from rehab_tui.tui.widgets.questions import Answer, Changing, Given, OneLine, Question

DEAF_FOR = 0.3
"""Seconds after the list of signs in which keys are dropped: an `n` too many is no name."""


class AskingPage(Page):
    """Questions about the patient on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: dict[str, str] = {}
        """Texts that could not be kept, by the name of the question."""
        self.deaf = False
        """Whether keys are dropped for a moment: they were meant for what was on the screen before."""
        self._under_way: dict[str, str] = {}

    def asked(self) -> tuple[Question, ...]:
        """Return the questions that are shown."""
        return ()

    def take_keys(self) -> None:
        """Let the first answer take the keys; while the page is deaf, a moment later."""
        if self.deaf and DEAF_FOR > 0:
            self.set_focus(None)
            self.set_timer(DEAF_FOR, self._listen)
        else:
            self._listen()

    def _listen(self) -> None:
        self.deaf = False
        found = [*self.query("OneLine, Choices, Sheet"), *self.query("#go-on")]
        if found:
            found[0].focus(scroll_visible=False)

    def on_key(self, event: Key) -> None:
        """Drop what was typed ahead."""
        if self.deaf:
            event.stop()
            event.prevent_default()

    def on_given(self, message: Given) -> None:
        """Keep an answer; with Enter, go to the next question or page."""
        message.stop()
        kept = self._keep(message.question, message.text)
        if message.question.choices:
            self._show_skipped(message.question, skipped=message.final and not message.text)
        if kept and message.final:
            self._next(message.question)

    def _show_skipped(self, question: Question, *, skipped: bool) -> None:
        """Say beside a choice that Enter went past it with nothing chosen."""
        for one in self.query(f"#answer-{question.name}").results(Answer):
            for words in one.query(".skipped"):
                words.remove()
            if skipped:
                one.query_one(".line").mount(Static("skipped", classes="skipped"))

    def _keep(self, question: Question, text: str) -> bool:
        """Keep one answer; when it cannot be kept, say why beside it and leave it as it stands."""
        self._under_way.pop(question.name, None)
        found = self.query(f"#answer-{question.name}").results(Answer)
        problem = self._problem(question.name, text)
        for one in found:
            one.complain(problem)
        if problem:
            self.typed[question.name] = text
        else:
            self.typed.pop(question.name, None)
        return not problem

    def _problem(self, name: str, text: str) -> str:
        """Keep an answer; return what is wrong with it, or nothing."""
        context = self.context
        profiles = context.rehab.profiles
        try:
            facts = self._facts(name, text)
            check_dates(profiles.read()._asdict() | facts)
            profiles.keep(facts, context.stamp())
        except RehabError as problem:
            return str(problem)
        return ""

    def _facts(self, name: str, text: str) -> dict[str, object]:
        today = self.context.clock.today()
        if name == "surgery_date":
            if " ".join(text.lower().split()) == NOT_YET:
                return {"surgery_date": None, "surgery_not_yet": True}
            return {"surgery_date": fact_of(name, text, today), "surgery_not_yet": False}
        return {name: fact_of(name, text, today)}

    def keep_all(self) -> bool:
        """Keep every answer of the page that was changed and not given yet; return whether all could be kept."""
        good = True
        for one in self.query(Answer):
            if one.changed or one.question.name in self.typed:
                good = self._keep(one.question, one.take()) and good
        return good

    def drop_half_typed(self) -> None:
        """Let the answer that has the cursor be the one that was given last."""
        for one in self.query(Answer):
            if self.focused is not None and one in self.focused.ancestors:
                one.drop()
                self._under_way.pop(one.question.name, None)

    def _next(self, question: Question) -> None:
        questions = self.asked()
        place = questions.index(question)
        if place + 1 < len(questions):
            following = self.query_one(f"#answer-{questions[place + 1].name}")
            following.query("OneLine, Choices").first().focus()
        else:
            self.call_later(self.run_action, "go_on")

    def on_changing(self, message: Changing) -> None:
        """Remember what is being typed."""
        message.stop()
        self._under_way[message.question.name] = message.text

    def on_unmount(self) -> None:
        """Keep what is being typed when the program is ended from outside; its fields are gone by now."""
        for name, text in self._under_way.items():
            self._problem(name, text)

    def to_problem(self) -> None:
        """Go to the first answer that could not be kept."""
        wrong = next((q for q in self.asked() if q.name in self.typed), None)
        if wrong is not None:
            self.query_one(f"#answer-{wrong.name}").query(OneLine).first().focus()

    def mark(self, name: str) -> None:
        """Write down that something was done today."""
        problem = self._problem(name, self.context.clock.today().isoformat())
        if problem:
            self.say(problem, bad=True)
