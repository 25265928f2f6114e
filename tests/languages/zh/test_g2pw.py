"""g2pW: a network with planted answers shows that text, places, masks and readings go in and come out right."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reciter.errors import InputProblem
from reciter.languages.zh.g2pw import ROWS, G2pw, Question
from reciter.languages.zh.g2pw_files import read_folder
from reciter.languages.zh.g2pw_memory import AnswersOnDisk
from reciter.languages.zh.model_readings import model_readings
from reciter.languages.zh.phones import phones
from reciter.languages.zh.reading import Word, read
from reciter.languages.zh.word_pieces import word_pieces
from tests.g2pw_model import VOCABULARY, Plan, save_g2pw

PLAN: Plan = {
    ("長", "大"): "ㄓㄤ3", ("長", "江"): "ㄔㄤ2", ("行", "。"): "ㄏㄤ2", ("行", "走"): "ㄒㄧㄥ2", ("得", "看"): "ㄉㄟ3",
    ("得", "很"): "ㄉㄜ5", ("樂", "。"): "ㄩㄝ4", ("了", "。"): "ㄌㄧㄠ3", ("都", "[UNK]"): "ㄉㄨ1",
    ("重", "a"): "ㄔㄨㄥ2", ("重", "app"): "ㄓㄨㄥ4", ("好", "[SEP]"): "ㄏㄠ4", ("長", "[SEP]"): "ㄓㄤ3",
    ("好", "很"): "ㄏㄠ4",
}  # fmt: skip


@pytest.fixture
def model(tmp_path: Path) -> G2pw:
    return G2pw(save_g2pw(tmp_path / "model", PLAN))


@pytest.mark.parametrize(
    ("text", "place", "syllable"),
    [
        ("他長大了", 1, "zhang3"), ("長江", 0, "chang2"), ("銀行。", 1, "hang2"), ("行走", 0, "xing2"),
        ("他得看。", 1, "dei3"), ("好得很。", 1, "de5"), ("音乐。", 1, "yue4"), ("他走了。", 2, "liao3"),
        ("他都龘", 1, "du1"), ("重a", 0, "chong2"), ("重  APPLE", 0, "zhong4"), ("26 apple 他 很好", 12, "hao4"),
        ("长大", 0, "zhang3"), ("長大", 0, "zhang3"), ("头发长大", 2, "zhang3"),
    ],
)  # fmt: skip
def test_the_reading_goes_by_the_tokens_at_the_polyphone_and_after_it(
    model: G2pw, text: str, place: int, syllable: str
) -> None:
    assert model.syllables(text, [place]) == {place: syllable}


def test_characters_that_it_was_not_trained_on_have_no_answer(model: G2pw) -> None:
    assert model.syllables("他走了。", [0, 1, 2]) == {2: "liao3"}


def test_rows_of_several_lengths_and_batches_do_not_mix(model: G2pw) -> None:
    text = "他走" * 20 + "长大他得看。" * ROWS + "他都长江"
    places = [at for at, character in enumerate(text) if character in "长得"]
    assert len(places) > 2 * ROWS
    expected = ["zhang3", "dei3"] * ROWS + ["chang2"]
    assert list(model.syllables(text, places).values()) == expected
    one_by_one = [model.syllables(text, [place])[place] for place in places]
    assert one_by_one == expected


@pytest.mark.parametrize("window", [32, 7, 2000, None])
def test_a_text_longer_than_the_network_takes_is_seen_through_a_window(
    tmp_path: Path, window: int | None
) -> None:
    model = G2pw(save_g2pw(tmp_path, PLAN, config=f"window_size = {window}\n"))
    text = "长大" + "他走" * 700 + "长江" + "他走" * 700 + "长大"
    places = [at for at, character in enumerate(text) if character == "长"]
    assert list(model.syllables(text, places).values()) == ["zhang3", "chang2", "zhang3"]


def test_a_window_never_has_more_tokens_than_bert_takes(tmp_path: Path) -> None:
    folder = read_folder(save_g2pw(tmp_path, PLAN, config="window_size = None\n"))
    assert len(word_pieces("他" * folder.window, folder.vocabulary)[0]) + 2 <= 512


def test_without_the_mask_a_reading_of_another_character_can_win(tmp_path: Path) -> None:
    model = G2pw(save_g2pw(tmp_path, PLAN, config="use_mask = False\n"))
    assert model.syllables("长大", [0]) == {0: ""}


def test_answers_may_be_pairs_of_character_and_reading(tmp_path: Path) -> None:
    plan = {("長", "大"): "長 ㄓㄤ3", ("長", "江"): "長 ㄔㄤ2"}
    model = G2pw(save_g2pw(tmp_path, plan, config="use_char_phoneme = True\n", by_character=True))
    assert model.syllables("长大长江", [0, 2]) == {0: "zhang3", 2: "chang2"}


@pytest.mark.parametrize(
    "text", ["", "长", "长\ud800大", "\U00020000长大", "İ长大", "长" * 3000, "\x00长\u202e大"]
)
def test_no_text_is_too_strange(model: G2pw, text: str) -> None:
    places = [at for at, character in enumerate(text) if character == "长"]
    assert set(model.syllables(text, places)) == set(places)
    model_readings(text, ask=lambda some: model.syllables(text, some))


@pytest.mark.parametrize(
    ("text", "tokens", "token_at"),
    [
        ("他 Apple26。", ["他", "app", "##le", "##2", "##6", "。"], None),
        ("他apple。", ["他", "app", "##le", "。"], {0: 0, 1: 1, 4: 2, 6: 3}),
        ("26 他", ["2", "##6", "他"], {0: 0, 1: 1, 3: 2}),
        ("appz 他", ["[UNK]", "他"], None),
        ("é\n他", ["[UNK]", "[UNK]", "他"], {0: 0, 1: 1, 2: 2}),
        ("a" * 200, ["[UNK]"], None),
    ],
)
def test_text_becomes_the_tokens_of_a_chinese_bert(
    text: str, tokens: list[str], token_at: dict[int, int] | None
) -> None:
    vocabulary = {token: at for at, token in enumerate((*VOCABULARY, "##2"))}
    found, places = word_pieces(text, vocabulary)
    assert found == tokens
    if token_at is not None:
        assert places == token_at


def syllables_of(words: Sequence[Word]) -> list[str]:
    return [syllable for word in words for syllable in word.syllables]


def spoken(text: str, model: G2pw) -> list[str]:
    return syllables_of(read(text, ask=lambda places: model.syllables(text, places)))


def test_the_model_decides_what_no_phrase_and_no_word_decides(model: G2pw) -> None:
    assert spoken("他得看", model) == ["ta1", "dei3", "kan4"]
    assert spoken("银行。", model) == ["yin2", "hang2"]
    assert spoken("他很長", model) == ["ta1", "hen2", "zhang3"]


def test_a_word_of_the_dictionary_stays_although_the_model_says_otherwise(tmp_path: Path) -> None:
    model = G2pw(save_g2pw(tmp_path, {("行", "。"): "ㄒㄧㄥ2"}))
    assert model.syllables("银行。", [1]) == {1: "xing2"}
    assert spoken("银行。", model) == ["yin2", "hang2"]


def test_tones_change_after_what_the_model_says() -> None:
    assert syllables_of(read("他很长")) == ["ta1", "hen3", "chang2"]
    assert syllables_of(read("他很长", ask=lambda places: {2: "zhang3"})) == ["ta1", "hen2", "zhang3"]


def test_an_answer_that_the_dictionary_does_not_know_is_not_taken() -> None:
    assert read("我很长", ask=lambda places: dict.fromkeys(places, "qi4")) == read("我很长")


@pytest.mark.parametrize(
    "text",
    ["我很长", "我也想好好长", "老板也长了", "我很好", "不好", "小李长得好，很好。", "我也长耳朵", "好想长"],
)
@pytest.mark.parametrize(
    "syllables", [("hao4", "zhang3"), ("hao3", "chang2"), ("hao4", "chang2"), ("hao3", "zhang3")]
)
def test_readings_make_others_say_what_the_model_makes_of_the_whole(
    text: str, syllables: tuple[str, str]
) -> None:
    def ask(places: Sequence[int]) -> dict[int, str]:
        return {p: syllables["好长".index(text[p])] for p in places if text[p] in "好长"}

    found = model_readings(text, ask=ask)
    given = {reading.start: reading.value for reading in found}
    assert read(text, given=given) == read(text, ask=ask)
    assert all(reading.end == reading.start + 1 and reading.alphabet == "pinyin" for reading in found)
    assert phones(text, readings=found).text


def test_the_model_is_not_asked_where_the_reading_is_told() -> None:
    asked: list[int] = []

    def ask(places: Sequence[int]) -> dict[int, str]:
        asked.extend(places)
        return dict.fromkeys(places, "hao4")

    assert model_readings("他很好", ask=ask, told={2}) == []
    assert 2 not in asked
    assert [each.value for each in model_readings("他很好", ask=ask)] == ["hen3", "hao4"]


def test_where_the_model_agrees_there_is_no_reading(model: G2pw) -> None:
    text = "他长大了，银行。"
    assert model_readings(text, ask=lambda places: model.syllables(text, places)) == []


def test_kept_answers_are_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = save_g2pw(tmp_path / "model", PLAN)
    memory = AnswersOnDisk.of(folder, tmp_path / "cache")
    text = "他长大了。\ud800长江"
    first = G2pw(folder, memory=memory).syllables(text, [1, 3, 6])
    again = G2pw(folder, memory=AnswersOnDisk.of(folder, tmp_path / "cache"))
    monkeypatch.setattr(again, "_ask", lambda questions: pytest.fail(f"asked {questions}"))
    assert again.syllables(text, [1, 3, 6]) == first == {1: "zhang3", 3: "liao3", 6: "chang2"}


def test_another_model_has_kept_answers_of_its_own(tmp_path: Path) -> None:
    one, other = save_g2pw(tmp_path / "1", PLAN), save_g2pw(tmp_path / "2", {("長", "大"): "ㄔㄤ2"})
    cache = tmp_path / "cache"
    assert G2pw(one, memory=AnswersOnDisk.of(one, cache)).syllables("长大", [0]) == {0: "zhang3"}
    assert G2pw(other, memory=AnswersOnDisk.of(other, cache)).syllables("长大", [0]) == {0: "chang2"}


def test_kept_answers_that_are_damaged_are_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(InputProblem, match="Remove this file") as caught:
        AnswersOnDisk(path)
    assert caught.value.where == str(path)


def test_one_question_is_kept_for_itself(tmp_path: Path) -> None:
    memory = AnswersOnDisk(tmp_path / "deep" / "answers.sqlite")
    memory.keep({Question("长大", 0): "zhang3"})
    asked = [Question("长大", 0), Question("长大", 1), Question("长", 0)]
    assert memory.recall(asked) == {Question("长大", 0): "zhang3"}


@pytest.mark.parametrize(
    ("file", "content", "what"),
    [
        ("g2pW.onnx", None, "no g2pW.onnx"), ("g2pW.onnx", "text", "cannot load"), ("vocab.txt", None, "missing"),
        ("vocab.txt", "他\n了\n", r"\[PAD\] is not in it"), ("POLYPHONIC_CHARS.txt", None, "missing"),
        ("POLYPHONIC_CHARS.txt", "", "line 1"), ("POLYPHONIC_CHARS.txt", "長\tㄔㄤ2\n行走\tㄒㄧㄥ2\n", "line 2"),
        ("POLYPHONIC_CHARS.txt", "長\tchang\n", "no reading"), ("POLYPHONIC_CHARS.txt", "長\tㄔㄤ2\n", "has 1 reading"),
        ("config.py", "window_size = (", "no Python"), ("config.py", "window_size = -1", "window_size"),
        ("config.py", "use_mask = print('run')", "use_mask"), ("config.py", "use_mask = 1", "use_mask"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_used_says_which_file_and_what_to_do(
    tmp_path: Path, file: str, content: str | None, what: str
) -> None:
    folder = save_g2pw(tmp_path, PLAN)
    (folder / file).unlink() if content is None else (folder / file).write_text(content, "utf-8")
    with pytest.raises(InputProblem, match=what) as caught:
        G2pw(folder)
    assert str(tmp_path) in caught.value.where
    assert caught.value.how


def test_the_program_in_the_folder_is_not_run(tmp_path: Path) -> None:
    folder = save_g2pw(
        tmp_path / "model", PLAN, config=f"open({str(tmp_path / 'ran')!r}, 'w')\nwindow_size = 32\n"
    )
    assert read_folder(folder).window == 32
    assert not (tmp_path / "ran").exists()


def test_the_network_of_another_model_is_refused(tmp_path: Path) -> None:
    folder = save_g2pw(tmp_path, PLAN)
    import onnx

    network = onnx.load(folder / "g2pW.onnx")
    del network.graph.input[3]
    network.graph.node[-1].input[1] = "forbidden"
    onnx.save(network, folder / "g2pW.onnx")
    with pytest.raises(InputProblem, match="no g2pW network"):
        G2pw(folder)
