"""The file of unit words: nothing in it makes two units one."""

import re

from config.unit_words import load_unit_words


def test_longer_forms_come_before_those_within_them() -> None:
    forms = list(load_unit_words().same)

    assert forms == sorted(forms, key=len, reverse=True)


def test_signs_that_tell_units_apart_are_no_slip() -> None:
    words = load_unit_words()
    mended = "".join(words.slips.values())

    assert not words.telling.intersection(mended)


def test_every_slip_is_a_pattern() -> None:
    assert all(re.compile(slip) for slip in load_unit_words().slips)
