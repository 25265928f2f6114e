"""hibari's reader, and what it must not do to words."""

from reciter.languages.en.reader import tags


def test_a_word_never_has_the_tag_of_a_mark() -> None:
    from hibari.g2p import PUNCT_TAGS

    from reciter.languages.en.reader import reader

    words = ["grow", "quarrelsome", "—", "don't", "sleep", "of", "nights"]
    assert reader().tagger(words)[3] in PUNCT_TAGS, "the fault is mended there: do without `tags` here"
    assert tags(words)[2:4] == [":", "NN"]
