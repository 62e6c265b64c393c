"""Whose file the screens work with: the person's own, or that of a patient of the caseload, in which nobody writes."""

from asyncio import sleep
from collections.abc import Mapping
from typing import Any

from textual.dom import DOMNode

from rehab_tui.tui.context import Context, ShowsFile, host_of
from rehab_tui.tui.patients import CALMLY, WRITING
from rehab_tui.tui.screens import make
from rehab_tui.tui.screens.base import RehabScreen
from rehab_tui.tui.showing import Showing
from rehab_tui.tui.unkept import NOW_KEPT
from rehab_tui.tui.widgets.bars import action_name

A_MOMENT = 0.02
"""Seconds between two looks at a screen that is being made."""
MADE_WITHIN = 100
"""Looks after which a key for it is given up."""


class WhoseFile(Showing):
    """Knows the file that the topmost screen belongs to, and keeps every key that writes from a patient's."""

    @property
    def context(self) -> Context:
        """The file that is worked with now: that of the topmost screen that has opened another, else the own one."""
        opened = (getattr(screen, "opened", None) for screen in reversed(self.screen_stack))
        return next((found for found in opened if found is not None), self.own)

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[Any, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what would write is refused while a patient of the caseload is looked at.

        A key that comes before its screen is made waits for it.
        """
        name = action_name(action) if isinstance(action, str) else action[1]
        if name != "leave" and not await self._screen_is_made():
            return True
        if name in WRITING and (self.context.patient or self.reading):
            self.notify(self.own.settings.keyed(CALMLY), markup=False)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    async def _screen_is_made(self) -> bool:
        """Wait until the topmost screen is made; return whether it is."""
        for _ in range(MADE_WITHIN):
            if self.screen.is_mounted:
                break
            await sleep(A_MOMENT)
        return self.screen.is_mounted

    @property
    def reading(self) -> bool:
        """Whether a patient's file is on its way: until it is here, nothing is done with the own one instead."""
        return isinstance(self.screen, RehabScreen) and self.screen.reading

    def go_with_patient(self, name: str) -> None:
        """Show another screen of the patient: made anew, with their file. The caseload leaves them.

        Nothing is waited for: a screen that was clicked cannot wait for its own end.
        """
        while getattr(self.screen, "opened", None) is None:
            self.pop_screen()
        if name == "caseload":
            self.pop_screen()
        elif name != "today":
            self.push_screen(make(name))

    def refresh_screen(self) -> None:
        """Read everything again and show it, on every screen of the stack."""
        for screen in self.screen_stack:
            if isinstance(screen, ShowsFile) and screen.is_mounted:
                screen.refresh_all()

    def keep_trying(self) -> None:
        """Try again to keep answers about signs that the file would not take; say what it took now."""
        kept = self.own.try_unkept() if self.own.unkept else ()
        if kept:
            self.notify(NOW_KEPT)
            self.refresh_screen()
            host_of(self).raise_alerts(one for answer in kept for one in answer.untold)
