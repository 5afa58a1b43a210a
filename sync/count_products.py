"""Groups times their size in a head-count cell: 6组×2人, 每组2人,共6组."""

import re

_PRODUCTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\d{1,4}) ?个?(?:小?组|队|班|路) ?[×x*✕] ?(\d{1,4}) ?[人名位]?",
        r"(\d{1,4}) ?[人名位](?: ?/ ?(?:小?组|队|班))? ?[×x*✕] ?(\d{1,4}) ?个?(?:小?组|队|班|路)",
        (
            r"(?:共|分)?(?:为|成)?(\d{1,4}) ?个?(?:小?组|队|班|路)[,、; ]*每个?(?:小?组|队|班"
            r"|路)(\d{1,4}) ?[人名位]"
        ),
        r"(\d{1,4}) ?个?(?:小?组|队|班|路)[,、; ]*各 ?(\d{1,4}) ?[人名位]",
        r"每个?(?:小?组|队|班|路)(\d{1,4}) ?[人名位][,、; ]*共?(\d{1,4}) ?个?(?:小?组|队|班|路)",
    )
)
_STATED = re.compile(r"[,、; ]*(?:一?共计?|合计|=) ?(?=\d+ ?[人名位]$)")


def product_of(text: str) -> tuple[int, int] | None:
    """What groups times their size makes, and what it is said to make; None for another text."""
    head, _, tail = _STATED.sub("=", text).partition("=")
    for pattern in _PRODUCTS:
        if found := pattern.fullmatch(head.strip()):
            product = int(found[1]) * int(found[2])
            stated = re.sub(r"\D", "", tail)
            return product, int(stated) if stated else product
    return None
