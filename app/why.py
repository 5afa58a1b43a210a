"""`why`: the story of one standing."""

from collections.abc import Iterable
from datetime import datetime

import click

from app.commands import command
from app.office import Office, Options
from app.periods import find_duty, find_period
from app.printing import print_json
from app.units import find_unit
from reports.story import Story, gather_stories
from reports.story_document import story_document
from rules.duties import Duty
from rules.standings import Because
from store.roster import load_contacts, load_units


@command("why", help="来龙去脉 · the story of one standing")
@click.argument("unit")
@click.argument("duty")
@click.argument("period")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def why_command(options: Options, *, unit: str, duty: str, period: str, as_json: bool) -> None:
    """What is owed, which rows count, each change, each reminder, and what comes next."""
    office = Office(options)
    asked, span = find_duty(office, duty), find_period(office, period)
    with office.reading() as conn:
        unit_id = find_unit(conn, office.programme, unit)
        found = load_units(conn, office.programme.id)[unit_id]
        people = {n: one.name for n, (_, one) in load_contacts(conn, office.programme.id).items()}
        stories = gather_stories(conn, office.programme, unit_id, asked, span, now=office.now)
    teller = _Teller(office, asked, found.name, people)
    if as_json:
        print_json(
            {
                "unit": found.name,
                "unit_code": found.code,
                "duty": asked.id,
                "title": asked.title(office.locale),
                "source": asked.source,
                "period": span.text,
                "stories": [
                    story_document(one, office.programme.timezone, people) for one in stories
                ],
            }
        )
        return
    if not stories:
        facts = {"unit": found.name, "duty": asked.id, "period": span.text}
        click.echo(office.wording.say("why.not-owed", **facts))
    for one in stories:
        click.echo("\n".join(teller.lines(one)))


class _Teller:
    """Tells stories in the office's language and the programme's local time."""

    def __init__(self, office: Office, duty: Duty, unit: str, people: dict[int, str]) -> None:
        self.zone, self.say = office.programme.timezone, office.wording.say
        self.sentences, self.locale = office.wording.sentences, office.locale
        self.duty, self.unit, self.people = duty, unit, people

    def lines(self, story: Story) -> list[str]:
        """The story in sentences, one a line."""
        parts = (
            (None, self._owed(story)),
            ("rows", self._rows(story)),
            ("journal", self._journal(story)),
            ("decisions", self._decisions(story)),
            ("answers", self._answers(story)),
            ("nudges", self._nudges(story)),
            ("next", self._next(story)),
        )
        found: list[str] = []
        for code, told in parts:
            lines = list(told)
            if lines and code:
                found.append(self.say(f"why.{code}"))
            found += lines
        return found

    def _owed(self, story: Story) -> Iterable[str]:
        one, verdict = story.case
        part = one.owed[verdict.unmet]
        standing = self.say(f"standing.{verdict.standing.value}")
        title = self.duty.title(self.locale)
        subject = f"〔{one.label}〕" if one.label else ""
        facts = {"unit": f"{self.unit}{subject}", "duty": one.duty, "title": title}
        yield self.say("why.heading", **facts, period=one.period, standing=standing)
        yield self.say(
            "why.owed",
            minimum=part.minimum,
            held=verdict.held,
            due=part.due,
            deadline=part.deadline,
            source=self.duty.source or "—",
        )
        if one.history:
            yield self.say("why.history")
        elif one.closes is not None:
            yield self.say("why.closes", closes=one.closes)
        if story.ladder == () and not one.history and self.duty.ladder:
            yield self.say("why.no-ladder")

    def _rows(self, story: Story) -> Iterable[str]:
        for reason in story.case.verdict.because:
            place = story.places.get(reason.record or 0)
            if place is None:
                if reason.mark:
                    yield f"· {self._mark(reason.mark)}"
                continue
            yield self.say(
                "why.row",
                book=place.book,
                sheet=place.sheet,
                row=place.row,
                days=place.days or "—",
                title=place.title or "—",
                seen=self._at(place.seen_at),
                mark=f",{self._mark(reason.mark)}" if reason.mark else "",
            )

    def _journal(self, story: Story) -> Iterable[str]:
        for move in story.journal:
            before = self.say(f"standing.{move.before.value}") if move.before else "—"
            after = self.say(f"standing.{move.after.value}")
            because = "、".join(filter(None, (self._reason(story, one) for one in move.because)))
            facts = {"at": self._at(move.at), "before": before, "after": after}
            yield self.say("why.move", **facts, because=f"({because})" if because else "")

    def _decisions(self, story: Story) -> Iterable[str]:
        for one in story.decisions:
            yield self.say(
                f"why.decided-{one.kind}",
                at=self._at(one.at),
                first=one.first,
                last=one.last or "…",
                reason=one.reason or "—",
                by=one.granted_by or "—",
            )

    def _answers(self, story: Story) -> Iterable[str]:
        for one in story.answers:
            yield self.say(
                f"why.answered-{one.kind.value.replace('_', '-')}",
                at=self._at(one.at),
                name=self.people.get(one.contact_id, "—"),
                last=one.last or "—",
            )

    def _nudges(self, story: Story) -> Iterable[str]:
        for one in story.told:
            facts = {"at": self._at(one.at), "rung": one.rung, "name": one.name or "—"}
            role = self.say(f"role.{one.role}") if one.role else "—"
            if one.state is None:
                yield self.say("why.unsaid", **facts, role=role, reason=self._unsaid(one.reason))
                continue
            sent = self._at(one.sent_at) if one.sent_at else "—"
            state = self.say(f"why.letter-{one.state}", sent=sent)
            yield self.say("why.nudge", **facts, role=role, state=state)

    def _next(self, story: Story) -> Iterable[str]:
        for step in story.steps:
            code = f"standing.{step.what}"
            what = self.say(code) if code in self.sentences else step.what
            yield self.say("why.step", at=self._at(step.at), what=what)

    def _reason(self, story: Story, one: Because) -> str:
        place = story.places.get(one.record or 0)
        where = f"{place.book} {place.sheet}!{place.row}" if place else ""
        return " ".join(filter(None, (where, self._mark(one.mark) if one.mark else "")))

    def _mark(self, mark: str) -> str:
        code = f"because.{mark}"
        return self.say(code) if code in self.sentences else mark

    def _unsaid(self, reason: str | None) -> str:
        code = f"standing.{reason}"
        if code in self.sentences:
            return self.say("why.lapsed", standing=self.say(code))
        return self.say("why.passed")

    def _at(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M}"
