"""The lines above and below every screen: where we are, what waits, which keys work."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from rehab_tui.domain.followup import LEVEL_NAMES, FollowUp, Level
from rehab_tui.domain.symptom import PRIVATE_SYMPTOM
from rehab_tui.domain.words import harmless
from rehab_tui.tui.widgets.moved import moved_keys
from rehab_tui.tui.widgets.sheet import LineMaker, Zone

_BACK = ("read only · {key} back to the caseload ", "read only · {key} back ", "{key} back ")
"""What stands at the end of the patient's line, from the longest to the shortest; pages are left by Escape."""


class TopBar(Widget):
    """The first line: the program, the place, the day. With a patient's file a second one says whose it is."""

    DEFAULT_CSS = """
    TopBar { height: 1; width: 1fr; background: $panel; color: $foreground; }
    TopBar.-patient { height: 2; }
    """

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    demo: reactive[bool] = reactive(False)
    patient: reactive[str] = reactive("")

    class Pressed(Message):
        """The line of the patient was clicked."""

    def watch_patient(self) -> None:
        """Make room for the patient's line."""
        self.set_class(bool(self.patient), "-patient")

    def on_click(self, event: Click) -> None:
        """Say that the patient's line was clicked."""
        if event.y == 1 and self.patient:
            self.post_message(self.Pressed())

    def render(self) -> Content:
        """Return the line, the right part flush right, and below it the patient."""
        return Content("\n").join([self._place(), *([self._whose()] if self.patient else [])])

    def _whose(self) -> Content:
        """Return the patient's line, in colors that no other line has from edge to edge."""
        width = self.size.width
        ways = tuple(way.format(key=self._way_back()) for way in (_BACK[1:] if self.screen.is_modal else _BACK))
        words = next((w for w in ways if len(w) + len(self.patient) + 12 <= width), ways[-1])
        content = Content.assemble((" PATIENT  ", "bold"), self.patient)
        content = content.truncate(max(1, width - len(words) - 1), ellipsis=True)
        content = content.pad_right(max(1, width - len(words) - content.cell_length)) + Content(words)
        return content.stylize("$block-cursor-foreground on $block-cursor-background")

    def _way_back(self) -> str:
        """Return the key that leaves the patient; a page over it is left first."""
        if self.screen.is_modal:
            return "esc"
        return next(iter(moved_keys(self.screen).get("app.go('caseload')", ("l",))), "esc")

    def _place(self) -> Content:
        maker = LineMaker().add(" rehab", "bold $primary").add(f"  {self.left}", "bold")
        if self.demo:
            maker.add("  DEMO: not your data", "bold $warning")
        right = f"{self.right} "
        maker.to(max(maker.width + 1, self.size.width - len(right))).add(right, "$quiet")
        return maker.line().content.truncate(self.size.width, ellipsis=True)


class Banner(Widget):
    """What waits for an outcome: on every screen until it is written down. A click opens the follow-ups."""

    DEFAULT_CSS = """
    Banner { height: auto; width: 1fr; display: none; }
    Banner.-waiting { display: block; }
    """

    lines: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """(text, level name in the theme) pairs, most urgent first."""
    unkept: reactive[str] = reactive("")
    """What is told of answers that the file would not take yet; empty where it took all."""

    class Pressed(Message):
        """The banner was clicked."""

    def watch_lines(self) -> None:
        """Show the banner only while something waits."""
        self.set_class(bool(self.lines or self.unkept), "-waiting")
        self.refresh(layout=True)

    def watch_unkept(self) -> None:
        """Show it too while something is not kept."""
        self.watch_lines()

    def get_content_height(self, *_: object) -> int:
        """Return the number of lines."""
        return max(1, len(self.lines) + bool(self.unkept))

    def render(self) -> Content:
        """Return one line for each level that waits."""
        width = self.size.width
        key = next(iter(moved_keys(self.screen).get("app.go('followups')", ("f",))), "")
        hint = f"{key}  what happened? " if width >= 76 else f"{key} "
        rows = [_banner_line(self.unkept, "", "level-1", width)] if self.unkept else []
        rows += [_banner_line(text, hint, name, width) for text, name in self.lines]
        return Content("\n").join(rows)

    def on_click(self, _: Click) -> None:
        """Say that it was clicked."""
        self.post_message(self.Pressed())


def _banner_line(text: str, hint: str, name: str, width: int) -> Content:
    content = Content.assemble((f" ┃ {text}", "bold"))
    content = content.truncate(max(1, width - len(hint) - 1), ellipsis=True)
    content = content.pad_right(max(1, width - len(hint) - content.cell_length)) + Content(hint)
    return content.stylize(f"${name}-text on ${name}")


def banner_lines(follow_ups: Sequence[FollowUp], overdue: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the banner for what waits: the most urgent in words, the others counted."""
    waiting = [f for f in follow_ups if f.level is not None and f.level <= 3]
    if not waiting:
        return ()
    first = waiting[0]
    level = first.level or 3
    late = "OVERDUE: " if first.id in overdue else ""
    more = f"{len(waiting)} open, first: " if len(waiting) > 1 else ""
    words = f"{more}{late}{LEVEL_NAMES[Level(level)]}  {public_title(first)}{first.side_words}"
    return ((words, f"level-{int(level)}"),)


def public_title(follow_up: FollowUp) -> str:
    """Return a title fit for a line that others can read too: the private sign is not named."""
    if follow_up.why.get("symptom") == PRIVATE_SYMPTOM:
        from rehab_tui.rules import sign_words

        return sign_words(PRIVATE_SYMPTOM)
    return harmless(follow_up.title)


class KeyHint(NamedTuple):
    """One key of the last line: how it is shown, what it does, the action a click runs."""

    key: str
    words: str
    action: str = ""


def action_name(action: str) -> str:
    """Return the bare name of an action: app.go('today') is go."""
    return action.partition("(")[0].rpartition(".")[2]


ALWAYS = frozenset({"app.help_card", "app.help"})
"""Actions whose keys are shown however narrow the window is."""
MOST_SAID = 6
"""Lines of what is said at once; in that many the rest is cut."""


class Told(NamedTuple):
    """What is said in the place of the keys for some seconds."""

    words: str
    severity: str
    seconds: float


class KeyBar(Widget):
    """The last line: the keys that matter here and now. Each can be clicked.

    What the program has to say stands in their place for some seconds, on as many lines as it needs: it covers
    nothing, and stays on the screen on which it was said.
    """

    DEFAULT_CSS = """
    KeyBar { height: auto; width: 1fr; background: $panel; color: $quiet; }
    """

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    told: reactive[Told | None] = reactive(None, layout=True)
    off: reactive[frozenset[str]] = reactive(frozenset())
    """Names of actions whose keys are not offered."""

    class Pressed(Message):
        """A hint was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *hints: KeyHint) -> None:
        super().__init__()
        self._zones: tuple[Zone, ...] = ()
        self._until: Timer | None = None
        self.set_reactive(KeyBar.hints, hints)

    def tell(self, told: Told) -> None:
        """Say something for some seconds, in the place of what was said before."""
        self.told = told
        self._count_from_now(told)

    def forget(self) -> None:
        """Show the keys again before the time is over; a warning about something else stays."""
        if self.told is not None and self.told.severity != "warning":
            self.told = None

    def _count_from_now(self, told: Told) -> None:
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(told.seconds, self._enough)

    def _enough(self) -> None:
        """Show the keys again, unless something lies over this screen: then it could not be read yet."""
        if self.told is not None and self.screen is not self.app.screen:
            self._count_from_now(self.told)
        else:
            self.told = None

    def watch_told(self) -> None:
        """Let a style sheet know whether something is said."""
        self.set_class(self.told is not None, "-telling")

    def get_content_height(self, _: Size, __: Size, width: int) -> int:
        """Return one line for the keys, or the lines of what is said."""
        return len(self._said(width)) or 1

    def _said(self, width: int) -> list[Content]:
        if self.told is None:
            return []
        wrapped = Content(harmless(self.told.words)).wrap(max(1, width - 2))
        if len(wrapped) > MOST_SAID:
            wrapped = [*wrapped[: MOST_SAID - 1], Content("...")]
        style = {"error": "bold $error", "warning": "bold $warning"}.get(self.told.severity, "bold $foreground")
        return [Content(" ") + line.stylize(style) for line in wrapped]

    def render(self) -> Content:
        """Return what is said; else as many hints as fit, of which the help card and the help always do."""
        said = self._said(self.size.width)
        if said:
            self._zones = ()
            return Content("\n").join(said)
        maker = LineMaker().add(" ")
        hints = self._working()
        while len(hints) > 1 and sum(len(h.key) + len(h.words) + 3 for h in hints) + 1 > self.size.width:
            last = next((n for n in range(len(hints) - 1, -1, -1) if hints[n].action not in ALWAYS), len(hints) - 1)
            hints.pop(last)
        for hint in hints:
            start = maker.width
            maker.add(hint.key, "bold $primary").add(f" {hint.words}")
            maker.zones.append(Zone(start, maker.width, hint.action))
            maker.add("  ")
        self._zones = tuple(maker.zones)
        return maker.line().content.truncate(self.size.width)

    def _working(self) -> list[KeyHint]:
        """Return the hints that are offered, each with a key that works after keys were moved; none without one."""
        moved = moved_keys(self.screen)
        found: list[KeyHint] = []
        for hint in self.hints:
            keys = moved.get(hint.action, (hint.key,))
            if keys and action_name(hint.action) not in self.off:
                found.append(hint if hint.key in keys else hint._replace(key=keys[0]))
        return found

    def on_click(self, event: Click) -> None:
        """Say which hint was clicked; a click on what is said brings the keys back."""
        if self.told is not None:
            self.told = None
            return
        action = next((z.action for z in self._zones if z.start <= event.x < z.end), "")
        if action:
            self.post_message(self.Pressed(action))
