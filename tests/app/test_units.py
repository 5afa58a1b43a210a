"""Units as the command line names them."""

import subprocess
import sys


def test_command_that_names_no_unit_does_not_wait_for_their_names_to_be_indexed() -> None:
    code = "import sys, app.totals, app.showing; sys.exit('sync.names' in sys.modules)"

    assert subprocess.run((sys.executable, "-c", code), check=False).returncode == 0
