"""File names of finished chapters, safe on every file system."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 120
"""Far under the 255 bytes of ext4 and the 143 of eCryptfs, so that others can add a suffix."""
UNTITLED = "Untitled"
LOOKALIKES = str.maketrans(
    {":": " -", "/": "-", "\\": "-", "|": "-", '"': "'", "<": "(", ">": ")", "?": "", "*": ""}
)
"""What Windows forbids (learn.microsoft.com, Naming Files, Paths, and Namespaces), and what stands for it."""


def chapter_file_name(number: int, title: str, *, count: int, suffix: str = ".mp3") -> str:
    """Name such as `003 - Chapter title.mp3`.

    Neither Windows' reserved names (`CON`, `NUL`, …) nor a leading dot or dash can occur, because a name
    begins with its number.

    Args:
        number: from 1.
        title: any text; forbidden characters are replaced, control and invisible formatting characters
            dropped.
        count: number of finished files; gives the width of the number, at least 3 digits.
        suffix: with its dot.

    Returns:
        A name of at most 120 UTF-8 bytes, in Unicode form NFC.
    """
    prefix = f"{number:0{max(3, len(str(count)))}d} - "
    room = MAX_BYTES - len(prefix.encode()) - len(suffix.encode())
    return f"{prefix}{safe_title(title, max_bytes=room)}{suffix}"


def safe_title(title: str, *, max_bytes: int) -> str:
    """A title for a file name: NFC, no forbidden characters, no dots or spaces at its ends; never empty."""
    plain = unicodedata.normalize("NFC", title).translate(LOOKALIKES)
    visible = "".join(
        " " if character.isspace() else character for character in plain if not _is_invisible(character)
    )
    trimmed = re.sub(r" +", " ", visible).strip(" .")
    return unicodedata.normalize("NFC", _cut(trimmed, max_bytes)).strip(" .") or UNTITLED


def _is_invisible(character: str) -> bool:
    # Cc control (white space is kept as a space), Cf formatting, Cs surrogates, Co private use, Cn unassigned
    return unicodedata.category(character)[0] == "C" and not character.isspace()


def _cut(text: str, max_bytes: int) -> str:
    """As many whole characters as fit, combining marks kept with their base."""
    cut = text.encode()[:max_bytes].decode(errors="ignore")
    if len(cut) == len(text):
        return cut
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut
