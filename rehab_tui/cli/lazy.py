"""Commands that are loaded when they are called, and whose arguments may begin with a minus sign."""

import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any, TypeAlias

import click

Table: TypeAlias = Mapping[str, tuple[str, str]]
"""Name of a command -> where it is (`module:attribute`), and its short help."""

_NEGATIVE = re.compile(r"-([0-9.,]|inf|nan)", re.ASCII | re.IGNORECASE)


class ValueCommand(click.Command):
    """A command that reads `-1` as a value that is wrong (exit 1), not as an unknown option (exit 2).

    Its arguments and options are plain texts; it reads them with the functions of the domain.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move negative numbers behind `--`, but not those that are an option's value."""
        return super().parse_args(ctx, minus_last(args, self.params))


def minus_last(args: list[str], params: list[click.Parameter]) -> list[str]:
    """Return arguments with negative numbers behind `--`; the values of options stay where they are."""
    takes_value = {name for one in params if isinstance(one, click.Option) and not one.is_flag for name in (*one.opts,)}
    end = args.index("--") if "--" in args else len(args)
    kept: list[str] = []
    minus: list[str] = []
    before = ""
    for arg in args[:end]:
        number = _NEGATIVE.match(arg) and before not in takes_value
        (minus if number else kept).append(arg)
        before = arg
    last = [*minus, *args[end + 1 :]]
    return [*kept, "--", *last] if last else kept


class LazyGroup(click.Group):
    """A group that knows its commands from a table and imports only the one that is called."""

    def __init__(self, name: str | None = None, *, table: Table, **kwargs: Any) -> None:
        super().__init__(name, no_args_is_help=False, **kwargs)
        self.table = table

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; without any, say which commands there are."""
        if not args and not self.invoke_without_command:
            raise click.UsageError(f"which one? {', '.join(self.table)}", ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Return one command, loaded now; None when the table has no such name."""
        if cmd_name not in self.table:
            return None
        module, _, attribute = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """List the commands with their short help from the table: nothing is imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in self.table.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; an unknown one is answered with the nearest name."""
        if args[0] not in self.table and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(f'unknown command "{args[0]}"{_nearest(args[0], list(self.table))}', ctx)
        return super().resolve_command(ctx, args)


def _nearest(text: str, names: list[str]) -> str:
    from rehab_tui.domain.words import nearest

    close = nearest(text, names)
    return f" (did you mean {close}?)" if close else ""
