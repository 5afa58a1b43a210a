"""Garbage: when Python may look for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """A stretch in which no garbage is looked for: many rows, none of which holds another.

    Looking through them again and again is a quarter of a first sync.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
