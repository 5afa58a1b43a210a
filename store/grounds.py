"""Grounds: everything that units are judged on, gathered for the rules."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from rules.cases import Ground
from rules.duties import OFFICE, TIER1, Duty, Measure, Scope
from rules.evidence import Evidence
from rules.months import Month
from rules.programme import Programme
from rules.records import ACTIVITY
from rules.roster import Tree, build_tree
from store.decisions import load_decisions
from store.entry_evidence import load_entry_evidence, load_kept, load_owners
from store.evidence import load_evidence
from store.own_rows import load_own_rows
from store.roster import load_units


def start_of(programme: Programme, stored: Month | None, now: datetime) -> Month:
    """The first month that is duty: the programme's own, else the one before the first sync's."""
    today = now.astimezone(programme.timezone).date()
    return programme.start or stored or Month.of(today).plus(-1)


def gather_ground(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    duties: tuple[Duty, ...],
    start: Month,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
) -> Ground:
    """What these units are judged on as of now; of periods from `since` to `until`, or of all."""
    tree = _tree(conn, programme, duties)
    looked_at = _wider(unit_ids, tree, duties)
    days = (_earliest(since, duties), until)
    facts = any(duty.needs_facts for duty in duties)
    registers = {name for duty in duties for name in duty.looked_at} - {ACTIVITY}
    everywhere = any(part.scope is Scope.ALL for duty in duties for part in duty.parts)
    entries = load_entry_evidence(
        conn, programme, registers, unit_ids=None if everywhere else looked_at, seen_by=now
    )
    rows: dict[str, Mapping[int, list[Evidence]]] = {
        **entries,
        **load_own_rows(conn, programme, registers),
        ACTIVITY: load_evidence(conn, programme, looked_at, seen_by=now, days=days, facts=facts),
    }
    return Ground(
        programme=programme,
        duties=duties,
        rows=rows,
        start=start,
        today=now.astimezone(programme.timezone).date(),
        tree=tree,
        since=_earliest(since, duties),
        decisions=load_decisions(conn, programme.id, at=now),
    )


def units_resting_on(conn: Connection, programme: Programme, unit_ids: Collection[int]) -> set[int]:
    """These units, and those whose standings may rest on rows of theirs."""
    duties = programme.in_force(load_kept(conn, programme.id))
    tree, touched = _tree(conn, programme, duties), set(unit_ids)
    scopes = {part.scope for duty in duties for part in duty.parts}
    if Scope.TREE in scopes:
        touched.update(above for above, below in tree.below.items() if touched.intersection(below))
    if Scope.ALL in scopes:
        anybodys = [d for d in duties if any(p.scope is Scope.ALL for p in d.parts)]
        touched.update(tree.offices)
        subjects = {duty.subject for duty in anybodys if not duty.of_units}
        touched |= load_owners(conn, programme.id, subjects)
    return touched


def _tree(conn: Connection, programme: Programme, duties: tuple[Duty, ...]) -> Tree:
    """What the units are to each other, where a duty asks."""
    if not any(_looks_around(duty) for duty in duties):
        return Tree()
    return build_tree(load_units(conn, programme.id))


def _looks_around(duty: Duty) -> bool:
    return duty.subject in {TIER1, OFFICE} or any(p.scope is not Scope.UNIT for p in duty.parts)


def _wider(unit_ids: Collection[int], tree: Tree, duties: tuple[Duty, ...]) -> set[int]:
    """The units whose rows are looked at for these."""
    scopes = {part.scope for duty in duties for part in duty.parts}
    wanted = set(unit_ids)
    if Scope.TREE in scopes:
        wanted.update(below for one in unit_ids for below in tree.below.get(one, ()))
    return wanted


def _earliest(since: date | None, duties: tuple[Duty, ...]) -> date | None:
    """Where runs of months are judged, the months before are looked at too."""
    runs = [p.minimum for d in duties for p in d.parts if p.measure is Measure.STANDING_OF]
    if since is None or not runs:
        return since
    return Month.of(since).plus(1 - max(runs)).first
