"""`python -m bench.rivals NAME FILE`: one contender judges the rows; figures as JSON."""

import gc
import json
import resource
import sys
import time
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

from bench.rivals.records import load_records

_MEGABYTE = 1024


def main(name: str, path: str) -> None:
    """Seconds on the clock and of all cores, megabytes above the input, a digest of bad cells."""
    contender = import_module(f"bench.rivals.{name}")
    sheets = load_records(Path(path))
    gc.collect()
    before, began, cpu = _peak(), time.perf_counter(), time.process_time()
    result, bad = contender.judge(sheets)
    found = {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "megabytes": _peak() - before,
        "bad": len(set(bad)),
        "digest": blake2b(repr(sorted(set(bad))).encode(), digest_size=8).hexdigest(),
    }
    del result
    print(json.dumps(found))


def _peak() -> float:
    """The most memory this process ever had, in megabytes."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    # Not what getrusage says: that begins with what the process had that started this one.
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / _MEGABYTE


if __name__ == "__main__":
    main(*sys.argv[1:])
