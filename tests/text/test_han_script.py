import pytest

from reciter.text import han_script


@pytest.mark.parametrize(
    ("written", "simplified", "traditional"),
    [
        ("約２點", "约2点", "約2點"),
        ("约2点", "约2点", "約2點"),
        ("３隻，５％", "3只，5%", "3隻，5%"),
        ("后来一只", "后来一只", "后來一只"),
        ("公元十元", "公元十元", "公元十元"),
    ],
)
def test_text_is_folded_to_the_script_that_rules_are_written_in(
    written: str, simplified: str, traditional: str
) -> None:
    assert han_script.fold(written) == simplified
    assert han_script.fold_traditional(written) == traditional


def test_a_text_is_simplified_only_if_nothing_in_it_is_traditional() -> None:
    assert han_script.is_simplified("佢有2个")
    assert not han_script.is_simplified("佢有2個")
    assert not han_script.is_simplified("佢有幾个個")
    assert not han_script.is_simplified("佢只有十幾")


def test_an_answer_is_written_in_either_script() -> None:
    assert han_script.to_simplified("負兩萬點") == "负两万点"
    assert han_script.to_traditional("负两万点") == "負兩萬點"
