import pytest

from rules.findings import SEVERITIES, CellRef, Finding, Severity

WHERE = CellRef("图书馆.xlsx", "3月", 7, "B7")


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("date-unreadable", Severity.BREACH),
        ("count-range", Severity.WARNING),
        ("photo-unreadable", Severity.NOTE),
    ],
)
def test_finding_weighs_what_its_code_weighs(code: str, severity: Severity) -> None:
    assert Finding(code=code, where=WHERE).severity is severity


def test_finding_of_an_unknown_code_has_no_weight() -> None:
    finding = Finding(code="date-odd", where=WHERE)

    with pytest.raises(KeyError, match="date-odd"):
        _ = finding.severity


def test_finding_about_a_whole_book_names_no_cell() -> None:
    where = CellRef("图书馆.xlsx")

    assert (where.sheet, where.row, where.cell) == (None, None, None)


def test_codes_of_findings_are_words_joined_by_hyphens() -> None:
    assert [code for code in SEVERITIES if not code.replace("-", "").islower()] == []


def test_severities_are_written_as_the_documents_name_them() -> None:
    assert [str(severity) for severity in Severity] == ["note", "warning", "breach"]


def test_finding_holds_no_private_number_whoever_makes_it() -> None:
    values = {"text": "联系 13800138000", "unit": "图书馆"}

    finding = Finding(code="roster-locale-unknown", where=WHERE, values=values)

    assert finding.values == {"text": "联系 138********", "unit": "图书馆"}
