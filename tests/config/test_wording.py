"""What people read: both languages alike, facts never interpreted."""

from types import MappingProxyType

import pytest

from config.wording import Wording, WordingWrong, load_wording, show_name
from rules.findings import SEVERITIES, Severity

ZH, EN = load_wording("zh"), load_wording("en")


def drawn(**sentences: str) -> Wording:
    """A wording of a few sentences; `__` in a name stands for the dot of its code."""
    named = {name.replace("__", "."): text for name, text in sentences.items()}
    return Wording(locale="en", sentences=MappingProxyType(named))


def test_both_languages_have_the_same_sentences_and_fields() -> None:
    assert {code: ZH.fields(code) for code in ZH.sentences} == {
        code: EN.fields(code) for code in EN.sentences
    }


@pytest.mark.parametrize("wording", [ZH, EN], ids=lambda wording: wording.locale)
def test_findings_have_one_sentence_for_every_code(wording: Wording) -> None:
    codes = {code for code in wording.sentences if code.startswith("finding.")}

    assert codes == {f"finding.{code}" for code in SEVERITIES}


@pytest.mark.parametrize("wording", [ZH, EN], ids=lambda wording: wording.locale)
def test_findings_that_ask_for_something_say_what_to_do(wording: Wording) -> None:
    asking = [f"finding.{code}" for code in SEVERITIES if SEVERITIES[code] is not Severity.NOTE]

    halves = {code: wording.halves(code, **dict.fromkeys(wording.fields(code))) for code in asking}

    assert [code for code, (problem, remedy) in halves.items() if not (problem and remedy)] == []


@pytest.mark.parametrize(
    ("sentence", "halves"),
    [
        ("「{text}」不对;请改。", ("「甲;乙」不对", "请改。")),
        ("{text} is odd; mend it; or ask.", ("甲;乙 is odd", "Mend it; or ask.")),
        ("「{text}」不对。", ("「甲;乙」不对。", "")),
    ],
)
def test_halves_part_at_the_sentences_first_semicolon(
    sentence: str, halves: tuple[str, str]
) -> None:
    assert drawn(seen=sentence).halves("seen", text="甲;乙") == halves


def test_signs_that_are_not_seen_are_written_out() -> None:
    said = drawn(seen="{text}在").say("seen", text="图\n书\u202e馆\x1b[31m👨‍👩‍👧")

    assert said == "图\\n书\\u202e馆\\x1b[31m👨‍👩‍👧在"


def test_name_is_shown_without_private_numbers() -> None:
    assert show_name("13800138000\n.xlsx") == "138********\\n.xlsx"


def test_fact_that_a_former_version_did_not_keep_stops_no_sentence() -> None:
    code = "finding.unit-unknown"

    said = ZH.say(code, **ZH.known(code, {"text": "读书会", "near": "图书馆"}))

    assert said.startswith("名册里没有「读书会」,… 行暂不计入;相近的有:图书馆。")


def test_say_fills_the_fields() -> None:
    wording = drawn(letter__late="{unit}: {month} has {count}.")

    said = wording.say("letter.late", unit="图书馆", month="2026-03", count=0)

    assert said == "图书馆: 2026-03 has 0."


@pytest.mark.parametrize("fact", ["{text}", "{", "{{0.__class__}}", r"\1", "%s"])
def test_say_never_interprets_a_fact(fact: str) -> None:
    assert drawn(seen="“{text}”").say("seen", text=fact) == f"“{fact}”"


def test_say_reaches_no_attribute_of_a_fact() -> None:
    assert drawn(seen="{text.__class__} {text[0]}").say("seen", text="x") == (
        "{text.__class__} {text[0]}"
    )


def test_say_names_the_code_that_is_missing() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        ZH.say("no-such-code")


def test_load_wording_reads_each_language_once() -> None:
    assert load_wording("zh") is ZH


def test_load_wording_puts_the_offices_words_in_place() -> None:
    code = "finding.date-unreadable"

    wording = load_wording("en", {code: "Please write the date again."})

    assert wording.say(code) == "Please write the date again."
    assert load_wording("en") is EN


@pytest.mark.parametrize(
    ("code", "sentence", "problem"),
    [
        (
            "finding.no-such",
            "…",
            "The wording 'finding.no-such' does not exist; config/messages/ lists them all.",
        ),
        (
            "finding.header-undecided",
            "{nobody}",
            "The wording 'finding.header-undecided' has a field {nobody} that nothing fills; ",
        ),
    ],
)
def test_load_wording_refuses_what_no_letter_could_say(
    code: str, sentence: str, problem: str
) -> None:
    with pytest.raises(WordingWrong) as refused:
        load_wording("en", {code: sentence})

    assert str(refused.value).startswith(problem)
