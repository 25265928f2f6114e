"""Parsing XML and XHTML that may be hostile or broken; nothing is fetched and no entity grows."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.entities import html5
from typing import Any

from lxml import etree, html

from reciter.errors import InputProblem
from reciter.manuscript.characters import visible
from reciter.manuscript.encoding import decode

Element = Any
"""An lxml element; lxml has no types of its own."""

EPUB = "http://www.idpf.org/2007/ops"
SSML = "http://www.w3.org/2001/10/synthesis"
XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {"epub": EPUB, "ssml": SSML, "xml": XML, "xlink": "http://www.w3.org/1999/xlink"}

MAX_DOCUMENT_BYTES = 64 << 20
"""No book needs a longer file of text; parsing takes many times its length in memory."""

MAX_ENTITY_CHARACTERS = 64
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(
    r"<!DOCTYPE(?:[^\[\]<>\"']|\"[^\"]*\"|'[^']*')*(?:\[(?P<subset>.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"<!ENTITY\s+(?P<percent>%\s+)?(?P<name>[^\s%]+)\s+(?P<rest>[^>]*)>", re.DOTALL)
_LITERAL = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*")
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9._-]*);")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
}
_HUGE_BYTES = 9_000_000
"""From here on libxml2 must be told that a long text is meant; what could grow by itself is refused before."""


def parse_xml(data: bytes, where: str) -> Element:
    """Parse an XML file of the package (container, OPF, NCX); small faults are mended.

    Args:
        data: the file.
        where: its name, for messages.

    Returns:
        The root element.

    Raises:
        InputProblem: not XML at all, or it declares entities that could grow.
    """
    text, _ = decode(_bounded(data, where), where=where)
    source = _prepare(text, where)
    root = (
        etree.fromstring(source, etree.XMLParser(recover=True, **_options(source)))
        if source.strip()
        else None
    )
    if root is None:
        raise InputProblem(
            "this file inside the EPUB is not XML.",
            where=where,
            how="Get the EPUB again, or mend it with an EPUB editor.",
        )
    return root


def parse_xhtml(data: bytes, where: str) -> tuple[Element, str]:
    """Parse a content document.

    Args:
        data: the file.
        where: its name, for messages.

    Returns:
        The root element, and what was wrong with the markup; empty if it is well-formed.

    Raises:
        InputProblem: it declares entities that could grow.
    """
    text, _ = decode(_bounded(data, where), where=where)
    source = _prepare(text, where)
    try:
        return etree.fromstring(source, etree.XMLParser(**_options(source))), ""
    except etree.XMLSyntaxError as error:
        return _recover(source), str(error)


_NO_TEXT = re.compile(
    r"<!--.*?-->|<(script|style|head|title)\b.*?</\1\s*>|<!\[CDATA\[|\]\]>|<[A-Za-z/!?][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


def unread_characters(data: bytes, body: Element) -> int:
    """About how many visible characters of a broken document its mended tree lacks.

    Args:
        data: the file.
        body: what was made of it.
    """
    text, _ = decode(data)
    source = text.partition("<body")[2].partition(">")[2] or text
    there = visible(unescape(_NO_TEXT.sub("", source)))
    read = visible("".join(body.itertext()))
    return there - read if there - read > max(_TOLERATED_CHARACTERS, _TOLERATED_SHARE * there) else 0


_TOLERATED_CHARACTERS = 8
_TOLERATED_SHARE = 0.0005
"""Remains of broken tags look like text to a count that knows no markup."""


def _options(source: bytes) -> dict[str, bool]:
    return {**_OPTIONS, "huge_tree": len(source) > _HUGE_BYTES}


def _bounded(data: bytes, where: str) -> bytes:
    if len(data) > MAX_DOCUMENT_BYTES:
        how = f"The limit is {MAX_DOCUMENT_BYTES >> 20} MiB a document; split it."
        raise InputProblem("this file inside the EPUB is too long to be read.", where=where, how=how)
    return data


def _recover(source: bytes) -> Element:
    # HTML's rules lose nothing at a stray `&` or an open `<br>`, XML's nothing at a self-closed `<title/>`.
    as_html = _as_html(source) if source.strip() else etree.Element("html")
    as_xml = (
        etree.fromstring(source, etree.XMLParser(recover=True, **_options(source)))
        if source.strip()
        else None
    )
    if as_xml is not None and _amount(as_xml) > 1.01 * _amount(as_html):
        return as_xml
    return as_html


def _as_html(source: bytes) -> Element:
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=len(source) > _HUGE_BYTES,
    )
    try:
        return html.document_fromstring(source, parser, ensure_head_body=True)
    except etree.ParserError:  # no element at all: it is cut off inside its first tag
        return etree.Element("html")


def _amount(root: Element) -> int:
    return visible("".join(body_of(root).itertext()))


def body_of(root: Element) -> Element:
    """The `body` element, or the root where there is none."""
    return next((element for element in root.iter() if tag_of(element) == "body"), root)


def tag_of(element: Element) -> str:
    """Local name in lower case; empty for what is not an element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def attribute(element: Element, name: str) -> str:
    """An attribute by its usual name (`epub:type`), whether or not the parser knew its namespace; empty if absent."""
    prefix, _, local = name.rpartition(":")
    found = element.get(f"{{{_PREFIXES[prefix]}}}{local}") if prefix else None
    return (found if found is not None else element.get(name)) or ""


def types_of(element: Element) -> frozenset[str]:
    """What `epub:type` and `role` say of an element, in lower case, `doc-` of roles taken off."""
    words = attribute(element, "epub:type").lower().split()
    roles = (element.get("role") or "").lower().split()
    return frozenset(words) | {role.removeprefix("doc-") for role in roles if role.startswith("doc-")}


def language_of(element: Element) -> str:
    """`xml:lang`, else `lang`; empty if neither is there."""
    return (attribute(element, "xml:lang") or element.get("lang") or "").strip()


def _prepare(text: str, where: str) -> bytes:
    """UTF-8 source without declaration and document type, its named entities replaced by characters."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    entities: dict[str, str] = {}
    if doctype := _DOCTYPE.search(text):
        entities = _declared_entities(doctype["subset"] or "", where)
        text = text[: doctype.start()] + text[doctype.end() :]
    if "<!ENTITY" in text.split("<![CDATA[")[0]:
        raise _refused("an entity declared out of place", where)
    text = _REFERENCE.sub(lambda found: _character(found, entities), _NUMBER.sub(_allowed, text))
    return _FORBIDDEN.sub(_UNSEEN, text).encode("utf-8", "replace")


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNSEEN = "\u200b"
"""Stands for characters that XML cannot hold, so that they neither break the document nor move what follows."""
_NUMBER = re.compile(r"&#(x[0-9a-fA-F]{1,8}|[0-9]{1,10});?")


def _allowed(found: re.Match[str]) -> str:
    """A numeric character reference; one to a character that XML cannot hold becomes one that it can."""
    digits = found[1]
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    if code >= 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return _UNSEEN if _FORBIDDEN.match(chr(code)) else found[0].removesuffix(";") + ";"


def _character(found: re.Match[str], entities: dict[str, str]) -> str:
    name = found[1]
    if name in _KEPT:
        return found[0]
    value = entities.get(name) or html5.get(name + ";")
    return found[0] if value is None else value.replace("&", "&amp;").replace("<", "&lt;")


def _declared_entities(subset: str, where: str) -> dict[str, str]:
    return {found["name"]: _entity_value(found, where) for found in _ENTITY.finditer(subset)}


def _entity_value(found: re.Match[str], where: str) -> str:
    """The characters an entity stands for; only short plain text is taken, since anything else could grow or fetch."""
    literal = _LITERAL.fullmatch(found["rest"])
    if found["percent"] or literal is None:
        raise _refused(f"the external or parameter entity {found['name']!r}", where)
    value = html_unescape(literal[1] if literal[1] is not None else literal[2])
    value = value.replace("&amp;", "&")
    if _REFERENCE.search(value) or "&#" in value or "<" in value or len(value) > MAX_ENTITY_CHARACTERS:
        raise _refused(f"the entity {found['name']!r}, which is long or made of others or of markup", where)
    return value


def html_unescape(value: str) -> str:
    """Numeric character references replaced by their characters; named ones stay."""
    return re.sub(r"&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});", _numeric, value)


def _numeric(found: re.Match[str]) -> str:
    digits = found[1]
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _refused(what: str, where: str) -> InputProblem:
    how = "Such declarations can blow up or read other files; remove them from the document."
    return InputProblem(f"it declares {what}, which is refused.", where=where, how=how)
