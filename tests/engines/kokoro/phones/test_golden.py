"""The same text gives the same phones, version for version: takes that were spoken once stay valid.

After a wanted change raise PHONES_VERSION and write the table anew:
`python tests/engines/kokoro/phones/test_golden.py`.
"""

from pathlib import Path

from reciter.engines.base import SpeechRequest
from reciter.engines.kokoro.phones import PHONES_VERSION
from reciter.engines.kokoro.phones.compose import request_phones
from reciter.text.span import Run

TABLE = Path(__file__).with_name("golden.tsv")


def spoken(language: str, text: str) -> str:
    return request_phones(SpeechRequest("s", text, (Run(0, len(text), language),)))


def rows() -> list[list[str]]:
    return [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]


def test_phones_have_not_changed_under_this_version():
    (_, version), *sentences = rows()
    assert version == PHONES_VERSION, "the table belongs to another version: write it anew"
    changed = [
        (text, phones, spoken(language, text))
        for language, text, phones in sentences
        if spoken(language, text) != phones
    ]
    assert not changed, "raise PHONES_VERSION and write the table anew"


if __name__ == "__main__":
    lines = [f"version\t{PHONES_VERSION}"]
    lines += ["\t".join([language, text, spoken(language, text)]) for language, text, *_ in rows()[1:]]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
