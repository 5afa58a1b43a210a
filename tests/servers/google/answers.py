"""What Google says when it says no, in the words and shapes of its two interfaces."""

from typing import Any

Json = dict[str, Any]
#: Google's names for the statuses of the Sheets interface.
STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    408: "DEADLINE_EXCEEDED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class ApiError(Exception):
    """An answer other than 200, with its body in Google's form."""

    def __init__(self, code: int, body: Json) -> None:
        super().__init__(f"{code} {body}")
        self.code = code
        self.body = body


def sheets_error(code: int, message: str, details: list[Json] | None = None) -> ApiError:
    """A refusal of the Sheets interface: code, message and status name."""
    error: Json = {"code": code, "message": message, "status": STATUS_NAMES.get(code, "UNKNOWN")}
    return ApiError(code, {"error": error | ({"details": details} if details else {})})


def invalid(message: str) -> ApiError:
    """What was asked makes no sense to Sheets: 400."""
    return sheets_error(400, message)


def invalid_field(field: str, message: str) -> ApiError:
    """A value of the wrong form in a body: 400 with the field's name."""
    violation = {"field": field, "description": message}
    kind = "type.googleapis.com/google.rpc.BadRequest"
    return sheets_error(400, message, [{"@type": kind, "fieldViolations": [violation]}])


def drive_error(code: int, reason: str, message: str, **where: str) -> ApiError:
    """A refusal of the Drive interface: a list of errors, each with domain and reason."""
    domain = "usageLimits" if "imit" in reason or "Quota" in reason else "global"
    error = {"message": message, "domain": domain, "reason": reason} | where
    return ApiError(code, {"error": {"code": code, "message": message, "errors": [error]}})


def file_not_found(file_id: str) -> ApiError:
    """Drive's answer about a file that is not there, or not for this account: 404."""
    where = {"location": "fileId", "locationType": "parameter"}
    return drive_error(404, "notFound", f"File not found: {file_id}.", **where)
