"""The few formulas that tests need: arithmetic, cells, SUM and kin.

They are reckoned when read; what they refer to does not follow rows that move.
"""

import ast
import re
from collections.abc import Callable, Iterator

from tests.servers.google.a1 import parse_area
from tests.servers.google.answers import ApiError
from tests.servers.google.book import Book, Tab
from tests.servers.google.grid import Cell, Fault, Scalar

Value = Scalar | Fault | None
_REFERENCE = re.compile(
    r"\"[^\"]*\"|((?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"
    r"(?![\w(])"
)
_DEPTH = 64


class _Failed(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def effective(book: Book, tab: Tab, cell: Cell, depth: int = 0) -> Value:
    """What a cell's value is now: the value itself, or that of its formula."""
    if not cell.formula:
        return cell.value
    try:
        return _Evaluation(book, tab, depth).of(cell.formula)
    except _Failed as failed:
        return failed.fault
    except ZeroDivisionError:
        return Fault("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    except (SyntaxError, TypeError, ValueError, OverflowError):
        return Fault("ERROR", "Formula parse error.")


class _Evaluation:
    def __init__(self, book: Book, tab: Tab, depth: int) -> None:
        if depth > _DEPTH:
            raise _Failed(Fault("REF", "Circular dependency detected."))
        self.book, self.tab, self.depth = book, tab, depth
        self.references: list[str] = []

    def of(self, formula: str) -> Value:
        text = _REFERENCE.sub(self._keep, formula[1:].strip())
        text = re.sub(r"(?<![<>=])=(?!=)", "==", text.replace("<>", "!=")).replace("^", "**")
        return self._value(ast.parse(text, mode="eval").body)

    def _keep(self, match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        self.references.append((match[1] or "") + match[2])
        return f"_{len(self.references) - 1}_"

    def _value(self, node: ast.expr) -> Value:
        match node:
            case ast.Constant(value=str() | int() | float() as value):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -_number(self._value(operand))
            case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
                return _text(self._value(left)) + _text(self._value(right))
            case ast.BinOp(left=left, op=sign, right=right):
                return _reckoned(sign, _number(self._value(left)), _number(self._value(right)))
            case ast.Name(id=name):
                return self._named(name)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._called(name.upper(), arguments)
        raise _Failed(Fault("ERROR", "Formula parse error."))

    def _named(self, name: str) -> Value:
        if name.upper() in ("TRUE", "FALSE"):
            return name.upper() == "TRUE"
        if re.fullmatch(r"_\d+_", name):
            return next(self._cells(name), None)
        raise _Failed(Fault("NAME", f"Unknown range name: '{name.upper()}'."))

    def _cells(self, name: str) -> Iterator[Value]:
        reference = self.references[int(name.strip("_"))]
        if "!" not in reference:
            reference = "'" + self.tab.title.replace("'", "''") + "'!" + reference
        try:
            area = parse_area(self.book, reference)
        except ApiError:
            raise _Failed(Fault("REF", "Reference does not exist.")) from None
        for row in range(area.top, area.bottom):
            for column in range(area.left, area.right):
                cell = area.tab.grid.cell(row, column)
                value = effective(self.book, area.tab, cell, self.depth + 1)
                if isinstance(value, Fault):
                    raise _Failed(value)
                yield value

    def _called(self, name: str, arguments: list[ast.expr]) -> Value:
        if name not in _FUNCTIONS:
            raise _Failed(Fault("NAME", f"Unknown function: '{name}'."))
        values: list[Value] = []
        for argument in arguments:
            if isinstance(argument, ast.Name) and re.fullmatch(r"_\d+_", argument.id):
                values.extend(self._cells(argument.id))
            else:
                values.append(self._value(argument))
        return _FUNCTIONS[name](values)


def _numbers(values: list[Value]) -> list[float]:
    return [
        value for value in values if isinstance(value, int | float) and not isinstance(value, bool)
    ]


_FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    "SUM": lambda values: sum(_numbers(values)),
    "COUNT": lambda values: len(_numbers(values)),
    "COUNTA": lambda values: sum(value is not None for value in values),
    "MAX": lambda values: max(_numbers(values), default=0),
    "MIN": lambda values: min(_numbers(values), default=0),
    "AVERAGE": lambda values: sum(_numbers(values)) / len(_numbers(values)),
    "CONCATENATE": lambda values: "".join(_text(value) for value in values),
    "HYPERLINK": lambda values: values[-1],
}


def _number(value: Value) -> float:
    if value is None or value == "":
        return 0
    return float(value) if isinstance(value, str) else value  # type: ignore[return-value]


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _reckoned(sign: ast.operator, left: float, right: float) -> float:
    match sign:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.Pow():
            return float(left**right)
    raise _Failed(Fault("ERROR", "Formula parse error."))
