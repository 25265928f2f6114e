import pytest

from reciter.languages.en import language
from reciter.text.lexicon import parse_lexicon


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[doubt.start : doubt.end], doubt.kind, doubt.said) for doubt in language.doubts(text)]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Call me Ishmael.", []),
        ("", []),
        ("She will read it.", []),
        ("Bass.", [("Bass", "homograph", "/beɪs/")]),
        ("We saw Queequeg there.", [("Queequeg", "name", "/ˈkwikwɛɡ/")]),
        ("It was Queequeg's.", [("Queequeg's", "name", "/ˈkwikwɛɡz/")]),
        ("They were zorbling.", [("zorbling", "unknown", "/ˈzɔɹblɪŋ/")]),
        ("NASA and the FBI met.", []),
        ("The XQF met.", []),
        ("The OBA met.", [("OBA", "acronym", "O B A")]),
        ("The ZORBA met.", [("ZORBA", "acronym", "/ˈzɔɹbə/")]),
        ("THE END OF ALL", []),
        ("call zero one two three", [("zero one two three", "number", "zero one two three")]),
        ("one point two point three", [("one point two point three", "number", "one point two point three")]),
    ],
)
def test_only_what_was_guessed_is_listed(text: str, doubts: list[tuple[str, str, str]]) -> None:
    assert found(text) == doubts


def test_what_would_be_said_can_be_fed_back_as_a_lexicon() -> None:
    rows = [f"{word}\t{said}\ten" for word, _, said in found("Queequeg and Tashtego of the OBA zorbled.")]
    assert len(parse_lexicon("\n".join(rows)).entries) == 4
