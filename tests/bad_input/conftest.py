"""Bad manuscripts, one builder each."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">x</dc:identifier>'
    "<dc:title>T</dc:title><dc:language>en</dc:language></metadata>"
    '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>{spine}</package>'
)
SPINE = '<spine><itemref idref="a"/></spine>'
PAGE = '<?xml version="1.0"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
DOUBLINGS = "".join(
    f'<!ENTITY {name} "&{of};&{of};">' for of, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BILLION_LAUGHS = f'<!DOCTYPE html [<!ENTITY a "ha">{DOUBLINGS}]>'
LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    '<enc:CipherData><enc:CipherReference URI="a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def page(body: str = "<p>Some words.</p>", *, doctype: str = "") -> str:
    return PAGE.format(body=body, doctype=doctype)


def epub(path: Path, changes: Mapping[str, str | bytes | None]) -> Path:
    """A small EPUB with files replaced, added, or (None) left out."""
    whole: dict[str, str | bytes | None] = {
        "META-INF/container.xml": CONTAINER,
        "package.opf": PACKAGE.format(spine=SPINE),
        "a.xhtml": page(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (whole | dict(changes)).items():
            if content is not None:
                archive.writestr(name, content)
    return path


EPUBS: dict[str, dict[str, str | bytes | None]] = {
    "no-container": {"META-INF/container.xml": None},
    "no-package": {"package.opf": None},
    "no-spine": {"package.opf": PACKAGE.format(spine="")},
    "package-not-xml": {"package.opf": "no XML at all"},
    "encrypted": {"META-INF/encryption.xml": LOCK},
    "bomb": {"bomb.xhtml": b"\0" * (3 << 20)},
    "climber": {"../../etc/passwd": "x"},
    "laughs": {"a.xhtml": page("<p>&i;</p>", doctype=BILLION_LAUGHS)},
    "pictures": {"a.xhtml": page('<p><img src="a.png" alt=""/></p>')},
}
TEXTS: dict[str, bytes] = {
    "nothing.md": b"",
    "white.txt": b" \n\n\t\n",
    "not-a-zip.epub": b"hello",
    "cut-off.epub": b"PK\x03\x04 and then nothing",
    "picture.jpg": b"\xff\xd8\xff\xe0",
    "binary.txt": bytes(range(256)) * 50,
}


@pytest.fixture
def manuscripts(tmp_path: Path) -> Path:
    """A folder of bad manuscripts."""
    for name, changes in EPUBS.items():
        epub(tmp_path / f"{name}.epub", changes)
    for name, data in TEXTS.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "empty-folder").mkdir()
    return tmp_path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A good book of two chapters in a folder of its own."""
    folder = tmp_path / "lamp"
    folder.mkdir()
    head = "---\ntitle: The Lamp\nlanguage: en\n---\n\n"
    text = f"{head}# One\n\nThe keeper counted. Ninety-nine steps.\n\n# Two\n\nMorning came.\n"
    (folder / "manuscript.md").write_text(text, "utf-8")
    (folder / "book.toml").write_text('voice = "quick"\n', "utf-8")
    return folder
