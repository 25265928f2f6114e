import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reciter.languages.ja.normalise import normalise
from reciter.languages.ja.reading import kana
from reciter.text.alignment import align

if TYPE_CHECKING:
    from tests.conftest import CheckRows

CASES = Path(__file__).parent / "cases_kana.tsv"


def test_open_jtalk_reads_what_was_normalised_as_a_person_would(check_rows: "CheckRows") -> None:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
    check_rows(rows, lambda row: kana(align(row[0], normalise(row[0])).spoken))


def test_kana_of_words_is_their_pronunciation() -> None:
    assert kana("東京へ行く。").startswith("トーキョーエイク")


def test_kana_of_nothing_is_nothing() -> None:
    assert kana(" ") == ""


def test_two_spellings_of_one_word_read_the_same() -> None:
    assert kana("すもも") == kana("スモモ")


def test_importing_the_language_loads_no_dictionary() -> None:
    code = "import sys, reciter.languages.ja; print(sorted({'pyopenjtalk', 'num2words'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
