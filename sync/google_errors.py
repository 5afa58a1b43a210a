"""What can go wrong between us and Google: one error for each cause, told by status and reason."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sync.workbook_errors import WorkbookError

_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_RATES = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
_STORAGE = frozenset({"storageQuotaExceeded", "teamDriveFileLimitExceeded"})
_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
_TOO_MANY = 429
_SIGN_IN = 401
_FORBIDDEN = 403
_TOO_LARGE = 413


class CredentialsUnusable(Exception):
    """A file that should hold a service account's key does not; `code` and `values` say which."""

    code = "google-credentials"

    def __init__(self, file: Path) -> None:
        self.values = {"file": str(file)}
        super().__init__(f"'{file}' holds no service account's key")


class GoogleError(WorkbookError):
    """What Google refused, or did not answer; `passing` where waiting may mend it."""


class GoogleUnreachable(GoogleError):
    """No answer, or one that says: later. `retry_after` in seconds where the answer names it.

    `arrived` is False where the request was surely not carried out.
    """

    code = "book-unreachable"

    def __init__(self, detail: str, *, arrived: bool = True, retry_after: float = 0.0) -> None:
        super().__init__(f"Google does not answer ({detail}).", passing=True, detail=detail)
        self.arrived, self.retry_after = arrived, retry_after


class GoogleOverQuota(GoogleUnreachable):
    """More requests than Google allows in a minute."""


class GoogleNotShared(GoogleError):
    """The spreadsheet is not shared with the account, or not for editing."""

    code = "book-not-shared"

    def __init__(self, account: str) -> None:
        super().__init__(f"Not shared; share it with {account} as an editor.", account=account)


class GoogleGone(GoogleError):
    """There is no such spreadsheet, or not for this account."""

    code = "book-not-found"

    def __init__(self, account: str) -> None:
        super().__init__(f"Deleted, or not shared with {account}.", account=account)


class GoogleRefused(GoogleError):
    """Google understood and said no; the next cycle reads anew and asks otherwise."""

    code = "book-refused"

    def __init__(self, detail: str) -> None:
        super().__init__(f"Google refused the request ({detail}).", passing=True, detail=detail)


class GoogleTooLarge(GoogleError):
    """The spreadsheet has more than any log of a unit is worth."""

    code = "book-too-large"

    def __init__(self) -> None:
        super().__init__("The spreadsheet is too large; split it.")


class GoogleSignInRefused(GoogleError):
    """The account's key is not accepted: it was withdrawn, or the clock is wrong."""

    code = "google-sign-in"

    def __init__(self, account: str) -> None:
        super().__init__(f"Google does not accept the key of {account}.", account=account)


class GoogleApiOff(GoogleError):
    """The account's project has the Sheets or the Drive API switched off."""

    code = "google-api-off"

    def __init__(self, account: str) -> None:
        super().__init__(f"Switch on the Sheets and Drive APIs for {account}.", account=account)


class GoogleStorageFull(GoogleError):
    """The owner of the spreadsheet has no storage left."""

    code = "google-storage-full"

    def __init__(self) -> None:
        super().__init__("The owner's Google storage is full; make room.")


def classify(status: int, body: object, account: str, retry_after: str | None) -> GoogleError:
    """The error that an answer with a status of 400 or more stands for.

    The body may be anything, a page of HTML too: only its reasons are looked for.
    """
    reasons = _reasons(body)
    detail = f"HTTP {status}"
    if status == _TOO_MANY or (status == _FORBIDDEN and reasons & _RATES):
        return GoogleOverQuota(detail, arrived=False, retry_after=_seconds(retry_after))
    if status in _PASSING:
        return GoogleUnreachable(detail, retry_after=_seconds(retry_after))
    if status == _FORBIDDEN and reasons & _STORAGE:
        return GoogleStorageFull()
    if status == _FORBIDDEN and reasons & _OFF:
        return GoogleApiOff(account)
    known: Mapping[int, GoogleError] = {
        _SIGN_IN: GoogleSignInRefused(account),
        _FORBIDDEN: GoogleNotShared(account),
        404: GoogleGone(account),
        _TOO_LARGE: GoogleTooLarge(),
    }
    return known.get(status, GoogleRefused(detail))


def _reasons(body: object) -> set[str]:
    """The reasons of an error's body, in Drive's form and in that of Sheets."""
    error: Any = body.get("error") if isinstance(body, Mapping) else None
    if not isinstance(error, Mapping):
        return set()
    parts = [*_listed(error.get("errors")), *_listed(error.get("details"))]
    return {str(part.get("reason")) for part in parts if isinstance(part, Mapping)}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _seconds(retry_after: str | None) -> float:
    """Of a Retry-After header; one that is a date, or nonsense, counts as none."""
    return float(retry_after) if retry_after and retry_after.isdecimal() else 0.0
