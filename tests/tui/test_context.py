"""What screens may ask of the app that shows them."""

import pytest
from textual.app import App

from rehab_tui.tui.app import RehabApp
from rehab_tui.tui.context import Context, host_of


def test_a_screen_reaches_the_rehab_app_by_its_type(context: Context) -> None:
    app = RehabApp(context)
    assert host_of(app) is app


def test_another_app_is_refused() -> None:
    with pytest.raises(TypeError, match="rehab app"):
        host_of(App[None]())
