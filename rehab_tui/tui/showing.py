"""How the program shows things: what it says in the place of the keys, and which style it draws with."""

from textual.notifications import SeverityLevel

from rehab_tui.charts import ChartStyle
from rehab_tui.tui.context import Context
from rehab_tui.tui.small_letters import SmallLetters
from rehab_tui.tui.widgets.bars import KeyBar, Told

SAID_FOR = 8.0
"""Seconds that what is said stands in the last line, where nobody asks for another time."""

WAITING = " Waiting for another program that is writing to this file ..."
WAITING_IN_SHORT = " Waiting: another program is writing"


class Showing(SmallLetters):
    """The ways to say something, and to draw everything anew."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._said_waiting = False
        context.rehab.tell_waiting(self.show_waiting)
        self.own = context
        """The file of the person who sits here."""

    @property
    def context(self) -> Context:
        """The file that is worked with now."""
        return self.own

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the last line of the screen, where it covers nothing; over it where there is none."""
        bar = next((bar for screen in reversed(self.screen_stack) for bar in screen.query(KeyBar)), None)
        if bar is None:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
        else:
            words = f"{title}: {message}" if title else message
            bar.tell(Told(words, severity, timeout or SAID_FOR))

    def show_waiting(self) -> None:
        """Write into the last line, past everything else, that another program is writing to the file.

        A read or a change stands still meanwhile, and nothing is drawn; keys wait their turn. Then all is drawn anew.
        """
        driver = self._driver
        if driver is not None:
            width, height = self.size
            words = WAITING if len(WAITING) < width else WAITING_IN_SHORT
            driver.write(f"\x1b[{height};1H\x1b[0;1;7m{words[:width]:<{width}}\x1b[0m")
            driver.flush()
        if not self._said_waiting:
            self._said_waiting = True
            self.call_later(self._draw_anew)

    def _draw_anew(self) -> None:
        self._said_waiting = False
        self.screen.refresh()

    def draw_with(self, style: ChartStyle) -> None:
        """Use a style of charts, and draw everything anew: it decides about signs too."""
        for context in {id(one): one for one in (self.own, self.context)}.values():
            context.draw_with(style)
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
