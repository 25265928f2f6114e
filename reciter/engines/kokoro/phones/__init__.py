"""Text with languages and readings → the phones that Kokoro was trained on.

vocabulary.py   the phones there are, and their ids
punctuation.py  marks of all three languages → the few that Kokoro speaks with
english.py mandarin.py japanese.py   one language each, strangers to one another
aspiration.py   English plosives as Chinese ears need them
alphabets.py    readings given as IPA, X-SAMPA, ARPAbet, pinyin, kana
compose.py      a request → one string of phones
split.py        a string too long for the network → balanced parts
"""

PHONES_VERSION = "9"
"""Part of every take's fingerprint: raise it when the same text would give other phones (a test notices)."""
