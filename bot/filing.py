"""Filing: an activity told in the chat is shown as the row it becomes, and filed once confirmed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers import Setting
from bot.drafts import Draft, read_draft
from bot.intents import Intent
from bot.replies import Button, question_button
from bot.spelling import fold
from store.filings import (
    CANCELLED,
    DRAFT,
    StoredFiling,
    add_photos,
    cancel_draft,
    file_draft,
    load_filing,
    save_draft,
)
from store.roster import load_contacts

_DECISION = re.compile(
    r"(?P<word>确认(?:填报|登记)?|确定|取消(?:填报|登记)?|修改|改|confirm|cancel|change|edit)"
    r"(?:\s+(?P<key>f[0-9a-z]{7}))?[.!。!]*"
)
_CONFIRMS, _CANCELS = ("确", "confirm"), ("取消", "cancel")
#: What a row needs to count (mission §5: date and title; a head-count makes it hours).
_NEEDED = ("days", "title", "headcount")
_SHORT, _SEVERAL = 40, 2
_FIELDS = ("title", "headcount", "duration", "place", "content", "names")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about a filing, with buttons; `refused` names the reason of a refusal."""

    intent: Intent
    text: str
    buttons: tuple[Button, ...] = ()
    refused: str | None = None


def talk_of_filing(setting: Setting, text: str, photos: Sequence[str] = ()) -> Said | None:
    """The answer where a message tells of an activity or decides on a draft; None elsewhere."""
    decision = _DECISION.fullmatch(fold(text))
    if decision is not None:
        return _decide(setting, decision["word"], (decision["key"] or "").upper() or None)
    unit_id, rest = _unit_named(setting, text)
    draft = read_draft(rest, today=setting.today, nodes=setting.programme.calendar.nodes)
    if draft.is_report:
        return _show(setting, draft, None, unit_id, photos)
    if not photos and (draft.asks or not _says_little(draft, rest)):
        return None
    earlier = _load(setting)
    if earlier is None:
        return None
    if photos and not text.strip():
        with setting.begin() as conn:
            add_photos(conn, setting.programme.id, earlier, photos)
        return Said(Intent.CLARIFY, setting.wording.say("filing.photo-added", key=earlier.key))
    return _show(setting, draft, earlier, unit_id, photos)


def _says_little(draft: Draft, text: str) -> bool:
    """Whether a short message may say one more thing of the draft that is shown: 15人, 昨天."""
    told = (draft.day, draft.headcount, draft.duration, draft.place, draft.content, draft.names)
    return len(text) <= _SHORT and any(one is not None for one in told)


def _decide(setting: Setting, word: str, key: str | None) -> Said | None:
    """What becomes of the draft of that key, or of the one that is shown."""
    say, found = setting.wording.say, _load(setting, key)
    if found is None or found.state != DRAFT:
        # Without a key the word may have meant something else.
        return None if key is None else Said(Intent.HELP_REGISTER, _say_done(setting, found))
    if word.startswith(_CANCELS):
        with setting.begin() as conn:
            cancel_draft(conn, setting.programme.id, found.key)
        return Said(Intent.HELP_REGISTER, say("filing.cancelled", key=found.key))
    if not word.startswith(_CONFIRMS):
        return Said(Intent.CLARIFY, say("filing.change"))
    if missing := _missing(found.fields):
        return Said(Intent.CLARIFY, _say_missing(setting, missing))
    with setting.begin() as conn:
        filed = file_draft(conn, setting.programme, found.key, setting.now)
    code = "filing.filed" if filed else "filing.done"
    facts = {"unit": setting.units[found.unit_id].name, "key": found.key}
    return Said(Intent.HELP_REGISTER, say(code, **facts, title=found.fields["title"]))


def _say_done(setting: Setting, found: StoredFiling | None) -> str:
    """Why there is nothing to decide any more."""
    say = setting.wording.say
    if found is None:
        return say("filing.unknown")
    code = "filing.gone" if found.state == CANCELLED else "filing.done"
    facts = {"unit": setting.units[found.unit_id].name, "title": found.fields["title"] or "—"}
    return say(code, key=found.key, **(facts if code == "filing.done" else {}))


def _show(
    setting: Setting,
    draft: Draft,
    earlier: StoredFiling | None,
    unit_id: int | None,
    photos: Sequence[str],
) -> Said:
    """The draft as the row that it becomes; what is missing or odd is asked for."""
    say, actor = setting.wording.say, setting.actor
    unit_id = unit_id or (earlier.unit_id if earlier else actor.unit_id)
    if unit_id is None:
        return Said(Intent.CLARIFY, say("filing.unit-wanted"))
    if not actor.is_shell and unit_id not in actor.answers_for:
        return Said(Intent.HELP_REGISTER, say("filing.refused"), refused="speaker")
    fields = _fields(draft, earlier.fields if earlier else {})
    shown = [*(earlier.photos if earlier else ()), *photos]
    fields["photos"] = len(set(shown)) or None
    with setting.begin() as conn:
        kept = save_draft(
            conn,
            setting.programme.id,
            contact_id=_contact_id(setting),
            unit_id=unit_id,
            fields=fields,
            photos=tuple(dict.fromkeys(shown)),
            now=setting.now,
        )
    missing = _missing(fields)
    text = _say_row(setting, kept, draft)
    if draft.problem:
        ahead = draft.problem == "day-ahead"
        text += "\n" + say("filing.day-ahead" if ahead else "filing.day-wanted")
    elif missing:
        text += "\n" + _say_missing(setting, missing)
    return Said(Intent.CLARIFY, text, _buttons(setting, kept, confirms=not missing))


def _fields(draft: Draft, earlier: Mapping[str, object]) -> dict[str, object]:
    """The fields of the activity: what is said anew over what was said before."""
    days = draft.day.isoformat() if draft.day else None
    said = {"days": days, **{name: getattr(draft, name) for name in _FIELDS}}
    if earlier and not draft.is_report:
        # Of one more thing said the words around it are no new title.
        said["title"] = None
    return {name: value or earlier.get(name) for name, value in said.items()}


def _missing(fields: Mapping[str, object]) -> list[str]:
    return [name for name in _NEEDED if not fields.get(name)]


def _say_missing(setting: Setting, missing: Sequence[str]) -> str:
    say = setting.wording.say
    named = ("、" if setting.wording.locale == "zh" else ", ").join(
        say(f"filing.field-{name}") for name in missing
    )
    return say("filing.missing", fields=named)


def _say_row(setting: Setting, kept: StoredFiling, draft: Draft) -> str:
    say, fields = setting.wording.say, kept.fields
    lines = [say("filing.draft", unit=setting.units[kept.unit_id].name, key=kept.key)]
    for name in ("days", "title", "headcount", "duration", "place", "content", "names", "photos"):
        value = fields.get(name)
        if value or name in {*_NEEDED, "duration"}:
            shown = _say_value(setting, name, value)
            lines.append(say("filing.line", field=say(f"filing.field-{name}"), value=shown))
    if draft.shared_minutes:
        lines.append(say("filing.shared", hours=f"{draft.shared_minutes / 60:.1f}"))
    return "\n".join(lines)


def _say_value(setting: Setting, name: str, value: object) -> str:
    say = setting.wording.say
    if not value:
        return say("filing.none-duration" if name == "duration" else "filing.none")
    if name == "duration":
        return say("filing.duration", hours=f"{int(str(value)) / 60:.2f}".rstrip("0").rstrip("."))
    return str(value).replace("|", "、") if name == "names" else str(value)


def _buttons(setting: Setting, kept: StoredFiling, *, confirms: bool) -> tuple[Button, ...]:
    say = setting.wording.say
    words = ("confirm", "change", "cancel") if confirms else ("change", "cancel")
    return tuple(
        question_button(f"{say(f'filing.{word}-word')} {kept.key}", say(f"filing.{word}-word"))
        for word in words
    )


def _unit_named(setting: Setting, text: str) -> tuple[int | None, str]:
    """The unit at the head of a message, where its speaker may name one, and what follows."""
    if not setting.actor.is_shell and len(setting.actor.answers_for) < _SEVERAL:
        return None, text
    ids = {unit.name: number for number, unit in setting.units.items()}
    named = [
        (spelling, number)
        for name, number in ids.items()
        for spelling in (name, *setting.units[number].aliases)
        if text.startswith(spelling)
    ]
    if not named:
        return None, text
    spelling, number = max(named, key=lambda one: len(one[0]))
    return number, re.sub(r"^[\s,,::]+", "", text[len(spelling) :])


def _load(setting: Setting, key: str | None = None) -> StoredFiling | None:
    return load_filing(setting.conn, setting.programme.id, _contact_id(setting), key)


def _contact_id(setting: Setting) -> int | None:
    """The speaker's id in the roster; None at the office's shell."""
    actor = setting.actor
    contacts = load_contacts(setting.conn, setting.programme.id)
    return next((n for n, one in contacts.items() if one == (actor.unit_id, actor.contact)), None)
