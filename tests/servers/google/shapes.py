"""Names and kinds of all that may be asked of Sheets and Drive, by their discovery documents.

Google refuses a name it does not know; so does the test server, or a slip in a request would pass
here and fail there. Of each message the fields are told with their kinds: s text, i whole number,
n number, b truth, * anything, A|B one of these words, a name another message, [ ] a list of these,
mask(M) a field mask over a message. Sources: discovery documents of sheets v4 and drive v3.
"""

from tests.servers.google.request_shapes import CALLS, REQUESTS

_DIMENSION = "ROWS|COLUMNS"
_CONDITIONS = (
    "NUMBER_GREATER|NUMBER_GREATER_THAN_EQ|NUMBER_LESS|NUMBER_LESS_THAN_EQ|NUMBER_EQ|NUMBER_NOT_EQ|"
    "NUMBER_BETWEEN|NUMBER_NOT_BETWEEN|TEXT_CONTAINS|TEXT_NOT_CONTAINS|TEXT_STARTS_WITH|"
    "TEXT_ENDS_WITH|TEXT_EQ|TEXT_NOT_EQ|TEXT_IS_EMAIL|TEXT_IS_URL|DATE_EQ|DATE_NOT_EQ|DATE_BEFORE|"
    "DATE_AFTER|DATE_ON_OR_BEFORE|DATE_ON_OR_AFTER|DATE_BETWEEN|DATE_NOT_BETWEEN|DATE_IS_VALID|"
    "ONE_OF_RANGE|ONE_OF_LIST|BLANK|NOT_BLANK|CUSTOM_FORMULA|BOOLEAN|FILTER_EXPRESSION"
)
_PLACES = "ROW|COLUMN|SHEET|SPREADSHEET"

_PLACING = {
    "GridRange": "sheetId:i startRowIndex:i endRowIndex:i startColumnIndex:i endColumnIndex:i",
    "GridCoordinate": "sheetId:i rowIndex:i columnIndex:i",
    "DimensionRange": f"sheetId:i dimension:{_DIMENSION} startIndex:i endIndex:i",
    "DataFilter": "a1Range:s gridRange:GridRange developerMetadataLookup:DeveloperMetadataLookup",
    "DeveloperMetadataLookup": (
        f"locationType:{_PLACES} metadataLocation:DeveloperMetadataLocation metadataId:i "
        "metadataKey:s metadataValue:s visibility:DOCUMENT|PROJECT "
        "locationMatchingStrategy:EXACT_LOCATION|INTERSECTING_LOCATION"
    ),
    "DeveloperMetadataLocation": (
        f"locationType:{_PLACES} spreadsheet:b sheetId:i dimensionRange:DimensionRange"
    ),
    "DeveloperMetadata": (
        "metadataId:i metadataKey:s metadataValue:s location:DeveloperMetadataLocation "
        "visibility:DOCUMENT|PROJECT"
    ),
}

_CELLS = {
    "RowData": "values:[CellData]",
    "CellData": (
        "userEnteredValue:ExtendedValue effectiveValue:ExtendedValue formattedValue:s "
        "userEnteredFormat:CellFormat effectiveFormat:CellFormat hyperlink:s note:s "
        "textFormatRuns:[TextFormatRun] dataValidation:DataValidationRule pivotTable:* "
        "dataSourceTable:* dataSourceFormula:* chipRuns:*"
    ),
    "ExtendedValue": "numberValue:n stringValue:s boolValue:b formulaValue:s errorValue:*",
    "CellFormat": (
        "numberFormat:NumberFormat backgroundColor:Color backgroundColorStyle:ColorStyle "
        "borders:Borders padding:* horizontalAlignment:LEFT|CENTER|RIGHT "
        "verticalAlignment:TOP|MIDDLE|BOTTOM "
        "wrapStrategy:OVERFLOW_CELL|LEGACY_WRAP|CLIP|WRAP "
        "textDirection:LEFT_TO_RIGHT|RIGHT_TO_LEFT "
        "textFormat:TextFormat hyperlinkDisplayType:LINKED|PLAIN_TEXT textRotation:*"
    ),
    "NumberFormat": "type:TEXT|NUMBER|PERCENT|CURRENCY|DATE|TIME|DATE_TIME|SCIENTIFIC pattern:s",
    "TextFormat": (
        "foregroundColor:Color foregroundColorStyle:ColorStyle fontFamily:s fontSize:i bold:b "
        "italic:b strikethrough:b underline:b link:*"
    ),
    "TextFormatRun": "startIndex:i format:TextFormat",
    "Color": "red:n green:n blue:n alpha:n",
    "ColorStyle": "rgbColor:Color themeColor:s",
    "Borders": "top:Border bottom:Border left:Border right:Border",
    "Border": "style:s width:i color:Color colorStyle:ColorStyle",
    "DataValidationRule": "condition:BooleanCondition inputMessage:s strict:b showCustomUi:b",
    "BooleanCondition": f"type:{_CONDITIONS} values:[ConditionValue]",
    "ConditionValue": "relativeDate:s userEnteredValue:s",
}

_BOOKS = {
    "Spreadsheet": (
        "spreadsheetId:s properties:SpreadsheetProperties sheets:[Sheet] namedRanges:[NamedRange] "
        "spreadsheetUrl:s developerMetadata:[DeveloperMetadata] dataSources:* "
        "dataSourceSchedules:* comments:* commentsViewMode:s"
    ),
    "SpreadsheetProperties": (
        "title:s locale:s autoRecalc:ON_CHANGE|MINUTE|HOUR timeZone:s defaultFormat:CellFormat "
        "iterativeCalculationSettings:* spreadsheetTheme:* "
        "importFunctionsExternalUrlAccessAllowed:b"
    ),
    "Sheet": (
        "properties:SheetProperties data:[GridData] merges:[GridRange] "
        "conditionalFormats:[ConditionalFormatRule] filterViews:[FilterView] "
        "protectedRanges:[ProtectedRange] basicFilter:BasicFilter charts:[EmbeddedChart] "
        "bandedRanges:[BandedRange] developerMetadata:[DeveloperMetadata] "
        "rowGroups:[DimensionGroup] columnGroups:[DimensionGroup] slicers:[Slicer] tables:* "
        "commentAnchors:*"
    ),
    "SheetProperties": (
        "sheetId:i title:s index:i sheetType:GRID|OBJECT|DATA_SOURCE gridProperties:GridProperties "
        "hidden:b tabColor:Color tabColorStyle:ColorStyle rightToLeft:b dataSourceSheetProperties:*"
    ),
    "GridProperties": (
        "rowCount:i columnCount:i frozenRowCount:i frozenColumnCount:i hideGridlines:b "
        "rowGroupControlAfter:b columnGroupControlAfter:b"
    ),
    "GridData": (
        "startRow:i startColumn:i rowData:[RowData] rowMetadata:[DimensionProperties] "
        "columnMetadata:[DimensionProperties]"
    ),
    "DimensionProperties": (
        "hiddenByFilter:b hiddenByUser:b pixelSize:i developerMetadata:[DeveloperMetadata] "
        "dataSourceColumnReference:*"
    ),
    "DimensionGroup": "range:DimensionRange depth:i collapsed:b",
    "NamedRange": "namedRangeId:s name:s range:GridRange",
    "ProtectedRange": (
        "protectedRangeId:i range:GridRange namedRangeId:s description:s warningOnly:b "
        "requestingUserCanEdit:b unprotectedRanges:[GridRange] editors:Editors tableId:s"
    ),
    "Editors": "users:[s] groups:[s] domainUsersCanEdit:b",
    "ConditionalFormatRule": "ranges:[GridRange] booleanRule:BooleanRule gradientRule:*",
    "BooleanRule": "condition:BooleanCondition format:CellFormat",
    "BasicFilter": "range:GridRange sortSpecs:[SortSpec] criteria:* filterSpecs:* tableId:s",
    "FilterView": (
        "filterViewId:i title:s range:GridRange namedRangeId:s sortSpecs:[SortSpec] criteria:* "
        "filterSpecs:* tableId:s"
    ),
    "SortSpec": (
        "dimensionIndex:i sortOrder:ASCENDING|DESCENDING foregroundColor:Color "
        "foregroundColorStyle:ColorStyle backgroundColor:Color backgroundColorStyle:ColorStyle "
        "dataSourceColumnReference:*"
    ),
    "BandedRange": (
        "bandedRangeId:i bandedRangeReference:s range:GridRange rowProperties:* columnProperties:*"
    ),
    "EmbeddedChart": "chartId:i spec:* position:EmbeddedObjectPosition border:*",
    "Slicer": "slicerId:i spec:* position:EmbeddedObjectPosition",
    "EmbeddedObjectPosition": "sheetId:i overlayPosition:OverlayPosition newSheet:b",
    "OverlayPosition": (
        "anchorCell:GridCoordinate offsetXPixels:i offsetYPixels:i widthPixels:i heightPixels:i"
    ),
}


_DRIVE = {
    "User": "kind:s displayName:s me:b permissionId:s emailAddress:s photoLink:s",
    "Permission": (
        "kind:s id:s type:s role:s emailAddress:s displayName:s domain:s allowFileDiscovery:b "
        "deleted:b expirationTime:s pendingOwner:b permissionDetails:* photoLink:s view:s"
    ),
    "File": (
        "kind:s id:s name:s mimeType:s description:s starred:b trashed:b explicitlyTrashed:b "
        "trashedTime:s trashingUser:User parents:[s] properties:* appProperties:* spaces:[s] "
        "version:s webContentLink:s webViewLink:s iconLink:s createdTime:s modifiedTime:s "
        "modifiedByMe:b modifiedByMeTime:s viewedByMe:b viewedByMeTime:s sharedWithMeTime:s "
        "sharingUser:User owners:[User] driveId:s lastModifyingUser:User shared:b ownedByMe:b "
        "capabilities:* permissions:[Permission] permissionIds:[s] size:s quotaBytesUsed:s "
        "headRevisionId:s md5Checksum:s exportLinks:* shortcutDetails:*"
    ),
    "FileList": "kind:s nextPageToken:s incompleteSearch:b files:[File]",
    "Change": "kind:s type:s changeType:s time:s removed:b fileId:s file:File driveId:s drive:*",
    "ChangeList": "kind:s nextPageToken:s newStartPageToken:s changes:[Change]",
}


def _fields(told: str) -> dict[str, str]:
    pairs = (field.partition(":") for field in told.split())
    return {name: kind for name, _, kind in pairs}


#: Fields and their kinds by message; a batchUpdate's requests by their own names.
SHAPES = {
    name: _fields(told)
    for group in (_PLACING, _CELLS, _BOOKS, _DRIVE, CALLS, REQUESTS)
    for name, told in group.items()
}
