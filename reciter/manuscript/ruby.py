"""Ruby: pairing base text with its readings."""

from __future__ import annotations

from reciter.manuscript.block_text import BlockText, OpenMark
from reciter.manuscript.characters import collapse
from reciter.manuscript.markup import Element
from reciter.text.ruby import reading_of_ruby


def is_gloss(ruby: Element) -> bool:
    """Whether the annotations of a `ruby` element are no readings (kana, pinyin, bopomofo) but words of their own."""
    said = [text for rt in ruby.iter("{*}rt") if (text := collapse("".join(rt.itertext())))]
    return bool(said) and not any(reading_of_ruby(text) for text in said)


class RubyPairs:
    """Follows one `ruby` element and marks each base with its reading.

    Bases wait until their readings come, one by one (`漢<rt>かん</rt>字<rt>じ</rt>`) or all after all (`<rb>漢</rb>
    <rb>字</rb><rt>かん</rt><rt>じ</rt>`); where there are fewer readings than bases, the last one covers the rest.
    """

    def __init__(self, text: BlockText) -> None:
        self._text = text
        self._bases: list[OpenMark] = []
        self._readings: list[str] = []
        self._open: OpenMark | None = None

    def base(self, text: str | None) -> None:
        """Base text is about to be added; white space begins no base."""
        if text and not text.isspace() and self._open is None:
            self._begin()

    def part(self) -> None:
        """An `rb` begins: a base of its own."""
        self.part_ends()
        self._begin()

    def part_ends(self) -> None:
        """The base that is open, if any, ends here."""
        if self._open is not None:
            self._text.close_mark(self._open)
            self._open = None

    def reading(self, reading: str) -> None:
        """A reading (`rt`) of the bases before it."""
        self.part_ends()
        self._readings.append(collapse(reading))

    def finish(self) -> None:
        """The `ruby` element ends."""
        self.part_ends()
        self._pair()

    def _begin(self) -> None:
        if self._readings:
            self._pair()
        self._open = self._text.open_mark("ruby", "")
        self._bases.append(self._open)

    def _pair(self) -> None:
        last = len(self._readings) - 1
        for number, reading in enumerate(self._readings):
            bases = self._bases[number:] if number == last else self._bases[number : number + 1]
            if bases:
                bases[0].value, bases[0].end = reading, bases[-1].end
        self._bases, self._readings = [], []
