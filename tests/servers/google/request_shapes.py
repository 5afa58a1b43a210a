"""What calls and a batchUpdate's requests may hold, told as `shapes.py` explains."""

_DIMENSION = "ROWS|COLUMNS"
_PASTE = (
    "PASTE_NORMAL|PASTE_VALUES|PASTE_FORMAT|PASTE_NO_BORDERS|PASTE_FORMULA|PASTE_DATA_VALIDATION|"
    "PASTE_CONDITIONAL_FORMATTING"
)
_RENDER = "FORMATTED_VALUE|UNFORMATTED_VALUE|FORMULA"
_DATES = "SERIAL_NUMBER|FORMATTED_STRING"
_INPUT = "RAW|USER_ENTERED"
_WRITE_OPTIONS = (
    f"includeValuesInResponse:b responseValueRenderOption:{_RENDER} "
    f"responseDateTimeRenderOption:{_DATES} valueInputOption:{_INPUT}"
)

#: Options in the query of any call of Sheets.
_OPTIONS = (
    "alt:s fields:s prettyPrint:b key:s quotaUser:s access_token:s oauth_token:s callback:s "
    "uploadType:s upload_protocol:s $.xgafv:s ranges:s includeGridData:b "
    "excludeTablesInBandedRanges:b insertDataOption:OVERWRITE|INSERT_ROWS "
    f"majorDimension:{_DIMENSION} valueRenderOption:{_RENDER} dateTimeRenderOption:{_DATES} "
    f"{_WRITE_OPTIONS}"
)

#: Bodies of calls, and the answers that a mask may cut.
CALLS = {
    "Options": _OPTIONS,
    "BatchUpdate": (
        "requests:* includeSpreadsheetInResponse:b responseRanges:[s] responseIncludeGridData:b "
        "commentsViewMode:s"
    ),
    "BatchUpdated": "spreadsheetId:s replies:* updatedSpreadsheet:Spreadsheet",
    "ValueRange": f"range:s majorDimension:{_DIMENSION} values:*",
    "ValueRanges": "spreadsheetId:s valueRanges:[ValueRange]",
    "ValuesBatch": f"data:[ValueRange] {_WRITE_OPTIONS}",
    "FilteredRange": f"dataFilter:DataFilter majorDimension:{_DIMENSION} values:*",
    "FilteredBatch": f"data:[FilteredRange] {_WRITE_OPTIONS}",
    "Filters": (
        f"dataFilters:[DataFilter] includeGridData:b majorDimension:{_DIMENSION} "
        f"valueRenderOption:{_RENDER} dateTimeRenderOption:{_DATES}"
    ),
}

#: A batchUpdate's requests.
REQUESTS = {
    "updateCells": ("rows:[RowData] fields:mask(CellData) start:GridCoordinate range:GridRange"),
    "repeatCell": "range:GridRange cell:CellData fields:mask(CellData)",
    "appendCells": "sheetId:i tableId:s rows:[RowData] fields:mask(CellData)",
    "pasteData": f"coordinate:GridCoordinate data:s type:{_PASTE} delimiter:s html:b",
    "addSheet": "properties:SheetProperties",
    "deleteSheet": "sheetId:i",
    "duplicateSheet": "sourceSheetId:i insertSheetIndex:i newSheetId:i newSheetName:s",
    "updateSheetProperties": "properties:SheetProperties fields:mask(SheetProperties)",
    "updateSpreadsheetProperties": (
        "properties:SpreadsheetProperties fields:mask(SpreadsheetProperties)"
    ),
    "insertDimension": "range:DimensionRange inheritFromBefore:b",
    "appendDimension": f"sheetId:i dimension:{_DIMENSION} length:i",
    "deleteDimension": "range:DimensionRange",
    "moveDimension": "source:DimensionRange destinationIndex:i",
    "updateDimensionProperties": (
        "range:DimensionRange properties:DimensionProperties fields:mask(DimensionProperties)"
    ),
    "autoResizeDimensions": "dimensions:DimensionRange",
    "addDimensionGroup": "range:DimensionRange",
    "deleteDimensionGroup": "range:DimensionRange",
    "copyPaste": (
        f"source:GridRange destination:GridRange pasteType:{_PASTE} "
        "pasteOrientation:NORMAL|TRANSPOSE"
    ),
    "cutPaste": f"source:GridRange destination:GridCoordinate pasteType:{_PASTE}",
    "sortRange": "range:GridRange sortSpecs:[SortSpec]",
    "mergeCells": "range:GridRange mergeType:MERGE_ALL|MERGE_COLUMNS|MERGE_ROWS",
    "unmergeCells": "range:GridRange",
    "findReplace": (
        "find:s replacement:s matchCase:b matchEntireCell:b searchByRegex:b includeFormulas:b "
        "range:GridRange sheetId:i allSheets:b"
    ),
    "setDataValidation": "range:GridRange rule:DataValidationRule filteredRowsIncluded:b",
    "addProtectedRange": "protectedRange:ProtectedRange",
    "updateProtectedRange": "protectedRange:ProtectedRange fields:mask(ProtectedRange)",
    "deleteProtectedRange": "protectedRangeId:i",
    "addConditionalFormatRule": "rule:ConditionalFormatRule index:i",
    "updateConditionalFormatRule": "index:i sheetId:i rule:ConditionalFormatRule newIndex:i",
    "deleteConditionalFormatRule": "index:i sheetId:i",
    "addNamedRange": "namedRange:NamedRange",
    "updateNamedRange": "namedRange:NamedRange fields:mask(NamedRange)",
    "deleteNamedRange": "namedRangeId:s",
    "setBasicFilter": "filter:BasicFilter",
    "clearBasicFilter": "sheetId:i",
    "addChart": "chart:EmbeddedChart",
    "updateChartSpec": "chartId:i spec:*",
    "updateEmbeddedObjectPosition": (
        "objectId:i newPosition:EmbeddedObjectPosition fields:mask(OverlayPosition)"
    ),
    "deleteEmbeddedObject": "objectId:i",
    "addSlicer": "slicer:Slicer",
    "addBanding": "bandedRange:BandedRange",
    "deleteBanding": "bandedRangeId:i",
    "addFilterView": "filter:FilterView",
    "deleteFilterView": "filterId:i",
    "createDeveloperMetadata": "developerMetadata:DeveloperMetadata",
    "updateDeveloperMetadata": (
        "dataFilters:[DataFilter] developerMetadata:DeveloperMetadata "
        "fields:mask(DeveloperMetadata)"
    ),
    "deleteDeveloperMetadata": "dataFilter:DataFilter",
}

#: The message of a call's body, and that of its answer where a mask may cut it.
BODIES = {
    "spreadsheets.create": "Spreadsheet",
    "spreadsheets.batchUpdate": "BatchUpdate",
    "spreadsheets.getByDataFilter": "Filters",
    "developerMetadata.search": "Filters",
    "values.update": "ValueRange",
    "values.append": "ValueRange",
    "values.batchUpdate": "ValuesBatch",
    "values.batchUpdateByDataFilter": "FilteredBatch",
    "values.batchGetByDataFilter": "Filters",
    "values.batchClearByDataFilter": "Filters",
}
ANSWERS = {
    "spreadsheets.get": "Spreadsheet",
    "spreadsheets.create": "Spreadsheet",
    "spreadsheets.getByDataFilter": "Spreadsheet",
    "spreadsheets.batchUpdate": "BatchUpdated",
    "values.get": "ValueRange",
    "values.batchGet": "ValueRanges",
}
