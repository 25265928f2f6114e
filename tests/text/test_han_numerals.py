import pytest

from reciter.text.han_numerals import cardinal, spell


@pytest.mark.parametrize(
    ("figures", "spoken"),
    [
        ("0", "零"),
        ("10", "十"),
        ("15", "十五"),
        ("110", "一百一十"),
        ("2005", "二千零五"),
        ("20000", "二万"),
        ("100200300", "一亿零二十万零三百"),
        ("007", "零零七"),
        ("1" * 17, "一" * 17),
    ],
)
def test_whole_numbers_are_named_and_codes_spelled(figures: str, spoken: str) -> None:
    assert cardinal(figures) == spoken


def test_figures_are_spelled_one_by_one_with_the_one_that_is_asked_for() -> None:
    assert spell("2010") == "二零一零"
    assert spell("110", one="幺") == "幺幺零"
