"""Where the programme's books lie: in `sheets/`, on Google, or in both."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from app.office import Office
from sync.folder import FolderSource
from sync.sources import Source


def build_source(office: Office, begin: Callable[[], AbstractContextManager[Connection]]) -> Source:
    """The sources of this workspace as one; `begin` opens a transaction for what they remember.

    Without `sheets/` and with Google there is no folder. CredentialsUnusable.
    """
    programme, pool = office.programme, office.google
    wording = office.wording_of(programme.locale)
    folder = FolderSource(office.sheets, excluded=programme.excluded_books, wording=wording)
    if pool is None:
        return folder
    from sync.google_source import GoogleSource  # noqa: PLC0415 - only where Google is switched on
    from sync.joint import JointSource  # noqa: PLC0415 - the same

    google = GoogleSource(
        pool,
        begin,
        programme_id=programme.id,
        today=office.today,
        wording=wording,
        excluded=programme.excluded_books,
    )
    return JointSource([folder, google]) if office.sheets.is_dir() else google
