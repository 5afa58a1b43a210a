"""`yueyue` and `python -m app`: runs a command, and turns what stops it into one sentence."""

import sys

import click

from app.commands import cli
from app.failures import explain_failure


def main() -> None:
    """Runs the command line; exits 0 done, 1 the answer is no, 2 usage or the world."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the top of every command: a traceback reaches no user
        click.echo(explain_failure(error), err=True)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
