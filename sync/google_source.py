"""The Google source: every spreadsheet that is shared with one of our accounts."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from fnmatch import fnmatch
from types import MappingProxyType

from sqlalchemy import Connection

from config.logs import Log
from config.wording import Wording
from rules.findings import CellRef, Finding
from store.google_files import GoogleFile, Seen, load_seen, save_seen
from sync.google_cells import parse_spreadsheet
from sync.google_errors import GoogleError, GoogleGone, GoogleNotShared, GoogleUnreachable
from sync.google_feed import join_seen, look_on
from sync.google_feedback import digest_feedback, is_shown, plan_feedback, touch_cells
from sync.google_filings import find_in, plan_append
from sync.google_pool import Account, GooglePool, Json
from sync.google_standing import SHOWN_TABS, Shown, Standing, is_as_known, stand
from sync.sources import (
    Book,
    BookRef,
    Feedback,
    FeedbackWaits,
    Filing,
    FilingWaits,
    Look,
    SourceError,
)
from sync.workbook_errors import WorkbookError

log = Log(__name__)

#: Seconds for which what was read is good enough to lay notes upon.
_FRESH = 60.0
_ID = re.compile(r"[\w-]{15,}", re.ASCII)

Begin = Callable[[], AbstractContextManager[Connection]]


class GoogleOut(SourceError):
    """No account can look; `code` and `values` say why, for people."""

    def __init__(self, error: GoogleError) -> None:
        super().__init__("Google")
        self.code, self.values = error.code, dict(error.values)


class GoogleSource:
    """Spreadsheets by their ids. `begin` opens a transaction for what accounts saw."""

    def __init__(
        self,
        pool: GooglePool,
        begin: Begin,
        *,
        programme_id: str,
        today: date,
        wording: Wording,
        excluded: tuple[str, ...] = (),
    ) -> None:
        self.pool, self.begin = pool, begin
        self.programme_id, self.today, self.wording = programme_id, today, wording
        self.excluded = excluded
        self.threads = 2 * len(pool.accounts) + 2
        self._before = dict(pool.pace.counts)
        self._bases: dict[str, str] = {}
        self._read_only: set[str] = set()
        self._workers: dict[str, Account] = {}
        self._standings: dict[str, tuple[Standing, float]] = {}

    def changed(
        self, known: Mapping[str, str | None], shown: Mapping[str, str] = MappingProxyType({})
    ) -> Look:
        """One request for each account; a spreadsheet that only we changed since is unchanged."""
        seen, errors = self._look_on()
        files = {f.id: f for f in join_seen(seen.values()).values() if not self._is_excluded(f)}
        self._share_out(seen, files, errors.keys())
        books = {f.id: BookRef(f.id, str(f.version), f.name) for f in files.values()}
        unlooked = frozenset(b for b in books if b not in self._workers)
        changed = [
            ref
            for ref in books.values()
            if ref.id not in unlooked
            and not is_as_known(files[ref.id], known.get(ref.id), shown.get(ref.id, ""))
        ]
        self._read_only = {b for b, file in files.items() if not file.editable}
        self._bases = {b: known.get(b) or ref.stamp for b, ref in books.items()}
        anew = {ref.id for ref in changed if known.get(ref.id)}
        return Look(
            books={b: ref for b, ref in books.items() if b not in unlooked},
            changed=tuple(sorted(changed, key=lambda ref: ref.id)),
            # What people changed has to be read before anybody knows what it still shows.
            shown={b: stamp for b, stamp in shown.items() if b in books and b not in anew},
            findings=(*_accounts_out(errors), *self._not_editable()),
            requests=self.requests().get("google.drive", 0),
            unlooked=unlooked,
            whole=not errors,
        )

    def shows_status(self, book: str) -> bool:
        """In a tab of our own."""
        return self.holds(book)

    def holds(self, book: str) -> bool:
        """Whether it is a spreadsheet's id."""
        return _ID.fullmatch(book) is not None

    def requests(self) -> Mapping[str, int]:
        """How many reads, writes, questions to Drive and tokens, and how many tries failed."""
        counts, before = self.pool.pace.counts, self._before
        return {f"google.{kind}": counts[kind] - before.get(kind, 0) for kind in sorted(counts)}

    def read(self, ref: BookRef) -> Book:
        """One spreadsheet whole, in one request; our own tabs are left out."""
        spreadsheet = parse_spreadsheet(self._read(ref.id))
        self._bases[ref.id] = ref.stamp
        revision = self._keep(ref.id, stand(spreadsheet)).revision
        return Book(ref, revision, spreadsheet.peoples(SHOWN_TABS))

    def write(self, feedback: Feedback) -> str | None:
        """Notes on cells and a tab of our own, in one request; none where all stands already."""
        if feedback.book in self._read_only:
            raise FeedbackWaits(feedback.book, "it is shared for reading alone")
        try:
            return self._write(feedback)
        except GoogleGone:
            return None
        except GoogleError as error:
            self._standings.pop(feedback.book, None)
            raise FeedbackWaits(feedback.book, error.code) from error

    def _write(self, feedback: Feedback) -> str | None:
        book = feedback.book
        standing, at = self._standings.get(book, (None, 0.0))
        standing = standing or self._stand(book)
        expected = feedback.revision or standing.revision
        changes = plan_feedback(standing, feedback, self.wording)
        if touch_cells(changes) and at and self.pool.pace.clock() - at > _FRESH:
            # People have had the time to move rows: a note must not lie on another cell.
            standing = self._stand(book)
            changes = plan_feedback(standing, feedback, self.wording)
        if changes:
            after = self._guarded(book, lambda a: a.update(book, changes))
            standing = stand(parse_spreadsheet(after))
            self._keep(book, standing)
        if not is_shown(standing):
            return None
        # Somebody edited meanwhile: it is read once more, and the notes are put right then.
        whole = standing.revision == expected
        digest = digest_feedback(standing, feedback, self.wording)
        return str(Shown(self._bases.get(book, ""), digest, whole))

    def append(self, filing: Filing) -> CellRef:
        """A row of our tab 聊天填报; whether a lost answer was one is seen in the spreadsheet."""
        book = filing.book
        try:
            before = parse_spreadsheet(self._read(book))
            if (where := find_in(before, filing)) is not None:
                return where
            changes = plan_append(before, filing)
            try:
                after = self._guarded(book, lambda a: a.update(book, changes, repeatable=False))
            except GoogleUnreachable:
                log.warning("filing_answer_lost", book=book)
                after = self._read(book)
            where = find_in(parse_spreadsheet(after), filing)
        except (GoogleError, WorkbookError) as error:
            raise FilingWaits(filing.key, error.code) from error
        if where is None:
            raise FilingWaits(filing.key, "it did not arrive")
        return where

    def _read(self, book: str) -> Json:
        return self._guarded(book, lambda account: account.read_spreadsheet(book))

    def _stand(self, book: str) -> Standing:
        """What stands there now."""
        return self._keep(book, stand(parse_spreadsheet(self._read(book))))

    def _keep(self, book: str, standing: Standing) -> Standing:
        self._standings[book] = standing, self.pool.pace.clock()
        return standing

    def _guarded(self, book: str, ask: Callable[[Account], Json]) -> Json:
        """The answer of the account that works on a book; GoogleError, at once where it rests."""
        breaker, account = self.pool.breaker, self._workers.get(book, self.pool.accounts[0])
        if breaker.is_resting(book):
            raise GoogleUnreachable("resting")
        try:
            answer = ask(account)
        except GoogleUnreachable:
            breaker.fail(book)
            raise
        breaker.succeed(book)
        return answer

    def _look_on(self) -> tuple[dict[str, Seen], dict[str, GoogleError]]:
        """What each account sees, by its address, and why some could not look."""
        with self.begin() as conn:
            before = {
                a.email: load_seen(conn, self.programme_id, a.email) for a in self.pool.accounts
            }
        seen, errors = dict(before), dict[str, GoogleError]()
        for account in self.pool.accounts:
            try:
                seen[account.email] = look_on(account, before[account.email], str(self.today))
            except GoogleError as error:
                log.warning("google_account_failed", code=error.code)
                errors[account.email] = error
        if len(errors) == len(seen):
            raise GoogleOut(next(iter(errors.values())))
        with self.begin() as conn:
            for email, one in seen.items():
                if one != before[email]:
                    save_seen(conn, self.programme_id, email, one, before[email].files)
        return seen, errors

    def _share_out(
        self, seen: Mapping[str, Seen], files: Mapping[str, GoogleFile], failed: Collection[str]
    ) -> None:
        """Gives each book to one account that sees it and can look, all about as many."""
        accounts = [a for a in self.pool.accounts if a.email not in failed]
        self._workers = {}
        for number, book in enumerate(sorted(files)):
            able = [a for a in accounts if book in seen[a.email].files]
            editors = [a for a in able if seen[a.email].files[book].editable] or able
            if editors:
                self._workers[book] = editors[number % len(editors)]

    def _not_editable(self) -> Iterator[Finding]:
        """Books that we may read only: nothing can be shown in them."""
        for book, account in self._workers.items():
            if book in self._read_only:
                values = dict(GoogleNotShared(account.email).values)
                yield Finding(code="book-read-only", where=CellRef(book), values=values)

    def _is_excluded(self, file: GoogleFile) -> bool:
        return any(fnmatch(file.name, p) or fnmatch(file.id, p) for p in self.excluded)


def _accounts_out(errors: Mapping[str, GoogleError]) -> Iterator[Finding]:
    """What is told of accounts that could not look."""
    for email, error in errors.items():
        yield Finding(code=error.code, where=CellRef(email), values=dict(error.values))
