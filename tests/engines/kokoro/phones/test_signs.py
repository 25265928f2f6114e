"""Signs that the text frontend left in place are called by their names."""

from typing import TYPE_CHECKING

import pytest

from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.phones.compose import request_phones
from reciter.engines.kokoro.phones.signs import sign_names
from reciter.text.span import Run

if TYPE_CHECKING:
    from tests.conftest import CheckRows


def phones(text: str, language: str) -> str:
    return request_phones(SpeechRequest("s", text, (Run(0, len(text), language),))).replace(" ", "")


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_every_sign_is_spoken_as_its_name(language: str, check_rows: "CheckRows"):
    around = {"en": "so {} then", "zh": "输入{}后", "ja": "記号{}です"}[language]
    names = sign_names(language)
    rows = [[sign, phones(around.format(names[sign]), language)] for sign in sorted(sign_names("en"))]
    check_rows(rows, lambda row: phones(around.format(row[0]), language))


@pytest.mark.parametrize(("wide", "narrow"), [("１＋１＝２", "1+1=2"), ("ＡＢＣ", "ABC"), ("５０％", "50%")])
def test_full_width_forms_are_read_as_the_ordinary_ones(wide: str, narrow: str):
    assert phones(wide, "zh") == phones(narrow, "zh")


def test_money_before_a_number_is_read_as_money():
    assert phones("It cost $3.", "en") == phones("It cost three dollars.", "en")
