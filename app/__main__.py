"""`yueyue` and `python -m app`: runs a command, and turns what stops it into one sentence."""

import gc
import io
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

#: New objects before the collector looks for garbage, instead of 700: what is loaded at the start
#: is no garbage, and looking through it took a fifth of the time of a short command.
_BEFORE_COLLECTING = 200_000


def main() -> None:
    """The process: its streams in UTF-8, its exit status the command's."""
    gc.set_threshold(_BEFORE_COLLECTING)
    if sys.stdin is None:
        # Started with its input closed: there is nothing to read, which is no fault.
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    status = run(sys.argv[1:])
    gc.freeze()  # the process ends with all it has: none of it needs looking through once more
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; 0 done, 1 the answer is no, 2 usage or the world stopped it."""
    # Loaded here, when the collector waits already, and sentences only where something is wrong.
    from app.commands import cli  # noqa: PLC0415

    try:
        status = cli.main(list(arguments), prog_name="yueyue", standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.UsageError as error:
        from app.failures import typed_locale  # noqa: PLC0415
        from app.usage import explain_usage  # noqa: PLC0415

        click.echo(explain_usage(error, typed_locale(arguments)), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the top of every command: a traceback reaches no user
        from app.failures import explain_failure, typed_locale  # noqa: PLC0415

        click.echo(explain_failure(error, typed_locale(arguments)), err=True)
        return 2
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    main()
