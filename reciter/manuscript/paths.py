"""Links between the files of a manuscript."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote


def resolve(base: str, href: str) -> str:
    """Where a link leads.

    Args:
        base: path of the file that the link stands in.
        href: the link, percent-encoded or not, with or without a fragment.

    Returns:
        `path` or `path#fragment`, seen from the root of the archive.
    """
    name, mark, fragment = href.partition("#")
    folder = posixpath.dirname(base)
    path = posixpath.normpath(posixpath.join(folder, unquote(name))) if name else base
    return f"{path}#{unquote(fragment)}" if mark and fragment else path
