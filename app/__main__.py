"""`yueyue` and `python -m app`: runs a command, and turns what stops it into one sentence."""

import io
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

from app.commands import cli
from app.failures import explain_failure, typed_locale


def main() -> None:
    """The process: its streams in UTF-8, its exit status the command's."""
    if sys.stdin is None:
        # Started with its input closed: there is nothing to read, which is no fault.
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; 0 done, 1 the answer is no, 2 usage or the world stopped it."""
    try:
        status = cli.main(list(arguments), prog_name="yueyue", standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.UsageError as error:
        from app.usage import explain_usage  # noqa: PLC0415 - only where something is wrong

        click.echo(explain_usage(error, typed_locale(arguments)), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the top of every command: a traceback reaches no user
        click.echo(explain_failure(error, typed_locale(arguments)), err=True)
        return 2
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    main()
