"""What the transcript check says of texts that an ear was told, without a model."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciter.checking.transcript_check import check_transcripts
from reciter.checking.word_diff import diff_of, word_times
from tests.checking.spelt import ToldEar, check_of, recording_of

SENTENCES = {
    "en": [
        "Twenty-one ships left the harbour on a grey morning in 1998.",
        "“Don’t go,” she said; nobody answered her.",
    ],
    "zh": ["一九九八年，他有一百二十本书，都是从图书馆借来的。", "春天来了，河边的柳树又绿了。"],
    "ja": ["地下室には樽が九つと壊れた時計があった。", "きっと明日は晴れるだろうと技師は言った。"],
    "ko": ["등대지기는 비가 오기 전에 편지를 읽었다.", "우리 할머니는 무거운 책을 덮었다."],
    "yue": ["我阿婆喺西面落雨之前合埋本好重嘅書。", "佢今日去咗香港買嘢。"],
}
ALL = [(language, text) for language, texts in SENTENCES.items() for text in texts]
WORDS = {
    "en": [
        "rain",
        "drummed",
        "windows",
        "while",
        "children",
        "counted",
        "seconds",
        "between",
        "lightning",
        "thunder",
    ],
    "zh": ["孩子", "数着", "闪电", "雷声", "工程师", "地图", "口袋", "窗户", "教室", "星期五"],
    "ja": ["春風", "時計", "手紙", "金曜日", "学校", "切手", "言葉", "様子", "途中", "地下室"],
}


def plain(text: str) -> str:
    return "".join(c if c.isalnum() or c in "'’" else " " for c in text)


@pytest.mark.parametrize(("language", "text"), ALL)
@pytest.mark.parametrize("spelt", [str, str.upper, plain, lambda text: f" {text}  "])
def test_a_text_heard_in_another_spelling_is_the_same_text(language: str, text: str, spelt) -> None:
    check = check_of({"language": language, "written": text, "heard": spelt(text)})
    assert check.findings == ()
    assert check.risk < 0.2
    assert check.hearings == 1


@pytest.mark.parametrize(("language", "text"), ALL)
def test_a_text_that_was_heard_to_its_half_has_no_end(language: str, text: str) -> None:
    check = check_of({"language": language, "written": text, "heard": text[: len(text) // 2]})
    assert "heard-tail-missing" in {one.code for one in check.findings}
    assert check.risk > 0.5


@given(data=st.data())
def test_a_word_of_two_syllables_that_is_not_heard_is_found(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["zh", "ja"]))
    words = data.draw(st.permutations(WORDS[language]))[:6]
    at = data.draw(st.integers(0, 5))
    heard = "".join(words[:at] + words[at + 1 :])
    check = check_of({"language": language, "written": "".join(words) + "。", "heard": heard})
    assert any(one.code.endswith("missing") for one in check.findings)


@given(data=st.data())
def test_a_doubled_word_is_found(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["en", "zh"]))
    words = data.draw(st.permutations(WORDS[language]))[:6]
    at = data.draw(st.integers(0, 5))
    gap = " " if language == "en" else ""
    heard = gap.join(words[: at + 1] + words[at:])
    check = check_of({"language": language, "written": gap.join(words) + ".", "heard": gap + heard})
    assert [one.code for one in check.findings] == ["heard-repeated"]


def test_only_doubtful_takes_are_heard_again_and_each_is_judged_by_itself() -> None:
    good, bad = "The keeper closed the heavy book.", "Nobody in the village forgot the name."
    recordings = [recording_of(good, "en"), recording_of(bad, "en")]
    ear = ToldEar([f" {good}", " Nobody forgot the name."], [" Nobody forgot the name."])
    both = check_transcripts(recordings, ear)
    assert [count for count, _ in ear.asked] == [2, 1]
    alone = check_transcripts(recordings[1:], ToldEar([" Nobody forgot the name."]))
    assert both[0].findings == ()
    assert both[1].findings == alone[0].findings
    assert both[1].risk == alone[0].risk > both[0].risk


def test_recordings_of_several_languages_come_back_in_their_order() -> None:
    texts = [("zh", "春天来了。"), ("en", "Nobody seemed to mind."), ("zh", "河边的柳树绿了。")]
    recordings = [recording_of(text, language) for language, text in texts]

    class Polyglot:
        def hear(self, waves, language, *, attention=None):
            mine = [f" {text}" for code, text in texts if code == language]
            return ToldEar(mine).hear(waves, language, attention=attention)

    checks = check_transcripts(recordings, Polyglot())
    assert [check.comparison.sentence.written for check in checks] == [text for _, text in texts]
    assert all(check.findings == () for check in checks)


def test_evidence_tells_where_and_when() -> None:
    check = check_of(
        {"language": "en", "written": "It cost $84 in the spring.", "heard": " It cost 84 dollars."}
    )
    (finding,) = check.findings
    written = check.comparison.sentence.written
    assert finding.code == "heard-tail-missing"
    assert written[finding.evidence["written_start"] : finding.evidence["written_end"]] == "in the spring"
    assert finding.evidence["start_s"] <= finding.evidence["end_s"]
    assert finding.evidence["expected"] == "in the spring"


@pytest.mark.parametrize(
    ("language", "written", "heard", "kinds"),
    [
        ("en", "One cat sat there.", " One cat sat there.", ["equal"]),
        (
            "en",
            "The engineer forgot the address.",
            " The engineer the address.",
            ["equal", "missing", "equal"],
        ),
        ("zh", "工程师忘记了地址。", "工程师忘记了忘记了地址", ["equal", "added", "equal"]),
        ("zh", "一九九八年春天来了。", "1998年春天來了", ["equal"]),
        ("zh", "一九九八年春天来了。", "1998年秋天來了", ["equal", "substituted", "equal"]),
    ],
)
def test_the_parts_of_a_diff_make_the_written_text(
    language: str, written: str, heard: str, kinds: list[str]
) -> None:
    check = check_of({"language": language, "written": written, "heard": heard})
    parts = diff_of(check.comparison)
    assert "".join(part.expected for part in parts) == written
    assert [
        part.kind for part in parts if part.kind in ("missing", "added") or part.expected.strip(" .。")
    ] == kinds
    assert all(part.start_s <= part.end_s for part in parts)


def test_every_word_that_was_heard_has_its_time() -> None:
    check = check_of(
        {"language": "en", "written": "It cost $84 in the spring.", "heard": " It cost $84 in the spring."}
    )
    times = word_times(check.comparison)
    written = check.comparison.sentence.written
    assert [written[each.written_start : each.written_end] for each in times] == [
        "It",
        "cost",
        "$84",
        "in",
        "the",
        "spring",
    ]
    assert all(one.end_s <= two.start_s + 0.01 for one, two in pairwise(times))
