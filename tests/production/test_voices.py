"""Voices by name: own ones first, then the engines' stock voices."""

from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.production.voices import all_voices, find_voice
from reciter.settings import Settings


def test_an_own_voice_comes_before_a_stock_voice_of_the_same_name(settings: Settings) -> None:
    folder = settings.voices_folder / "tone"
    folder.mkdir()
    (folder / "voice.toml").write_text('engine = "tone"\nname = "Mine"\n[tone]\nspeed = 3.0\n', "utf-8")
    voice = find_voice("tone", settings.voices_folder)
    assert (voice.name, voice.options["speed"]) == ("Mine", 3.0)


def test_a_stock_voice_needs_no_folder(tmp_path: Path) -> None:
    assert find_voice("af_heart", tmp_path).engine == "kokoro"
    assert find_voice("tone", tmp_path / "not there").engine == "tone"


@pytest.mark.parametrize("name", ["", ".", "..", "../voices/quick", "a/b", "a\\b", "quick/"])
def test_a_name_is_never_a_path(settings: Settings, name: str) -> None:
    with pytest.raises(InputProblem, match="there is no voice"):
        find_voice(name, settings.voices_folder)


def test_an_unknown_voice_lists_all_there_are_nearest_first(settings: Settings) -> None:
    with pytest.raises(InputProblem) as caught:
        find_voice("af_haert", settings.voices_folder)
    assert caught.value.how.startswith("Did you mean 'af_heart'?")
    assert all(voice.id in caught.value.how for voice in all_voices(settings.voices_folder)[0])


def test_options_left_out_take_the_engines_defaults(settings: Settings) -> None:
    folder = settings.voices_folder / "plain"
    folder.mkdir()
    (folder / "voice.toml").write_text('engine = "tone"\nname = "Plain"\n', "utf-8")
    assert find_voice("plain", settings.voices_folder).options["speed"] == 1.0


def test_the_voice_that_books_take_by_default_ships_with_the_program() -> None:
    voices = Path(__file__).parents[2] / "voices"
    assert find_voice("narrator", voices).engine == "kokoro"


def test_a_broken_voice_is_named_with_its_problem_and_hides_no_other(settings: Settings) -> None:
    slips = {
        "aslip": 'engine = "tone"\nname = "x"\nnam = "y"\n',
        "binary": "\x00",
        "noengine": 'engine = "tome"\n',
    }
    for name, text in slips.items():
        (settings.voices_folder / name).mkdir()
        (settings.voices_folder / name / "voice.toml").write_text(text, "utf-8")
    voices, broken = all_voices(settings.voices_folder)
    assert {"quick", "moody", "tone", "af_heart"} <= {voice.id for voice in voices}
    assert [one.id for one in broken] == ["aslip", "binary", "noengine"]
    assert "voice.toml" in broken[0].problem
    assert "'nam'" in broken[0].problem
    assert "Did you mean 'tone'" in broken[2].problem
