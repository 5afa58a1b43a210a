"""Data filters: areas named by A1, by GridRange or by developer metadata."""

from collections.abc import Iterable

from tests.servers.google.a1 import Area, area_of, parse_area, whole
from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Book

_FIELDS = ("metadataId", "metadataKey", "metadataValue", "visibility")


def matched_area(book: Book, data_filter: Json) -> Area | None:
    """The area a filter names; None where no metadata matches it."""
    if "a1Range" in data_filter:
        return parse_area(book, data_filter["a1Range"])
    if "gridRange" in data_filter:
        return area_of(book, data_filter["gridRange"])
    if "developerMetadataLookup" not in data_filter:
        raise invalid("A data filter must have exactly one kind.")
    found = looked_up(book, data_filter["developerMetadataLookup"])
    return _area_at(book, found[0]["location"]) if found else None


def matching(book: Book, filters: Iterable[Json]) -> list[tuple[Area, list[Json]]]:
    """Every area that filters name, each once, with the filters that named it."""
    result: list[tuple[Area, list[Json]]] = []
    for data_filter in filters:
        lookup = data_filter.get("developerMetadataLookup")
        if lookup is None:
            areas = [matched_area(book, data_filter)]
        else:
            areas = [_area_at(book, item["location"]) for item in looked_up(book, lookup)]
        for area in areas:
            known = next((entry for entry in result if entry[0] == area), None)
            if known is not None:
                known[1].append(data_filter)
            elif area is not None:
                result.append((area, [data_filter]))
    return result


def metadata_found(book: Book, filters: Iterable[Json]) -> list[tuple[Json, list[Json]]]:
    """Metadata that any filter matches, with the filters that did."""
    filters = list(filters)
    found = []
    for item in book.metadata:
        matched = [
            f for f in filters if item in looked_up(book, f.get("developerMetadataLookup", {}))
        ]
        if matched:
            found.append((item, matched))
    return found


def looked_up(book: Book, lookup: Json) -> list[Json]:
    """The metadata a lookup matches: id, key, value, visibility, kind of place and place."""
    fields = {name: lookup[name] for name in _FIELDS if name in lookup}
    kind, place = lookup.get("locationType"), lookup.get("metadataLocation")
    return [
        item
        for item in book.metadata
        if all(item.get(name) == value for name, value in fields.items())
        and kind in (None, item["location"]["locationType"])
        and (place is None or _same_place(item["location"], place))
    ]


def _same_place(location: Json, wanted: Json) -> bool:
    if "dimensionRange" in wanted:
        return bool(location.get("dimensionRange") == wanted["dimensionRange"])
    if "sheetId" in wanted:
        return bool(location.get("sheetId") == wanted["sheetId"])
    return bool(location.get("spreadsheet"))


def _area_at(book: Book, location: Json) -> Area:
    if span := location.get("dimensionRange"):
        tab = book.tab(span.get("sheetId") or 0)
        if span["dimension"] == "ROWS":
            return Area(tab, span["startIndex"], 0, span["endIndex"], tab.column_count)
        return Area(tab, 0, span["startIndex"], tab.row_count, span["endIndex"])
    return whole(book.tab(location["sheetId"]) if "sheetId" in location else book.tabs[0])
