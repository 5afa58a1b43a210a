"""Menus: the commands that Telegram offers, by kind of chat, by role and by language."""

from collections.abc import Callable

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from config.logs import Log
from config.wording import Wording

_UNIT = ("hours", "status", "late", "deadline", "sheet", "help", "whoami", "unbind")
_GROUP = ("hours", "status", "deadline", "sheet", "help")
#: By what `Outgoing.menu` may say.
_OF_ROLE = {
    "unit": _UNIT,
    "volunteer": ("hours", "deadline", "help", "whoami", "unbind"),
    "nobody": ("start", "help"),
}
#: The programme's own language where Telegram has no menu of the person's.
_LANGUAGES = (None, "zh", "en")

log = Log(__name__)


async def set_menus(bot: Bot, wording_of: Callable[[str | None], Wording]) -> None:
    """The menus of private chats and of groups; without them the bot works as well."""
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeAllPrivateChats(), _UNIT),
        (BotCommandScopeAllGroupChats(), _GROUP),
    )
    for scope, commands in scopes:
        await _set(bot, scope, commands, wording_of)


async def set_menu_of(
    bot: Bot, chat: str, menu: str, wording_of: Callable[[str | None], Wording]
) -> None:
    """The menu of one chat, by what its person is."""
    await _set(bot, BotCommandScopeChat(int(chat)), _OF_ROLE[menu], wording_of)


async def _set(
    bot: Bot,
    scope: BotCommandScope,
    commands: tuple[str, ...],
    wording_of: Callable[[str | None], Wording],
) -> None:
    for language in _LANGUAGES:
        say = wording_of(language).say
        listed = [(command, say(f"menu.{command}")) for command in commands]
        try:
            await bot.set_my_commands(listed, scope=scope, language_code=language)
        except TelegramError as error:
            log.warning("menu_not_set", scope=scope.type, fault=type(error).__name__)
