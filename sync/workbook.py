"""The one door to workbook files: whatever a unit saved comes out as tabs of cells."""

import csv
import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from sync.archive import pack, unpack
from sync.delimited import parse_delimited
from sync.reading import RawCell
from sync.workbook_errors import (
    WorkbookEmpty,
    WorkbookEncrypted,
    WorkbookError,
    WorkbookFarCell,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
