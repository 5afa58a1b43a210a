"""What can be wrong with a file that should be a workbook: one error for each cause."""

from collections.abc import Mapping
from typing import ClassVar


class WorkbookError(Exception):
    """A file that cannot be read as a workbook; passing, where waiting may mend it."""

    code: ClassVar[str]

    def __init__(self, sentence: str, *, passing: bool = False, **values: str) -> None:
        super().__init__(sentence)
        self.passing = passing
        self.values: Mapping[str, str] = values


class WorkbookEmpty(WorkbookError):
    """The file holds not a single byte."""

    code = "workbook-empty"

    def __init__(self, file: str) -> None:
        super().__init__(f"'{file}' is empty; save the workbook once more.", file=file)


class WorkbookEncrypted(WorkbookError):
    """The workbook is protected by a password."""

    code = "workbook-encrypted"

    def __init__(self, file: str) -> None:
        super().__init__(f"'{file}' asks for a password; save it without one.", file=file)


class WorkbookUnreadable(WorkbookError):
    """The file is no workbook, is damaged, or is still being copied (then it is passing)."""

    code = "workbook-unreadable"

    def __init__(self, file: str, reason: str, *, passing: bool = False) -> None:
        super().__init__(
            f"'{file}' cannot be read: {reason}; open it and save it as .xlsx.",
            passing=passing,
            file=file,
            reason=reason,
        )


class WorkbookUnforeseen(WorkbookError):
    """The book holds what our reader did not foresee: our fault, and this book's alone."""

    code = "workbook-unforeseen"

    def __init__(self, file: str) -> None:
        super().__init__(f"'{file}' could not be read; send it to the maintainers.", file=file)


class WorkbookTooLarge(WorkbookError):
    """The file would take more memory than any sheet of a unit is worth."""

    code = "workbook-too-large"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"'{file}' is too large to read: {reason}; split it, or take out what is no table.",
            file=file,
            reason=reason,
        )


class WorkbookFarCell(WorkbookError):
    """A stray cell so far out that the empty cells before it would fill the memory."""

    code = "workbook-far-cell"

    def __init__(self, file: str, *, sheet: str, cell: str) -> None:
        super().__init__(
            f"'{file}' has a stray cell in {cell} of sheet '{sheet}';"
            " delete the rows and columns around it and save.",
            file=file,
            sheet=sheet,
            cell=cell,
        )
