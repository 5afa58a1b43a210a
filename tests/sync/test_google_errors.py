"""What Google refuses, told apart by status and reason."""

import pytest

from sync.google_errors import (
    GoogleApiOff,
    GoogleError,
    GoogleGone,
    GoogleNotShared,
    GoogleOverQuota,
    GoogleRefused,
    GoogleSignInRefused,
    GoogleStorageFull,
    GoogleTooLarge,
    GoogleUnreachable,
    classify,
)

_ACCOUNT = "sync@example.test"


def drive(reason: str) -> object:
    return {"error": {"code": 403, "errors": [{"domain": "usageLimits", "reason": reason}]}}


def sheets(reason: str) -> object:
    return {"error": {"code": 403, "details": [{"reason": reason}, "?"]}}


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (429, None, GoogleOverQuota),
        (403, drive("rateLimitExceeded"), GoogleOverQuota),
        (403, drive("userRateLimitExceeded"), GoogleOverQuota),
        (403, sheets("RATE_LIMIT_EXCEEDED"), GoogleOverQuota),
        (403, drive("storageQuotaExceeded"), GoogleStorageFull),
        (403, drive("accessNotConfigured"), GoogleApiOff),
        (403, sheets("SERVICE_DISABLED"), GoogleApiOff),
        (403, drive("insufficientFilePermissions"), GoogleNotShared),
        (403, {"error": "no form at all"}, GoogleNotShared),
        (403, {"error": {"errors": "none"}}, GoogleNotShared),
        (403, "<html>", GoogleNotShared),
        (404, None, GoogleGone),
        (401, None, GoogleSignInRefused),
        (413, None, GoogleTooLarge),
        (400, None, GoogleRefused),
        (408, None, GoogleUnreachable),
        (500, None, GoogleUnreachable),
        (502, "<html>", GoogleUnreachable),
        (503, None, GoogleUnreachable),
        (504, None, GoogleUnreachable),
    ],
)
def test_answer_is_told_by_status_and_reason(
    status: int, body: object, expected: type[GoogleError]
) -> None:
    error = classify(status, body, _ACCOUNT, None)

    assert type(error) is expected


def test_only_what_waiting_mends_passes() -> None:
    passing = {s for s in range(400, 520) if classify(s, None, _ACCOUNT, None).passing}

    lasting = {401, 403, 404, 413}
    assert (passing & lasting, {408, 429, 500, 502, 503, 504} <= passing) == (set(), True)


@pytest.mark.parametrize(
    ("header", "seconds"), [(None, 0), ("7", 7), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), ("-1", 0)]
)
def test_pause_that_the_answer_asks_for_is_kept(header: str | None, seconds: float) -> None:
    error = classify(429, None, _ACCOUNT, header)

    assert isinstance(error, GoogleUnreachable)
    assert (error.retry_after, error.arrived) == (seconds, False)


def test_sentence_names_the_account_to_share_with() -> None:
    error = classify(403, None, _ACCOUNT, None)

    assert (error.code, error.values) == ("book-not-shared", {"account": _ACCOUNT})
