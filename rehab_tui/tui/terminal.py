"""What comes from the terminal: bytes that are no text are read as a sign for such, instead of ending the program."""

from codecs import getincrementaldecoder
from functools import partial
from typing import Any


def read_any_bytes() -> None:
    """Let Textual's input go on after bytes that are no UTF-8; its thread would end with a traceback.

    Keys typed beside them keep their meaning: each such byte becomes a replacement sign.
    """
    try:
        from textual.drivers import linux_driver
    except ImportError:  # a terminal of Windows hands over text, not bytes
        return
    vars(linux_driver)["getincrementaldecoder"] = _replacing


def _replacing(encoding: str) -> Any:
    return partial(getincrementaldecoder(encoding), errors="replace")
