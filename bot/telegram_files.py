"""Photos that came in by Telegram, fetched at once and kept under the hash of their content."""

import asyncio
from hashlib import sha256
from pathlib import Path

from telegram import Document, PhotoSize, Update
from telegram.error import TelegramError

from config.logs import Log
from store.attachments import Attachment

#: Bytes of a photo that is kept; Telegram itself gives bots no file above 20 MB.
MOST_BYTES = 15 * 1024 * 1024
_TRIES, _PAUSE = 3, 1.0
#: How a picture begins, and what its file is called.
_PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"RIFF": "webp"}

log = Log(__name__)


async def fetch_photo(update: Update, folder: Path, bot: int) -> list[Attachment]:
    """The photo of a message, kept in the folder; none where it cannot be had or is none."""
    message = update.message or update.edited_message
    sender = message.from_user if message else None
    if message is None or sender is None:
        return []
    found: PhotoSize | Document | None = message.photo[-1] if message.photo else message.document
    content = await _fetch(found) if found else None
    kind = _kind(content) if content else None
    if found is None or content is None or kind is None:
        return []
    digest = sha256(content).hexdigest()
    name = f"{digest[:2]}/{digest}.{kind}"
    await asyncio.to_thread(_keep, folder / name, content)
    return [
        Attachment(
            bot=bot,
            update_id=update.update_id,
            sender=str(sender.id),
            album=message.media_group_id,
            caption=message.caption,
            file_id=found.file_id,
            unique_id=found.file_unique_id,
            digest=digest,
            size=len(content),
            path=f"{folder.name}/{name}",
        )
    ]


async def _fetch(found: PhotoSize | Document) -> bytes | None:
    """The content; None where it is too large, or could not be had in some tries."""
    if (found.file_size or 0) > MOST_BYTES:
        return None
    for left in reversed(range(_TRIES)):
        try:
            file = await found.get_file()
            content = bytes(await file.download_as_bytearray())
        except TelegramError as error:
            log.warning("photo_not_fetched", fault=type(error).__name__, tries_left=left)
            await asyncio.sleep(_PAUSE if left else 0)
        else:
            return content if len(content) <= MOST_BYTES else None
    return None


def _kind(content: bytes) -> str | None:
    """What the content itself says that it is, whatever it is called."""
    return next((kind for start, kind in _PICTURES.items() if content.startswith(start)), None)


def _keep(file: Path, content: bytes) -> None:
    """Whole or not at all; the same content is kept once."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".tmp")
    beside.write_bytes(content)
    beside.replace(file)
