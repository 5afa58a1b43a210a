"""A file that is meant to fill the memory is refused by a process that has little."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sync.books import parts_of, xlsx

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs Linux: elsewhere RLIMIT_AS bounds no memory"
)

_MOST_BYTES = 1 << 30
_MOST_RESIDENT = 500 << 20
_READ = f"""
import json, resource, sys
from pathlib import Path
from sync.workbook import WorkbookError, read_workbook

resource.setrlimit(resource.RLIMIT_AS, ({_MOST_BYTES}, {_MOST_BYTES}))
try:
    read_workbook(Path(sys.argv[1]))
    code = "read"
except WorkbookError as error:
    code = error.code
# Not ru_maxrss: that begins with what the process had that started this one.
lines = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
print(json.dumps([code, peak << 10]))
"""
_ROOT = Path(__file__).parent.parent.parent
_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _refused_with_little(place: Path) -> tuple[str, int]:
    """Why a process of its own refuses the file, and the most memory it ever held."""
    command = (sys.executable, "-c", _READ, str(place))
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    code, peak = json.loads(done.stdout)
    return code, peak


def test_stray_cell_in_the_last_corner_costs_no_memory(tmp_path: Path) -> None:
    (tmp_path / "书.xlsx").write_bytes(xlsx(_FAR))

    code, peak = _refused_with_little(tmp_path / "书.xlsx")

    assert code == "workbook-far-cell"
    assert peak < _MOST_RESIDENT


@pytest.mark.parametrize(("part", "megabytes"), [("worksheets/s2", 400), ("sharedStrings", 100)])
def test_zip_that_unpacks_to_hundreds_of_megabytes_is_refused(
    tmp_path: Path, part: str, megabytes: int
) -> None:
    shown = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 99))
    with zipfile.ZipFile(tmp_path / "书.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, small in parts_of(xlsx(f"<row>{shown}</row>")).items():
            archive.writestr(name, small)
        with archive.open(f"xl/{part}.xml", "w") as large:
            large.write(b"<sst><si><t>")
            for _ in range(megabytes):
                large.write(b"0" * (1 << 20))
            large.write(b"</t></si></sst>")

    code, peak = _refused_with_little(tmp_path / "书.xlsx")

    assert code == "workbook-too-large"
    assert peak < _MOST_RESIDENT
