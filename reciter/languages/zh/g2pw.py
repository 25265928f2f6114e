"""g2pW: a network that tells from the sentence which reading a Chinese polyphone has; the user gives its weights.

Interface of the published ONNX file: GitYCC/g2pW (Apache-2.0), `scripts/export_onnx_model.py`. One row a polyphone: the
tokens of the text around it, where it stands among them, its number, and a mask over the readings that it may have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from reciter.errors import EngineProblem, InputProblem
from reciter.languages.zh.g2pw_files import G2pwFolder, read_folder
from reciter.languages.zh.simplified import simplify
from reciter.languages.zh.word_pieces import word_pieces

INPUTS = ("input_ids", "token_type_ids", "attention_mask", "phoneme_mask", "char_ids", "position_ids")
ROWS = 32
"""Polyphones that the network is asked at once."""


class Question(NamedTuple):
    """A polyphone in the text that the network looks at: `text[place]`."""

    text: str
    place: int


class Memory(Protocol):
    """Answers that were given before: the network is slow, and a book is prepared more than once."""

    def recall(self, questions: Sequence[Question]) -> Mapping[Question, str]:
        """Answers to those of some questions that were asked before."""
        ...

    def keep(self, answers: Mapping[Question, str]) -> None:
        """Keep answers."""
        ...


class G2pw:
    """A g2pW model, loaded. Its answers depend on nothing but the text.

    Args:
        folder: a published folder for ONNX, with `vocab.txt` of bert-base-chinese in it.
        memory: of answers that this model gave before; None asks always.

    Raises:
        InputProblem: the folder lacks something, or network and tables do not belong together.
    """

    def __init__(self, folder: Path, *, memory: Memory | None = None) -> None:
        self._tables = read_folder(folder)
        self._session = _open(self._tables)
        self._memory = memory
        self._is_traditional = any(simplify(each) != each for each in self._tables.characters)
        self._ask([Question(self._tables.characters[0], 0)])  # tables that are not this network's show now

    def syllables(self, text: str, places: Sequence[int]) -> dict[int, str]:
        """What the network says of some characters.

        Args:
            text: a sentence, simplified or traditional.
            places: offsets of the characters.

        Returns:
            Place → syllable such as `xing2`, before tones change; without places that the network knows nothing about.
        """
        written = self._in_its_script(text)
        asked = {p: self._question(written, p) for p in places if written[p] in self._tables.answers}
        answers = dict(self._memory.recall([*asked.values()])) if self._memory else {}
        due = [question for question in dict.fromkeys(asked.values()) if question not in answers]
        fresh: dict[Question, str] = {}
        for at in range(0, len(due), ROWS):
            fresh |= self._ask(due[at : at + ROWS])
        if self._memory and fresh:
            self._memory.keep(fresh)
        return {place: (answers | fresh)[question] for place, question in asked.items()}

    def _question(self, text: str, place: int) -> Question:
        half = self._tables.window // 2
        start = max(0, place - half)
        return Question(text[start : place + half], place - start)

    def _in_its_script(self, text: str) -> str:
        plain = simplify(text)
        if not self._is_traditional:
            return plain
        return text if text != plain else _traditional(plain)

    def _ask(self, questions: Sequence[Question]) -> dict[Question, str]:
        """Run the network, a row a question."""
        shares = self._run(self._feed(questions))
        _check_width(self._tables, shares.shape[-1])
        best = np.argmax(shares, axis=-1).tolist()
        return {question: self._tables.syllables[at] for question, at in zip(questions, best, strict=True)}

    def _run(self, feed: dict[str, NDArray[np.generic]]) -> NDArray[np.float32]:
        try:
            return np.asarray(self._session.run(None, feed)[0])
        except Exception as problem:  # onnxruntime raises classes of its own that share no public base
            raise EngineProblem(
                f"g2pW cannot be run: {problem}.", where=str(self._tables.network)
            ) from problem

    def _feed(self, questions: Sequence[Question]) -> dict[str, NDArray[np.generic]]:
        tables, cut = self._tables, [word_pieces(each.text, self._tables.vocabulary) for each in questions]
        rows = [[tables.vocabulary[t] for t in ("[CLS]", *tokens, "[SEP]")] for tokens, _ in cut]
        tokens = np.full((len(rows), max(map(len, rows))), tables.vocabulary["[PAD]"], dtype=np.int64)
        kept = np.zeros_like(tokens)
        for row, known in enumerate(rows):
            tokens[row, : len(known)] = known
            kept[row, : len(known)] = 1
        places = [token_at[each.place] + 1 for each, (_, token_at) in zip(questions, cut, strict=True)]
        characters = [each.text[each.place] for each in questions]
        numbers = [tables.characters.index(character) for character in characters]
        last = self._allowed(characters), np.array(numbers, dtype=np.int64), np.array(places, dtype=np.int64)
        return dict(zip(INPUTS, (tokens, np.zeros_like(tokens), kept, *last), strict=True))

    def _allowed(self, characters: Sequence[str]) -> NDArray[np.float32]:
        """Which answers each character may have: `[row, answer]`, 1 or 0."""
        if not self._tables.uses_mask:
            return np.ones((len(characters), len(self._tables.syllables)), dtype=np.float32)
        mask = np.zeros((len(characters), len(self._tables.syllables)), dtype=np.float32)
        for row, character in enumerate(characters):
            mask[row, list(self._tables.answers[character])] = 1
        return mask


def _open(tables: G2pwFolder) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    where = str(tables.network)
    try:
        session = onnxruntime.InferenceSession(where, options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # onnxruntime raises classes of its own that share no public base
        how = "Unpack the published g2pW model again."
        raise InputProblem(
            f"onnxruntime cannot load this network: {problem}.", where=where, how=how
        ) from problem
    names = {each.name for each in session.get_inputs()}
    if names != set(INPUTS):
        what = f"this is no g2pW network: its inputs are {', '.join(sorted(names))}."
        raise InputProblem(what, where=where, how=f"A g2pW network has {', '.join(INPUTS)}.")
    _check_width(tables, next(each.shape[1] for each in session.get_inputs() if each.name == "phoneme_mask"))
    return session


def _check_width(tables: G2pwFolder, width: int | str) -> None:
    """Refuse tables that are not the network's; a width without a figure says nothing."""
    known = len(tables.syllables)
    if isinstance(width, int) and width != known:
        what = f"POLYPHONIC_CHARS.txt has {known} readings and the network {width}."
        raise InputProblem(what, where=str(tables.network), how="Take both from one published model.")


@lru_cache(maxsize=1024)
def _traditional(text: str) -> str:
    """Simplified characters as Taiwan writes them, as many as before: most published models were trained on these."""
    whole = _converter()(text)
    return whole if len(whole) == len(text) else "".join(_one_for_one(character) for character in text)


def _one_for_one(character: str) -> str:
    other = _converter()(character)
    return other if len(other) == 1 else character


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # here, because its tables take a while to load

    convert: Callable[[str], str] = OpenCC("s2tw").convert
    return convert
