from hypothesis import given
from hypothesis import strategies as st

from reciter.languages.yue.normalise import _NEEDS
from reciter.text.han_script import fold_traditional
from reciter.text.rule import rewrite

TEXTS = st.text(
    "年月日點分秒第個號係咗嘅2 0135789.,:-/%～+=²½ⅣIVXkmgABC$°：，。（）點①兩０蚊&vs", max_size=40
)


@given(TEXTS)
def test_a_class_that_is_passed_over_would_have_found_nothing(text: str) -> None:
    folded = fold_traditional(text)
    every = [rule for rules, _ in _NEEDS for rule in rules]
    possible = [rule for rules, needs in _NEEDS if needs.search(folded) for rule in rules]
    assert rewrite(folded, possible) == rewrite(folded, every)
