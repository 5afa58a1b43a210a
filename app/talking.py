"""`ask` and `chat`: the conversation in a terminal."""

from typing import Any

import click

from app.commands import command
from app.office import Office, Options
from app.printing import print_json
from bot.actors import Actor, identify
from bot.conversation import Answer, ask
from bot.replies import Action, Button
from bot.spelling import is_english
from config.wording import Wording
from store.roster import load_contacts, load_units


@command("ask", help="问一句 · one question, one answer")
@click.argument("text", nargs=-1, required=True)
@click.option("--as", "speaker", metavar="CONTACT", help="以谁的身份 · who is asking")
@click.option("--json", "as_json", is_flag=True, help="JSON")
def ask_command(
    options: Options, *, text: tuple[str, ...], speaker: str | None, as_json: bool
) -> int:
    """Answers as the contact would hear it; 1 where the question is refused."""
    office = Office(options)
    answer = answer_one(office, speaker, " ".join(text))
    if as_json:
        print_json(_document(answer))
    else:
        say_answer(answer)
    return 1 if answer.refused else 0


@command("chat", help="对话 · a conversation in the terminal")
@click.option("--as", "speaker", metavar="CONTACT", help="以谁的身份 · who is asking")
def chat_command(options: Options, *, speaker: str | None) -> None:
    """Asks until the line is empty of words to say: quit, exit, 再见 or the end of input."""
    office = Office(options)
    actor = _actor(office, speaker)
    click.echo(_wording(office, actor, "").say("chat.welcome"))
    choices: tuple[Button, ...] = ()
    while True:
        try:
            line = click.prompt("", prompt_suffix="> ", default="", show_default=False).strip()
        except click.Abort:
            click.echo()
            return
        if line.casefold() in {"quit", "exit", "q", "再见", "退出"}:
            return
        if not line:
            continue
        message: str | Action = line
        if line.isdecimal() and 0 < int(line) <= len(choices):
            pressed = choices[int(line) - 1]
            message = pressed.action
            click.echo(f"> {pressed.label}")
        choices = say_answer(answer_one(office, speaker, message))


def answer_one(office: Office, speaker: str | None, message: str | Action) -> Answer:
    """One message or press of that speaker, answered in their language."""
    actor = _actor(office, speaker)
    text = message.argument if isinstance(message, Action) else message
    with office.reading() as conn:
        wording = _wording(office, actor, text)
        return ask(
            conn,
            office.programme,
            actor,
            message,
            now=office.now,
            wording=wording,
            begin=office.writing,
        )


def say_answer(answer: Answer) -> tuple[Button, ...]:
    """Prints the answer's words and its buttons by number; the buttons."""
    click.echo(answer.text)
    buttons = tuple(button for reply in answer.replies for button in reply.buttons)
    for number, button in enumerate(buttons, start=1):
        click.echo(f"  [{number}] {button.label}")
    return buttons


def _actor(office: Office, speaker: str | None) -> Actor:
    with office.reading() as conn:
        units = load_units(conn, office.programme.id)
        return identify(speaker, units, load_contacts(conn, office.programme.id))


def _wording(office: Office, actor: Actor, text: str) -> Wording:
    """The language typed at the start, else the contact's, else that of the message."""
    if office.options.locale is not None:
        return office.wording
    stated = actor.contact.locale if actor.contact else None
    english = not text.startswith("/") and is_english(text)
    return office.wording_of(stated or ("en" if text and english else None))


def _document(answer: Answer) -> dict[str, Any]:
    span = answer.span
    return {
        "intent": answer.intent.value,
        "scope": answer.scope,
        "period": {
            "from": span.first.isoformat() if span else None,
            "to": span.last.isoformat() if span else None,
        },
        "text": answer.text,
        "buttons": list(answer.buttons),
        "refused": answer.refused,
    }
