"""What a render would do after an edit, and that it then does just that."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reciter.production.cost import find_cost
from reciter.production.impact import Impact, find_impact
from reciter.production.impact_report import impact_row, readable_change
from reciter.production.plan import load_plan
from reciter.production.prepare import Choices
from reciter.production.sources import find_book
from reciter.settings import Settings
from reciter.shelf.layout import Shelf
from reciter.shelf.takes import take_path

if TYPE_CHECKING:
    from tests.production.conftest import Render


@pytest.fixture
def shelf(settings: Settings) -> Shelf:
    return Shelf(settings.output_folder / "lamp")


def impact_of(book: Path, settings: Settings, voice: str | None = None) -> Impact:
    return find_impact(find_book(book), Choices(voice), settings)


def changes(impact: Impact) -> list[tuple[str, str]]:
    return [(change.sentence.id, change.reason) for one in impact.chapters for change in one.changes]


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes and when it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def use_lexicon(book: Path, text: str) -> None:
    (book / "lexicon.tsv").write_text(text, "utf-8")
    (book / "book.toml").write_text('voice = "quick"\nlexicon = "lexicon.tsv"\n', "utf-8")


def test_an_edit_of_the_lexicon_names_one_sentence_and_the_render_speaks_just_that(
    render_book: "Render", book: Path, settings: Settings, shelf: Shelf
) -> None:
    use_lexicon(book, "keeper\twarden\n")
    render_book()
    use_lexicon(book, "keeper\twarden\nship\tvessel\n")
    before = everything(shelf.folder)
    impact = impact_of(book, settings)
    assert everything(shelf.folder) == before
    (chapter,) = impact.chapters
    (change,) = chapter.changes
    assert (impact.changes, impact.spoken, impact.removed) == (1, 1, ())
    assert (chapter.chapter.number, change.reason) == (2, "text")
    assert readable_change(change).count("The ship heard") == 1
    assert " → " in readable_change(change)
    assert "The vessel heard" in readable_change(change)
    delivery = render_book()
    assert (delivery.spoken, delivery.made) == (1, (2,))
    after = everything(shelf.folder)
    for name in before:
        if name.startswith(("master/001", "master/003", "takes/")):
            assert after[name] == before[name]
    assert after["master/002 - Two.mp3"][0] != before["master/002 - Two.mp3"][0]
    assert not impact_of(book, settings).chapters


def test_nothing_changed_is_said_so(render_book: "Render", book: Path, settings: Settings) -> None:
    render_book()
    impact = impact_of(book, settings)
    assert (impact.chapters, impact.changes, impact.audio_s, impact.work_s) == ((), 0, 0.0, 0.0)
    assert impact.sentences == len(load_sentences(settings))


def load_sentences(settings: Settings) -> list[str]:
    plan = load_plan(Shelf(settings.output_folder / "lamp"))
    return [f"{line.number}-{at}" for line in plan.chapters for at in range(line.sentences)]


def test_a_pronunciation_that_changes_is_told_from_a_text_that_does(
    render_book: "Render", book: Path, settings: Settings
) -> None:
    render_book()
    use_lexicon(book, "keeper\t/ˈkiːpə/\nNobody\tNo body\n")
    impact = impact_of(book, settings)
    assert [reason for _, reason in changes(impact)] == ["pronunciation", "text"]
    row = impact_row(impact)["chapters"][0]["changes"][0]
    assert (row["before"], row["now"]) == (
        "The keeper counted the steps.", "The keeper /ˈkiːpə/ counted the steps."
    )  # fmt: skip


def test_before_the_first_render_everything_is_new_and_nothing_is_written(
    book: Path, settings: Settings
) -> None:
    impact = impact_of(book, settings)
    assert {reason for _, reason in changes(impact)} == {"new"}
    assert impact.changes == impact.sentences == impact.spoken
    assert not settings.output_folder.exists()


def test_an_inserted_a_changed_and_a_removed_sentence_are_told_apart(
    render_book: "Render", book: Path, settings: Settings
) -> None:
    render_book()
    manuscript = book / "manuscript.md"
    edit(
        manuscript, "He read each number aloud.", "He sat down on the stairs.\n\nHe read each number softly."
    )
    edit(manuscript, "Nobody had slept.", "")
    impact = impact_of(book, settings)
    assert changes(impact)[:2] == [("c001-s0004", "new"), ("c001-s0005", "new")]
    assert [one.chapter.number for one in impact.chapters] == [1, 3]
    render_book()
    edit(manuscript, "read each number softly", "read each number loudly")
    (change,) = impact_of(book, settings).chapters[0].changes
    assert change.reason == "text"
    assert readable_change(change).endswith("number loudly.")


def test_another_voice_changes_every_sentence_and_its_pace_is_not_known(
    render_book: "Render", book: Path, settings: Settings
) -> None:
    render_book()
    (settings.voices_folder / "moody" / "voice.toml").write_text(
        'engine = "tone"\nname = "Slow"\n[tone]\nspeed = 2.0\n', "utf-8"
    )
    impact = impact_of(book, settings, voice="moody")
    assert {reason for _, reason in changes(impact)} == {"voice"}
    assert impact.changes == impact.sentences
    assert impact.cost.speaking is None
    assert impact.work_s > 0


def test_a_lost_take_is_missing_and_other_tags_only_make_files_again(
    render_book: "Render", book: Path, settings: Settings, shelf: Shelf
) -> None:
    from reciter.production.plan import load_chapter

    render_book()
    take_path(shelf.takes, load_chapter(shelf, 3).sentences[0].take).unlink()
    assert changes(impact_of(book, settings)) == [("c003-s0001", "missing")]
    render_book()
    edit(book / "manuscript.md", "A. Keeper", "B. Keeper")
    impact = impact_of(book, settings)
    assert (len(impact.chapters), impact.changes, impact.audio_s) == (3, 0, 0.0)
    assert impact.work_s > 0


def test_a_new_cover_makes_all_files_again_and_a_lost_chapter_is_named(
    render_book: "Render", book: Path, settings: Settings
) -> None:
    render_book()
    (book / "front.png").write_bytes(b"\x89PNG\r\n\x1a\n picture")
    (book / "book.toml").write_text('voice = "quick"\n[metadata]\ncover = "front.png"\n', "utf-8")
    assert [one.chapter.number for one in impact_of(book, settings).chapters] == [1, 2, 3]
    manuscript = book / "manuscript.md"
    manuscript.write_text(manuscript.read_text("utf-8").split("# Three")[0], "utf-8")
    assert [line.title for line in impact_of(book, settings).removed] == ["Three"]


def test_equal_sentences_are_spoken_once(book: Path, settings: Settings) -> None:
    twice = "Nobody had slept at all that night.\n\n" * 2
    (book / "manuscript.md").write_text(f"---\nlanguage: en\n---\n\n# One\n\n{twice}", "utf-8")
    impact = impact_of(book, settings)
    assert impact.spoken == impact.changes - 1


@pytest.mark.slow
def test_the_pace_of_a_long_enough_run_is_measured_and_kept(
    render_book: "Render", book: Path, settings: Settings, shelf: Shelf
) -> None:
    render_book()
    fingerprint = load_plan(shelf).engine_fingerprint
    assert find_cost(shelf, fingerprint).speaking is None
    words = (
        "The keeper counted {} steps of the long stairs to the lamp, and then {} of the stairs to the sea."
    )
    paragraphs = "\n\n".join(words.format(number, number + 1) for number in range(100, 160, 2))
    edit(book / "manuscript.md", "He read each number aloud.", paragraphs)
    render_book()
    cost = find_cost(shelf, fingerprint)
    assert cost.speaking is not None
    assert cost.mastering is not None
    assert 0 < cost.speaking < 1
    render_book()
    assert find_cost(shelf, fingerprint) == cost
    assert find_cost(shelf, "another voice").speaking is None
    assert find_cost(shelf, "another voice").mastering == cost.mastering
