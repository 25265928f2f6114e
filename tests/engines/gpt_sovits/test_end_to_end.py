"""From a text and a clip to sound: equal to the published system as a whole (`e2e/` of the recorded set)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

torch = pytest.importorskip("torch")

from reciter.engines.gpt_sovits.config import V2  # noqa: E402
from reciter.engines.gpt_sovits.symbols import phone_ids  # noqa: E402
from reciter.engines.gpt_sovits.utterance import Utterance, utterance  # noqa: E402
from reciter.languages import get_language  # noqa: E402
from reciter.text.span import Reading, Run  # noqa: E402
from tests.engines.gpt_sovits.whole_voices import Narrated, Voices, case_of  # noqa: E402

if TYPE_CHECKING:
    from tests.engines.gpt_sovits.conftest import Golden


class NoContext(torch.nn.Module):
    """Stands in for BERT: what it makes of Chinese is not asked here."""

    def forward(self, texts: Any) -> list[Any]:
        return [torch.zeros(len(text.phones), 1024) for text in texts]


# The others are read otherwise on purpose: upstream says 真不错 with a neutral 不 and 这里 with a full 里, and puts a
# comma before a short English word.
@pytest.mark.parametrize("name", ["case1", "case3", "case4"])
def test_prompt_and_text_have_the_recorded_phones(golden: "Golden", name: str) -> None:
    case = case_of(golden, name)
    given = case["inputs"]
    texts = [(given["text"], given["text_lang"], case["last_text_ids"])]
    if case["prompt_phones"]:
        texts.append((given["prompt_text"], given["prompt_lang"], case["prompt_phones"]))
    for text, language, recorded in texts:
        spoken = text if text[-1] in "。.！？" else text + "。"
        found = utterance(spoken, [Run(0, len(spoken), language)], (), version=V2, encoder=NoContext())
        assert found.ids.tolist() == recorded, found.phones


NEUTRAL, HERE = (Reading(5, 6, "pinyin", "bu5"),), (Reading(6, 7, "pinyin", "li3"),)
"""What upstream reads otherwise than we do is said by hand: 不 in 真不错, 里 in 这里."""

CASES = (("case0", "ref0", NEUTRAL), ("case1", "ref0", ()), ("case3", "ref0", ()), ("case4", "ref1", ()))
"""Chinese, English, and Chinese without a transcript in the manner of a Chinese clip; Japanese, faster, in that of an
English one."""


@pytest.mark.slow
def test_the_published_system_is_equalled_from_text_to_sound(golden: "Golden", tmp_path: Path) -> None:
    """One test, so that one process makes the networks, and makes them once."""
    voices = Voices(golden, tmp_path)
    for name, clip, readings in (*CASES, ("case5", "ref0", NEUTRAL)):
        whole_case(Narrated(golden, voices, name, clip), readings)
    english_word_in_chinese(Narrated(golden, voices, "case6", "ref1", "ref0"))
    sentences_decoded_as_one(Narrated(golden, voices, "case2", "ref0"))


def whole_case(voice: Narrated, readings: Sequence[Reading]) -> None:
    text = voice.text(voice.given["text"], readings)
    assert text.ids.tolist() == voice.case["last_text_ids"], voice.name
    tokens = voice.tokens_of(text)
    assert tokens.tolist() == voice.case["codes_fed_to_decode"][0], voice.name
    voice.is_as_recorded([voice.wave(tokens, text.ids)])


def english_word_in_chinese(voice: Narrated) -> None:
    """Upstream puts a comma before so short a word; we do not. Two clips, the second for its timbre only."""
    english = get_language("en").phones("OK")
    pause = replace(english, phones=(",", *english.phones))
    parts = [get_language("zh").phones("他说了"), pause, get_language("zh").phones("然后就走了。")]
    phones = tuple(phone for part in parts for phone in part.phones)
    ids = torch.tensor(phone_ids(phones, count=voice.networks.version.symbols))
    assert ids.tolist() == voice.case["last_text_ids"]
    tokens = voice.tokens_of(Utterance(phones, ids, torch.cat(voice.networks.context(parts))))
    assert tokens.tolist() == voice.case["codes_fed_to_decode"][0]
    voice.is_as_recorded([voice.wave(tokens, ids)])


def sentences_decoded_as_one(voice: Narrated) -> None:
    """Upstream sorts by length, and its stage 2 takes three sentences at a time for one; we give it each alone."""
    cut = re.findall("[^，。！？]+[，。！？]", voice.given["text"])
    texts = [voice.text(part, HERE if part.startswith("第一句") else ()) for part in cut]
    tokens = [voice.tokens_of(text, sentences=3) for text in texts]
    order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
    sounds: dict[int, Any] = {}
    for at, recorded in zip((0, 3), voice.case["codes_fed_to_decode"], strict=True):
        batch = order[at : at + 3]
        codes, ids = torch.cat([tokens[i] for i in batch]), torch.cat([texts[i].ids for i in batch])
        assert codes.tolist() == recorded
        sounds.update(zip(batch, voice.wave(codes, ids).chunk(3), strict=True))
    assert ids.tolist() == voice.case["last_text_ids"]
    voice.is_as_recorded([sounds[i] for i in range(len(cut))])
