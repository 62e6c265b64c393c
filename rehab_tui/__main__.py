"""The door of the program: `rehab` and `python -m rehab_tui`."""

import gc
import os
import sys


def main() -> None:
    """Run one command, or open the screens, and leave with the exit code of what happened."""
    gc.disable()  # a command ends before there is anything to collect; the screens switch it on again
    try:
        from rehab_tui.cli import run

        code = run(sys.argv[1:])
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except KeyboardInterrupt:
        code = 130
    except OSError:
        code = 3  # nothing can be said any more
    os._exit(code)  # every file is closed; taking the interpreter apart would cost a tenth of the whole command


if __name__ == "__main__":
    main()
