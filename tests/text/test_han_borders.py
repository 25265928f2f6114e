from reciter.text.han_borders import embedded_stretches, is_inside

PAIRS = {"“": "”", "《": "》"}


def test_a_title_and_a_quotation_opened_inside_a_clause_are_embedded() -> None:
    text = "他说“《好。》吗？”就走。“走。”《书。》"
    assert [text[start:end] for start, end in embedded_stretches(text, pairs=PAIRS, titles="》")] == [
        "“《好。》吗？”",
        "《书。》",
    ]


def test_a_mark_in_an_embedded_stretch_ends_nothing_unless_the_text_ends_too() -> None:
    text = "他说“好。”就走。"
    embedded = embedded_stretches(text, pairs=PAIRS)
    assert is_inside(text, 6, embedded)
    assert not is_inside(text, 9, embedded)
    assert not is_inside(text[:6], 6, embedded)


def test_every_mark_of_a_long_text_is_told_by_its_place() -> None:
    text = "他说“好。”就走。" * 20_000
    embedded = embedded_stretches(text, pairs=PAIRS)
    assert len(embedded) == 20_000
    assert sum(is_inside(text, at, embedded) for at in range(6, len(text), 9)) == 20_000
