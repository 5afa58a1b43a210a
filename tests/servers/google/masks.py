"""Field masks: `a,b(c,d/e),f.g` says which parts of an answer are wanted, or of a value written."""

import re
from typing import Any

from tests.servers.google.answers import Json, invalid

Mask = dict[str, Any]
"""A tree of names; an empty one wants everything below."""

_SIGN = re.compile(r"[A-Za-z_*][\w*]*|[.,/()]|\S")


def parse_mask(text: str) -> Mask:
    """The tree of a mask; 400 where it cannot be read."""
    signs = _SIGN.findall(text)
    mask, rest = _names(signs, 0, text)
    if rest != len(signs):
        raise invalid(f"Invalid field mask: {text}")
    return mask


def _names(signs: list[str], at: int, text: str) -> tuple[Mask, int]:
    tree: Mask = {}
    while at < len(signs) and signs[at] != ")":
        at = _name(signs, at, tree, text)
        if at < len(signs) and signs[at] == ",":
            at += 1
    return tree, at


def _name(signs: list[str], at: int, tree: Mask, text: str) -> int:
    if not re.match(r"[\w*]", signs[at]):
        raise invalid(f"Invalid field mask: {text}")
    new = signs[at] not in tree
    branch = tree.setdefault(signs[at], {})
    at += 1
    if at < len(signs) and signs[at] in "./" and at + 1 < len(signs):
        at = _name(signs, at + 1, branch, text)
    elif at < len(signs) and signs[at] == "(":
        inner, at = _names(signs, at + 1, text)
        _join(branch, inner, keep=new or bool(branch))
        at += 1
    elif not new:
        branch.clear()
    return at


def _join(tree: Mask, other: Mask, *, keep: bool) -> None:
    if not keep:
        return
    for name, branch in other.items():
        _join(tree.setdefault(name, {}), branch, keep=True)


def masked(value: Any, mask: Mask) -> Any:  # noqa: ANN401  any JSON, unchanged in kind
    """The wanted parts of any JSON value."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [masked(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: masked(item, mask[key]) for key, item in value.items() if key in mask}


def merged(old: Json, new: Json, mask: Mask) -> Json:
    """The old value with its masked parts from the new; what is missing there is removed."""
    if not mask or "*" in mask:
        return dict(without_nulls(new))
    result = dict(old)
    for name, branch in mask.items():
        value = new.get(name)
        if branch and (isinstance(value, dict) or isinstance(result.get(name), dict)):
            value = merged(result.get(name) or {}, value or {}, branch)
        if value is None:
            result.pop(name, None)
        else:
            result[name] = without_nulls(value)
    return result


def without_nulls(value: Any) -> Any:  # noqa: ANN401  any JSON, unchanged in kind
    """The same JSON without keys whose value is null: protocol buffers know none."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value
