"""A sentence and its carrier as one text."""

import pytest

from reciter.text.carrier import carried
from reciter.text.sentence import Sentence
from reciter.text.span import Reading, Run


def sentence(spoken: str, language: str, *readings: Reading) -> Sentence:
    runs = (Run(0, len(spoken), language),)
    return Sentence("c001-s0001", spoken, spoken, runs, readings, (), (), "body", "sentence", 1.0)


NO = sentence("No.", "en", Reading(0, 2, "ipa", "nəʊ"))
RAIN = sentence("It rained.", "en", Reading(3, 9, "ipa", "reɪnd"))
MIST = sentence("雾来了。", "zh")


@pytest.mark.parametrize(
    ("carrier", "spoken", "words"),
    [(RAIN, "It rained. No.", {"No", "rained"}), (MIST, "雾来了。No.", {"No"})],
)
def test_runs_cover_the_text_and_readings_stay_on_their_words(
    carrier: Sentence, spoken: str, words: set[str]
) -> None:
    whole = carried(NO, carrier)
    assert whole.spoken == spoken
    assert [run.start for run in whole.runs] == [0, *(run.end for run in whole.runs[:-1])]
    assert whole.runs[-1].end == len(spoken)
    assert {whole.spoken[one.start : one.end] for one in whole.readings} == words
