"""`spreadsheets.batchUpdate`: all requests in turn on a copy, which counts only if all succeed."""

from tests.servers.google import (
    requests_book,
    requests_cells,
    requests_lines,
    requests_moves,
    requests_objects,
    requests_rules,
)
from tests.servers.google.a1 import parse_area
from tests.servers.google.answers import ApiError, Json, invalid
from tests.servers.google.checking import check_shape, snake
from tests.servers.google.masks import Mask
from tests.servers.google.spreadsheets import spreadsheet_json
from tests.servers.google.work import Request, Work, may_edit

REQUESTS: dict[str, Request] = {
    **requests_book.REQUESTS,
    **requests_cells.REQUESTS,
    **requests_lines.REQUESTS,
    **requests_moves.REQUESTS,
    **requests_objects.REQUESTS,
    **requests_rules.REQUESTS,
}


def apply_batch(work: Work, body: Json, mask: Mask) -> Json:
    """Do a batchUpdate's requests to `work.book`; the answer. 400 at the first that fails."""
    requests = body.get("requests")
    if not isinstance(requests, list) or not requests:
        raise invalid("Must specify at least one request.")
    replies = [_done(work, index, request) for index, request in enumerate(requests)]
    answer: Json = {"spreadsheetId": work.book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = _updated(work, body, mask)
    return answer


def _done(work: Work, index: int, request: Json) -> Json:
    if len(request) != 1:
        raise invalid(
            f"Invalid value at 'requests[{index}]' (oneof), exactly one kind must be set."
        )
    ((kind, parameters),) = request.items()
    if kind not in REQUESTS:
        raise invalid(
            f'Invalid JSON payload received. Unknown name "{kind}" at '
            f"'requests[{index}]': Cannot find field."
        )
    check_shape(kind, parameters or {}, f"requests[{index}].{snake(kind)}")
    try:
        return REQUESTS[kind](work, parameters or {}) or {}
    except ApiError as error:
        message = error.body["error"]["message"]
        raise invalid(f"Invalid requests[{index}].{kind}: {message}") from None


def _updated(work: Work, body: Json, mask: Mask) -> Json:
    areas = [parse_area(work.book, text) for text in body.get("responseRanges", [])]
    mask = mask.get("updatedSpreadsheet", {})
    grid_data = bool(body.get("responseIncludeGridData"))

    def may_write(protected: Json) -> bool:
        return may_edit(protected, work.account, work.owner)

    return spreadsheet_json(work.book, areas, mask, grid_data=grid_data, may_edit=may_write)
