"""`explain`: how cells would be read, a line in and a line out."""

import io
import json
import sys
from typing import Any

import pytest

from app.__main__ import run
from app.explaining import explain_line
from config.wording import load_wording

MARCH = {"sheet_month": "2024-03"}


def explained(line: bytes | str) -> Any:  # noqa: ANN401 - any JSON
    """The answer to one line, as a program would receive it."""
    written = line.encode() if isinstance(line, str) else line
    return json.loads(json.dumps(explain_line(written, load_wording("zh"))))


def asked(kind: str, raw: object, **context: object) -> Any:  # noqa: ANN401 - any JSON
    """The answer for one cell."""
    return explained(json.dumps({"kind": kind, "raw": raw, "context": context}))


@pytest.mark.parametrize(
    ("kind", "raw", "context", "value", "flags"),
    [
        ("date", "３.５", MARCH, "2024-03-05", []),
        ("date", "3月5日-7日", MARCH, "2024-03-05/2024-03-07", []),
        ("date", "3.5、3.12", MARCH, ["2024-03-05", "2024-03-12"], []),
        ("date", "6.29", {"sheet_month": "2024-06", "cell": "number"}, "2024-06-29", []),
        ("date", 6.29, {"sheet_month": "2024-06"}, "2024-06-29", []),
        ("date", "3-5", {"sheet_year": 2024}, "2024-03-05", []),
        ("duration", "2", {"header": "服务时长"}, 120, ["assumed_unit"]),
        ("duration", 0.0625, {"cell": "number", "numfmt": "h:mm"}, 90, []),
        ("count", "12+", {"header": "参与人数"}, 12, ["approx"]),
        ("names", "张三、李四等5人", {}, ["张三", "李四"], ["total=5", "incomplete"]),
        ("header", "1、您的姓名", {}, "participants", []),
        ("rowtype", "本月合计 |  | 12", {}, "total", []),
        ("photo", "√", {}, 1, []),
        ("count", "", {}, None, []),
        ("date", None, {}, None, []),
        ("header", " ", {}, None, []),
    ],
)
def test_cell_is_answered_with_value_and_flags(
    kind: str, raw: object, context: dict[str, object], value: object, flags: list[str]
) -> None:
    assert asked(kind, raw, **context) == {"value": value, "flags": flags, "finding": None}


def test_doubtful_cell_is_answered_with_its_finding_in_words() -> None:
    assert asked("date", "6.3", sheet_month="2024-06", cell="number") == {
        "value": None,
        "flags": ["ambiguous_trailing_zero"],
        "finding": {
            "code": "date-ambiguous",
            "message": "「6.3」有两种读法: 06-03 / 06-30,不敢猜;请写成 2026-06-03 这样完整的日期。",
        },
    }


@pytest.mark.parametrize(
    ("header", "code"), [("服务时间", "header-undecided"), ("天气", "header-unknown")]
)
def test_header_that_says_too_little_is_a_finding(header: str, code: str) -> None:
    answer = asked("header", header)

    assert (answer["value"], answer["finding"]["code"]) == (None, code)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "request-unreadable"),
        ("{", "request-unreadable"),
        ("[1]", "request-unreadable"),
        ("[" * 100_000, "request-unreadable"),
        (b"\xff\xfe", "request-unreadable"),
        ('{"raw": "3.5"}', "kind-unknown"),
        ('{"kind": ["date"], "raw": "3.5"}', "kind-unknown"),
        ('{"kind": "weather", "raw": "3.5"}', "kind-unknown"),
        ('{"kind": "date", "raw": ["3.5"]}', "raw-wrong"),
        ('{"kind": "date", "raw": "3.5", "context": "2024-03"}', "context-wrong"),
        ('{"kind": "date", "raw": "3.5", "context": {"sheet_month": "三月"}}', "context-wrong"),
        ('{"kind": "date", "raw": "3.5", "context": {"sheet_year": 24}}', "context-wrong"),
        ('{"kind": "date", "raw": "3.5", "context": {"cell": "date"}}', "context-wrong"),
        ('{"kind": "date", "raw": "3.5", "context": {"header": []}}', "context-wrong"),
    ],
)
def test_line_that_asks_wrongly_is_answered_in_words(line: bytes | str, code: str) -> None:
    answer = explained(line)

    assert (answer["value"], answer["flags"], answer["finding"]["code"]) == (None, [], code)
    assert answer["finding"]["message"]


@pytest.mark.parametrize(
    "raw", ["NaN", "Infinity", "-1e308", "1" + "0" * 400, "true", "0", "-0.0", '"\\ud800"']
)
@pytest.mark.parametrize(
    "kind", ["date", "duration", "count", "names", "header", "rowtype", "photo"]
)
def test_odd_value_is_answered(kind: str, raw: str) -> None:
    answer = explained(f'{{"kind": "{kind}", "raw": {raw}}}')

    assert set(answer) == {"value", "flags", "finding"}


def test_every_line_of_stdin_is_answered_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = b'\xef\xbb\xbf{"kind":"count","raw":"12"}\n\n{"kind":"photo","raw":"3\xe5\xbc\xa0"}'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))

    status = run(["explain", "--stdin", "--locale", "en"])

    out = capsys.readouterr().out
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["value"] for answer in answers] == [12, None, 3]
    assert answers[1]["finding"]["message"].startswith("This line is no JSON object")


def test_explain_without_stdin_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["explain"])

    assert status == 2
    assert "--stdin" in capsys.readouterr().err
