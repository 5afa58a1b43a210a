"""How a spreadsheet looks when nobody chose: Google's default format and theme; colours."""

from typing import Any

from tests.servers.google.answers import Json

WHITE = {"red": 1, "green": 1, "blue": 1}
DEFAULT_FORMAT: Json = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}
_THEME_COLOURS = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (255, 255, 255),
    "ACCENT1": (66, 133, 244),
    "ACCENT2": (234, 67, 53),
    "ACCENT3": (251, 188, 4),
    "ACCENT4": (52, 168, 83),
    "ACCENT5": (255, 109, 1),
    "ACCENT6": (70, 189, 198),
    "LINK": (17, 85, 204),
}


def _share(level: int) -> float:
    """A colour's level of 255 as Google's single-precision share."""
    return 1 if level == 255 else float(f"{level / 255:.8g}")


def colour(red: float, green: float, blue: float) -> Json:
    """A Color of levels from 0 to 255; what is 0 is left out."""
    levels = {"red": red, "green": green, "blue": blue}
    return {name: _share(int(level)) for name, level in levels.items() if int(level)}


THEME: Json = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": colour(*levels)}}
        for kind, levels in _THEME_COLOURS.items()
    ],
}


def effective_format(form: Json | None) -> Json:
    """The default format with what a cell's own says."""
    form = form or {}
    text = DEFAULT_FORMAT["textFormat"] | form.get("textFormat", {})
    return DEFAULT_FORMAT | form | {"textFormat": text}


def quantised(given: Json | None) -> Json:
    """A colour as Google keeps it, in 255 levels."""
    given = given or {}
    return colour(*(int((given.get(name) or 0) * 255) for name in ("red", "green", "blue")))


def with_styles(value: Any) -> Any:  # noqa: ANN401  any JSON, unchanged in kind
    """Formats with each colour also told as a ColorStyle, and each ColorStyle as a colour."""
    if isinstance(value, list):
        return [with_styles(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: with_styles(item) for key, item in value.items()}
    for name in ("backgroundColor", "foregroundColor", "tabColor"):
        style = f"{name}Style"
        if style in result and "rgbColor" in result[style]:
            result[style] = {"rgbColor": quantised(result[style]["rgbColor"])}
            if name != "tabColor":
                result[name] = result[style]["rgbColor"]
        elif name in result:
            result[name] = quantised(result[name])
            result[style] = {"rgbColor": result[name]}
    return result
