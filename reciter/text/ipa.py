"""The International Phonetic Alphabet: which signs it has, and what is meant by those that only look like them."""

from __future__ import annotations

import unicodedata

from reciter.errors import InputProblem

# The chart of 2020: consonants, others, vowels (with ᵻ and ᵿ of English dictionaries), ligatures, signs of length,
# stress and tone; Kokoro's arrows for Mandarin tones are in the chart as signs of intonation.
_LETTERS = (
    "pbtdʈɖcɟkɡqɢʔmɱnɳɲŋɴʙrʀⱱɾɽɸβfvθðszʃʒʂʐçʝxɣχʁħʕhɦɬɮʋɹɻjɰlɭʎʟʘǀǃǂǁɓɗʄɠʛʍwɥʜʢʡɕʑɺɧ"
    "iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒɚɝᵻᵿʦʣʧʤʨʥꭧꭦɫ"
)
_SIGNS = "ˈˌːˑ|‖.‿˥˦˧˨˩ꜛꜜ↗↘→↓ʼʰʷʲˠˤⁿˡʱ˞ˀᵊˣᶿᵝ "
_KNOWN = frozenset(_LETTERS + _SIGNS)
_SAME = str.maketrans({"'": "ˈ", ":": "ː", "g": "ɡ"})
_MEANT = {
    "ε": "ɛ", "α": "ɑ", "ι": "ɪ", "υ": "ʊ", "ǝ": "ə", "Ə": "ə", "∂": "ð", "∫": "ʃ", "ϑ": "θ", "ϴ": "θ", "φ": "ɸ",
    "γ": "ɣ", "∧": "ʌ", "Λ": "ʌ", "λ": "ʎ", "η": "ŋ", "ß": "β", "З": "ʒ", "з": "ʒ", "ʻ": "ʼ", "’": "ˈ", "‘": "ˈ",
    "´": "ˈ", "`": "ˈ", '"': "ˈ", ",": "ˌ", "ʹ": "ʲ", "A": "eɪ", "I": "aɪ", "O": "oʊ", "W": "aʊ", "Y": "ɔɪ", "ı": "ɪ",
    "S": "ʃ", "Z": "ʒ", "T": "θ", "D": "ð", "N": "ŋ", "E": "ɛ", "U": "ʊ", "V": "ʌ", "R": "ʀ", "-": ".",
}  # fmt: skip


def read_ipa(value: str) -> str:
    """Check a pronunciation in IPA.

    Args:
        value: signs of the IPA; for ease of typing `'` stands for ˈ, `:` for ː and `g` for ɡ.

    Returns:
        The same in signs of the IPA alone, precomposed where Unicode has that.

    Raises:
        InputProblem: a sign that the IPA does not have; the message says what is probably meant.
    """
    text = unicodedata.normalize("NFC", value.strip()).translate(_SAME)
    if not text:
        raise InputProblem("there are no phones.", how="Write them like this: /ˈtʃʌmli/.")
    plain = unicodedata.normalize("NFD", text).replace("c\u0327", "ç")
    for sign in plain:
        if sign not in _KNOWN and not "\u0300" <= sign <= "\u036f":
            raise InputProblem(f"“{sign}” is no sign of the IPA.", how=_advice(sign, text))
    return text


def _advice(sign: str, text: str) -> str:
    if sign in _MEANT:
        return f"Did you mean {_MEANT[sign]}, so /{text.replace(sign, _MEANT[sign])}/?"
    return "Write signs of the IPA, such as /ˈtʃʌmli/; a spelling stands there without slashes."
