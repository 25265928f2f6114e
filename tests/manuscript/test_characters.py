"""White space, invisible characters, and what is left of a text without them."""

import re
import sys

from reciter.manuscript.characters import SPACES, collapse, visible


def test_a_text_is_divided_at_every_character_of_the_class_of_spaces_and_at_no_other() -> None:
    spaces = {character for character in map(chr, range(sys.maxunicode + 1)) if character.isspace()}
    assert spaces == set(re.findall(f"[{SPACES}]", "".join(map(chr, range(sys.maxunicode + 1)))))


def test_stretches_of_white_space_become_one_space_and_none_stands_at_the_ends() -> None:
    assert collapse("\u3000 a\t\nb\xa0 \u2028c\x1f ") == "a b c"
    assert collapse(" \n ") == ""


def test_invisible_characters_are_neither_kept_nor_counted() -> None:
    assert collapse("so\xadft \u200b \ufeffhy\x00phen") == "soft hyphen"
    assert visible("so\xadft \u200b \ufeffhy\x00phen") == 10
