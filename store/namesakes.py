"""People of one name: in which units somebody so called has service, and how much."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select, true

from rules.programme import Programme
from store.spans import bound_span, rows_that_count
from store.tables import activity, participation, service_record


def tally_namesakes(
    conn: Connection,
    programme: Programme,
    name: str,
    *,
    now: datetime,
    unit_ids: Collection[int] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> dict[int, int]:
    """The minutes of people so named by unit, of these units or of any; of a number none."""
    span = bound_span(programme, first, last, now)
    own, held, named = service_record.c, activity.c, participation.c
    records = (
        select(own.unit_id, func.sum(own.minutes))
        .where(
            rows_that_count(service_record, programme.id, unit_ids, span, now),
            own.volunteer == name,
        )
        .group_by(own.unit_id)
    )
    lists = (
        select(held.unit_id, func.sum(named.minutes))
        .join(
            participation,
            (held.programme_id == named.programme_id) & (held.id == named.activity_id),
        )
        .where(
            rows_that_count(activity, programme.id, unit_ids, span, now), named.volunteer == name
        )
        .group_by(held.unit_id)
    )
    found: Counter[int] = Counter()
    for query in (records, lists):
        for unit_id, minutes in conn.execute(query):
            found[unit_id] += int(minutes)
    return dict(sorted(found.items()))


def is_person_of(
    conn: Connection, programme_id: str, names: Collection[str], unit_ids: Collection[int] | None
) -> bool:
    """Whether these units, any where None, have any service of a person so named or numbered."""
    own, named = service_record.c, participation.c
    recorded = select(own.id).where(
        own.programme_id == programme_id,
        true() if unit_ids is None else own.unit_id.in_(unit_ids),
        or_(own.volunteer.in_(names), own.volunteer_no.in_(names)),
    )
    listed = select(named.activity_id).where(
        named.programme_id == programme_id,
        true() if unit_ids is None else named.unit_id.in_(unit_ids),
        named.volunteer.in_(names),
    )
    return any(conn.execute(query.limit(1)).first() is not None for query in (recorded, listed))
