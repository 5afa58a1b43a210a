"""Writes docs/duties.md from config/defaults.toml.

Run it as `python -m tools.duties_doc` when a duty has changed.
"""

from collections.abc import Iterator
from pathlib import Path

from config.programme_file import read_programme
from rules.duties import Duty, Measure, Part

DOCUMENT = Path(__file__).parents[1] / "docs" / "duties.md"
_OPENING = """# Duties · 职责

What the programme asks, of whom, until when, shown by what, and who is told.
Written by `tools/duties_doc.py`; edit `config/defaults.toml` instead.
[rulebook.md](rulebook.md) explains the keys and how a city changes or adds a duty.
Those marked *off* are in force where the city says so, the others where their registers are kept.

"""


def render_document() -> str:
    """The whole document."""
    return _OPENING + "\n".join(_sections(read_programme(b"").duties))


def _sections(duties: tuple[Duty, ...]) -> Iterator[str]:
    for duty in duties:
        off = " · *off*" if duty.force.value == "off" else ""
        yield f"## {duty.id} · {duty.title_zh}{off}\n"
        yield f"{duty.title_en}; {duty.severity}; source {duty.source}.\n"
        yield f"* owed by {duty.subject} for each {duty.period}, due {duty.due}, grace {duty.grace}"
        yield from (f"* shown by {_shown(part)}" for part in duty.parts)
        yield f"* told: {' '.join(f'`{rung}`' for rung in duty.ladder)}"
        if duty.weight:
            yield f"* weight {duty.weight}"
        yield ""


def _shown(part: Part) -> str:
    if part.measure is Measure.STANDING_OF:
        return f"{part.minimum} months of {part.of} in a row"
    most = f" to {part.maximum}" if part.maximum is not None else ""
    of = f" of `{part.field}`" if part.field else ""
    due = f", due {part.due}" if part.due else ""
    rows = f"in `{part.register}` ({part.link}, {part.scope})"
    return f"{part.measure}{of} {part.minimum}{most} {rows}{due}"


if __name__ == "__main__":
    DOCUMENT.write_text(render_document(), encoding="utf-8")
