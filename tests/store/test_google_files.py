"""What accounts saw on Google, remembered between cycles."""

from dataclasses import replace

from sqlalchemy import Connection

from store.google_files import GoogleFile, Seen, load_seen, save_seen

LOG = GoogleFile(id="1a", name="图书馆", version=3, ours=False, editable=True)
_ACCOUNT = "sync@example.test"


def test_what_an_account_saw_is_found_again(conn: Connection) -> None:
    seen = Seen(page_token="7", listed_on="2026-03-06", files={LOG.id: LOG})  # noqa: S106 - a page

    save_seen(conn, "city", _ACCOUNT, seen, {})

    assert load_seen(conn, "city", _ACCOUNT) == seen
    assert load_seen(conn, "city", "other@example.test") == Seen()


def test_what_changed_replaces_what_was_known_and_the_gone_is_forgotten(conn: Connection) -> None:
    gone = replace(LOG, id="1b")
    before = {LOG.id: LOG, gone.id: gone}
    save_seen(conn, "city", _ACCOUNT, Seen(files=before), {})
    later = replace(LOG, name="市图书馆", version=9, ours=True)

    save_seen(conn, "city", _ACCOUNT, Seen(files={LOG.id: later}), before)

    assert load_seen(conn, "city", _ACCOUNT) == Seen(files={LOG.id: later})
