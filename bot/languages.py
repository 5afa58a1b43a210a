"""Languages: in which one a speaker is answered."""

from bot.actors import Actor
from bot.replies import Action
from bot.spelling import is_english


def answer_locale(actor: Actor | None, message: str | Action) -> str | None:
    """The contact's own language, else that of the message; None for the programme's."""
    stated = actor.contact.locale if actor and actor.contact else None
    text = message.argument if isinstance(message, Action) else message
    english = not text.startswith("/") and is_english(text)
    return stated or ("en" if english else None)
