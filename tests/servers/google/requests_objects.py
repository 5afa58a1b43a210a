"""batchUpdate requests about what lies over the cells or behind them: charts, bands, metadata."""

import copy

from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Tab
from tests.servers.google.data_filters import looked_up
from tests.servers.google.looks import with_styles
from tests.servers.google.masks import merged, parse_mask, without_nulls
from tests.servers.google.requests_book import add_sheet
from tests.servers.google.work import Request, Work

#: Lists of objects by the name of their id.
_OBJECTS = {"charts": "chartId", "slicers": "slicerId"}


def add_chart(work: Work, given: Json) -> Json:
    """Lay a chart over a tab, or give it a tab of its own."""
    chart = with_styles(without_nulls(copy.deepcopy(given.get("chart") or {})))
    if "spec" not in chart:
        raise invalid("chart.spec is required")
    chart.setdefault("chartId", work.new_number())
    tab = _place(work, chart)
    tab.listed["charts"].append(chart)
    return {"addChart": {"chart": chart}}


def _place(work: Work, item: Json) -> Tab:
    """The tab an object's position names, made where it asks for a new one."""
    position = item.setdefault("position", {"newSheet": True})
    if position.get("newSheet"):
        reply = add_sheet(work, {"properties": {"title": f"Chart{len(work.book.tabs)}"}})
        sheet_id = reply["addSheet"]["properties"]["sheetId"]
        item["position"] = {"sheetId": sheet_id}
        return work.book.tab(sheet_id)
    if "overlayPosition" in position:
        overlay = position["overlayPosition"]
        overlay.setdefault("widthPixels", 600)
        overlay.setdefault("heightPixels", 371)
        return work.book.tab((overlay.get("anchorCell") or {}).get("sheetId") or 0)
    return work.book.tab(position.get("sheetId") or 0)


def _object(work: Work, object_id: int | None) -> tuple[Tab, str, Json]:
    for tab in work.book.tabs:
        for name, key in _OBJECTS.items():
            for item in tab.listed[name]:
                if item[key] == object_id:
                    return tab, name, item
    raise invalid(f"No embedded object with id: {object_id}")


def update_chart_spec(work: Work, given: Json) -> None:
    _, _, chart = _object(work, given.get("chartId"))
    chart["spec"] = with_styles(without_nulls(given.get("spec") or {}))


def update_embedded_object_position(work: Work, given: Json) -> Json:
    tab, name, item = _object(work, given.get("objectId"))
    fields = str(given.get("fields") or "*")
    mask = parse_mask(fields) if fields == "*" else {"overlayPosition": parse_mask(fields)}
    tab.listed[name].remove(item)
    item["position"] = merged(item["position"], given.get("newPosition") or {}, mask)
    _place(work, item).listed[name].append(item)
    return {"updateEmbeddedObjectPosition": {"position": item["position"]}}


def delete_embedded_object(work: Work, given: Json) -> None:
    tab, name, item = _object(work, given.get("objectId"))
    tab.listed[name].remove(item)


def add_slicer(work: Work, given: Json) -> Json:
    slicer = without_nulls(copy.deepcopy(given.get("slicer") or {}))
    slicer.setdefault("slicerId", work.new_number())
    _place(work, slicer).listed["slicers"].append(slicer)
    return {"addSlicer": {"slicer": slicer}}


def add_banding(work: Work, given: Json) -> Json:
    band = with_styles(without_nulls(given.get("bandedRange") or {}))
    band.setdefault("bandedRangeId", work.new_number())
    work.area(band.get("range")).tab.listed["bandedRanges"].append(band)
    return {"addBanding": {"bandedRange": band}}


def delete_banding(work: Work, given: Json) -> None:
    _remove(work, "bandedRanges", "bandedRangeId", given.get("bandedRangeId"))


def add_filter_view(work: Work, given: Json) -> Json:
    view = without_nulls(given.get("filter") or {})
    view.setdefault("filterViewId", work.new_number())
    view.setdefault("title", f"Filter {view['filterViewId']}")
    work.area(view.get("range")).tab.listed["filterViews"].append(view)
    return {"addFilterView": {"filter": view}}


def delete_filter_view(work: Work, given: Json) -> None:
    _remove(work, "filterViews", "filterViewId", given.get("filterId"))


def _remove(work: Work, name: str, key: str, wanted: int | None) -> None:
    for tab in work.book.tabs:
        for item in tab.listed[name]:
            if item[key] == wanted:
                tab.listed[name].remove(item)
                return
    raise invalid(f"No {key} {wanted}")


def create_developer_metadata(work: Work, given: Json) -> Json:
    """Tie a key and value to the spreadsheet, a tab, one row or one column."""
    item = without_nulls(copy.deepcopy(given.get("developerMetadata") or {}))
    if not item.get("metadataKey") or item.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise invalid("developerMetadata needs a metadataKey and a visibility")
    item.setdefault("metadataId", work.new_number())
    if any(old["metadataId"] == item["metadataId"] for old in work.book.metadata):
        raise invalid(f"A DeveloperMetadata with id {item['metadataId']} already exists.")
    item["location"] = _location(work, item.get("location") or {})
    work.book.metadata.append(item)
    return {"createDeveloperMetadata": {"developerMetadata": item}}


def _location(work: Work, location: Json) -> Json:
    if span := location.get("dimensionRange"):
        tab = work.book.tab(span.get("sheetId") or 0)
        if span.get("endIndex", 0) - span.get("startIndex", 0) != 1:
            raise invalid("dimensionRange must be one row or one column")
        if span["endIndex"] > tab.count(span["dimension"]):
            raise invalid(f"dimensionRange lies outside of the sheet '{tab.title}'")
        kind = {"ROWS": "ROW", "COLUMNS": "COLUMN"}[span["dimension"]]
        return {"locationType": kind, "dimensionRange": span}
    if "sheetId" in location:
        return {"locationType": "SHEET", "sheetId": work.book.tab(location["sheetId"]).id}
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    raise invalid("developerMetadata.location is required")


def _matched(work: Work, given: Json) -> list[Json]:
    filters = given.get("dataFilters") or [given.get("dataFilter") or {}]
    lookups = [f["developerMetadataLookup"] for f in filters if "developerMetadataLookup" in f]
    return [item for lookup in lookups for item in looked_up(work.book, lookup)]


def update_developer_metadata(work: Work, given: Json) -> Json:
    mask, new = parse_mask(str(given.get("fields") or "")), given.get("developerMetadata") or {}
    found = _matched(work, given)
    for item in found:
        item.update(merged(item, new, mask))
        if "location" in mask or "*" in mask:
            item["location"] = _location(work, item.get("location") or {})
    return {"updateDeveloperMetadata": {"developerMetadata": found}}


def delete_developer_metadata(work: Work, given: Json) -> Json:
    found = _matched(work, given)
    work.book.metadata = [item for item in work.book.metadata if item not in found]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": found}}


REQUESTS: dict[str, Request] = {
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "updateEmbeddedObjectPosition": update_embedded_object_position,
    "deleteEmbeddedObject": delete_embedded_object,
    "addSlicer": add_slicer,
    "addBanding": add_banding,
    "deleteBanding": delete_banding,
    "addFilterView": add_filter_view,
    "deleteFilterView": delete_filter_view,
    "createDeveloperMetadata": create_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
}
