"""The commands: names and options; each one's work is in a module that loads when it is called."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import click

from app.office import Options

#: Command → module under app/ that holds it, as a function of the same name.
COMMANDS = {
    "alias": "aliases",
    "ask": "talking",
    "bind": "binding",
    "bot": "chatting",
    "calendar": "calendar",
    "chat": "talking",
    "check": "checking",
    "close": "deciding",
    "deliver": "delivering",
    "delivery": "reaching",
    "demo": "demo",
    "doctor": "doctor",
    "duties": "duties",
    "exempt": "deciding",
    "explain": "explaining",
    "hours": "totals",
    "init": "starting",
    "letters": "letters",
    "migrate": "starting",
    "nudge": "reminding",
    "pause": "deciding",
    "records": "showing",
    "reopen": "deciding",
    "run": "running",
    "score": "scoring",
    "simulate": "simulating",
    "status": "showing",
    "sync": "syncing",
    "why": "why",
}


class _Commands(click.Group):
    """Loads a command's module when the command is called, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"app.{COMMANDS[cmd_name]}")
        return cast("click.Command", getattr(module, f"{cmd_name}_command"))


def with_global_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that are taken before and after a command."""
    for option in reversed(_GLOBAL):
        function = option(function)
    return function


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:  # noqa: ANN401 - click's own
    """A command of that name which takes the global options too and is handed its `Options`."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        def run(**given: Any) -> Any:  # noqa: ANN401 - click's own
            return function(merge_options(click.get_current_context(), given), **given)

        run.__doc__ = function.__doc__
        run.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined] # what click's decorators leave
        decorator: Callable[[Callable[..., Any]], click.Command] = click.command(name, **settings)
        return decorator(with_global_options(run))

    return decorate


def merge_options(ctx: click.Context, given: dict[str, Any]) -> Options:
    """Options typed after the command win over those before it."""
    before = ctx.obj if isinstance(ctx.obj, Options) else Options()
    return Options(
        workspace=given.pop("workspace") or before.workspace,
        as_of=given.pop("as_of") or before.as_of,
        locale=given.pop("locale") or before.locale,
    )


_GLOBAL = (
    click.option(
        "--workspace", type=click.Path(path_type=Path), metavar="DIR", help="工作区 · the workspace"
    ),
    click.option("--as-of", metavar="DATE[THH:MM]", help="当作这一天 · as if it were this day"),
    click.option("--locale", type=click.Choice(["zh", "en"]), help="语言 · language"),
)


@click.command("yueyue", cls=_Commands)
@with_global_options
@click.version_option(package_name="yueyue", prog_name="yueyue")
@click.pass_context
def cli(ctx: click.Context, workspace: Path | None, as_of: str | None, locale: Any) -> None:  # noqa: ANN401 - zh or en, click has checked
    """月月:每单位每月一次活动。One activity, every unit, every month."""
    ctx.obj = Options(workspace=workspace, as_of=as_of, locale=locale)
