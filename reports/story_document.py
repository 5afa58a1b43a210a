"""A story as a document: instants with their zone, days as they are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from reports.story import Story
from rules.standings import Because


def story_document(story: Story, zone: ZoneInfo, people: Mapping[int, str]) -> dict[str, Any]:
    """The story for machines: instants with their zone, days as they are."""
    one, verdict = story.case
    part = one.owed[verdict.unmet]
    return {
        "subject": one.label,
        "standing": verdict.standing.value,
        "held": verdict.held,
        "minimum": part.minimum,
        "due": part.due,
        "deadline": part.deadline,
        "closes": one.closes,
        "history": one.history,
        "because": [_because(story, zone, reason) for reason in verdict.because],
        "journal": [
            {
                "at": _iso(zone, move.at),
                "from": move.before,
                "to": move.after,
                "because": [_because(story, zone, reason) for reason in move.because],
            }
            for move in story.journal
        ],
        **_what_people_did(story, zone, people),
        "next": [{"at": _iso(zone, step.at), "what": step.what} for step in story.steps],
    }


def _what_people_did(story: Story, zone: ZoneInfo, people: Mapping[int, str]) -> dict[str, Any]:
    return {
        "decisions": [
            {
                "kind": made.kind,
                "at": _iso(zone, made.at),
                "from": made.first,
                "to": made.last,
                "reason": made.reason,
                "granted_by": made.granted_by,
            }
            for made in story.decisions
        ],
        "answers": [
            {
                "kind": answer.kind,
                "at": _iso(zone, answer.at),
                "contact": people.get(answer.contact_id),
                "days": answer.days,
                "last": answer.last,
            }
            for answer in story.answers
        ],
        "nudges": [
            {
                "at": _iso(zone, told.at),
                "rung": told.rung,
                "n": told.n,
                "contact": told.name,
                "role": told.role,
                "letter": told.letter_key,
                "state": told.state or "unsaid",
                "sent_at": _iso(zone, told.sent_at) if told.sent_at else None,
                "reason": told.reason,
            }
            for told in story.told
        ],
    }


def _because(story: Story, zone: ZoneInfo, one: Because) -> dict[str, Any]:
    place = story.places.get(one.record or 0)
    where = {"book": place.book, "sheet": place.sheet, "row": place.row} if place else None
    return {
        "record": one.record,
        "mark": one.mark,
        "where": where,
        "days": place.days if place else None,
        "title": place.title if place else None,
        "first_seen": _iso(zone, place.seen_at) if place else None,
    }


def _iso(zone: ZoneInfo, instant: datetime) -> str:
    return instant.astimezone(zone).isoformat()
