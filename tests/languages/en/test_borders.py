from reciter.languages.en import language


def cut(text: str) -> list[str]:
    ends = language.sentence_ends(text)
    ends = language.clause_ends(text)
    pieces = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    assert pieces == [
        "He paid 1,234 dollars,",
        "more or less—",
        "at 10:30;",
        "then",
        "(so they say)",
        "he left",
    ]
