"""A g2pW model given in the settings: what it reads differently is in the plan, names other takes, and is spoken."""

import subprocess
import sys
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.production.doctor import examine
from reciter.production.impact import find_impact
from reciter.production.inspect import inspect_book
from reciter.production.polyphones import polyphones_of
from reciter.production.prepare import Choices, draft_plan
from reciter.production.readings import find_readings
from reciter.production.render import render
from reciter.production.say import say
from reciter.production.sources import BookSource, find_book
from reciter.settings import Settings
from reciter.text.sentence import Sentence
from reciter.text.span import Reading
from tests.g2pw_model import save_g2pw

BOOK = "# 一\n\n他很長。灯塔没有灯。\n\nShe said 他很长, and left.\n\n<ruby>他很長<rt>ta1 hen3 chang2</rt></ruby>。\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    plan = {("長", "。"): "ㄓㄤ3", ("長", "[UNK]"): "ㄓㄤ3"}
    return save_g2pw(tmp_path / "g2pw", plan)


@pytest.fixture
def source(book: Path) -> BookSource:
    (book / "manuscript.md").write_text(BOOK, "utf-8")
    return find_book(book)


def with_model(settings: Settings, model: Path) -> Settings:
    return settings.model_copy(update={"g2pw": model})


def sentences(source: BookSource, settings: Settings) -> dict[str, tuple[Sentence, str]]:
    chapters = draft_plan(source, Choices(), settings).chapters
    return {p.sentence.spoken: (p.sentence, p.take) for chapter in chapters for p in chapter.sentences}


def test_only_sentences_that_sound_different_have_other_takes(
    source: BookSource, settings: Settings, model: Path
) -> None:
    own, other = sentences(source, settings), sentences(source, with_model(settings, model))
    assert list(own) == list(other)
    changed = [spoken for spoken in own if own[spoken][1] != other[spoken][1]]
    assert changed
    assert all("长" in spoken or "長" in spoken for spoken in changed)
    assert [spoken for spoken in own if spoken not in changed]
    assert all(other[spoken][0].readings != own[spoken][0].readings for spoken in changed)


def test_the_model_sees_the_whole_sentence_and_its_readings_stand_at_their_characters(
    source: BookSource, settings: Settings, model: Path
) -> None:
    spoken, (sentence, _) = next(
        (spoken, each)
        for spoken, each in sentences(source, with_model(settings, model)).items()
        if "She" in spoken
    )
    at = spoken.index("很")
    assert sentence.readings == (
        Reading(at, at + 1, "pinyin", "hen2"),
        Reading(at + 1, at + 2, "pinyin", "zhang3"),
    )


def test_what_the_lexicon_says_outweighs_the_model(
    source: BookSource, settings: Settings, model: Path, book: Path
) -> None:
    (book / "lexicon.tsv").write_text(
        "很长\t[pinyin:hen3 chang2]\tzh\n很長\t[pinyin:hen3 chang2]\tzh\n", "utf-8"
    )
    (book / "book.toml").write_text('voice = "quick"\nlexicon = "lexicon.tsv"\n', "utf-8")
    told = find_book(book)
    own, other = sentences(told, settings), sentences(told, with_model(settings, model))
    assert own == other
    assert any(sentence.readings for sentence, _ in own.values())


def test_impact_names_the_sentences_that_switching_it_on_changes(
    source: BookSource, settings: Settings, model: Path
) -> None:
    render(source, Choices(), settings, watch=lambda _progress, _line: None)
    assert find_impact(source, Choices(), settings).changes == 0
    impact = find_impact(source, Choices(), with_model(settings, model))
    reasons = [change.reason for chapter in impact.chapters for change in chapter.changes]
    assert reasons
    assert set(reasons) == {"pronunciation"}


def test_inspect_the_sheet_and_say_ask_it_too(
    source: BookSource, settings: Settings, model: Path, tmp_path: Path
) -> None:
    settings = with_model(settings, model)
    rows = inspect_book(source, Choices(), settings)["chapters"][0]["sentences"]
    assert any(reading["value"] == "zhang3" for row in rows for reading in row["readings"])
    assert "长" not in {one.pattern for one in find_readings(source, Choices(), settings).readings}
    said = say("他很长。", tmp_path / "a.wav", settings, voice="quick")
    assert [reading.value for reading in said.sentences[0][0].readings] == ["hen2", "zhang3"]


def test_a_folder_without_a_model_ends_the_run_with_what_belongs_there(
    source: BookSource, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match=r"no g2pW\.onnx"):
        draft_plan(source, Choices(), with_model(settings, tmp_path / "nowhere"))


def test_doctor_says_whether_there_is_one(settings: Settings, model: Path, tmp_path: Path) -> None:
    def look(given: Settings) -> tuple[bool, str]:
        return next((check.good, check.detail) for check in examine(given) if check.name == "g2pw")

    assert look(settings)[0]
    assert "RECITER_G2PW" in look(settings)[1]
    assert look(with_model(settings, model)) == (True, f"loaded from {model}")
    good, detail = look(with_model(settings, tmp_path))
    assert not good
    assert "vocab.txt" in detail


@pytest.mark.slow
def test_without_one_nothing_of_it_is_loaded(settings: Settings) -> None:
    assert polyphones_of(settings) is None
    program = (
        "import sys, reciter.production.prepare, reciter.production.say\n"
        "assert 'reciter.languages.zh.g2pw' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=None)
