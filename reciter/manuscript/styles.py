"""Style sheets, as far as they hide text: `display: none` and `visibility: hidden` by simple selectors (CSS 2.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import tinycss2

from reciter.manuscript.markup import Element, tag_of

_ATTRIBUTE = (
    r"""\[\s*((?:[\w*]*\|)?[\w\\:-]+)\s*(?:([~|^$*]?=)\s*("[^"]*"|'[^']*'|[\w-]+)\s*([iIsS])?\s*)?\]"""
)
_COMPOUND = re.compile(rf"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<rest>(?:[.#][\w\u0080-\uffff-]+|{_ATTRIBUTE})*)")
_PART = re.compile(r"([.#])([\w\u0080-\uffff-]+)")
_WITH = re.compile(_ATTRIBUTE)
_PIECE = re.compile(r"""[,>]|(?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]|[^\s,>\[])+""")
_MEDIA = frozenset({"all", "screen", "speech"})
_PROPERTIES = frozenset({"display", "visibility"})


@dataclass(frozen=True)
class _Attribute:
    """A condition on an attribute; without an operator it only has to be there."""

    name: str
    operator: str
    value: str
    folds_case: bool

    def fits(self, element: Element) -> bool:
        found = _value_of(element, self.name)
        if found is None or not self.operator:
            return found is not None
        value = self.value
        if self.folds_case:
            found, value = found.lower(), value.lower()
        return _MATCHES[self.operator](found, value)


def _value_of(element: Element, name: str) -> str | None:
    """An attribute by its name; a prefix (`epub:type`, `*:type`) stands for any namespace."""
    prefix, _, local = name.rpartition(":")
    found: str | None = element.get(name)
    if found is None and prefix:
        names = (
            key for key in element.attrib if key.endswith(f"}}{local}") or (prefix == "*" and key == local)
        )
        found = next((element.get(key) for key in names), None)
    return found


_MATCHES: dict[str, Callable[[str, str], bool]] = {
    "=": lambda found, value: found == value,
    "~=": lambda found, value: value in found.split(),
    "|=": lambda found, value: found == value or found.startswith(value + "-"),
    "^=": lambda found, value: bool(value) and found.startswith(value),
    "$=": lambda found, value: bool(value) and found.endswith(value),
    "*=": lambda found, value: bool(value) and value in found,
}


@dataclass(frozen=True)
class _Compound:
    """A simple selector: element name (empty: any), id, classes, conditions on attributes."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[_Attribute, ...] = ()

    def fits(self, element: Element) -> bool:
        if self.tag and tag_of(element) != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.classes and not self.classes <= frozenset((element.get("class") or "").split()):
            return False
        return all(condition.fits(element) for condition in self.attributes)


@dataclass(frozen=True)
class Style:
    """A rule that shows or hides something.

    Attributes:
        path: simple selectors, the innermost last; each may stand anywhere around the next one.
        is_child: for each but the first, whether it must stand directly in the one before.
        hides: what it does.
        weight: importance, numbers of ids, classes and names, order.
        property: `display` or `visibility`.
    """

    path: tuple[_Compound, ...]
    is_child: tuple[bool, ...]
    hides: bool
    weight: tuple[bool, int, int, int, int]
    property: str

    def fits(self, element: Element) -> bool:
        """Whether the rule holds for an element."""
        return self.path[-1].fits(element) and self._around(element, len(self.path) - 1)

    def _around(self, element: Element, index: int) -> bool:
        if index == 0:
            return True
        for around in element.iterancestors():
            if self.path[index - 1].fits(around) and self._around(around, index - 1):
                return True
            if self.is_child[index - 1]:
                return False
        return False


def imports_of(sheet: str) -> list[str]:
    """Addresses of the style sheets that one takes in by `@import`, for readers of any kind (CSS Cascading 4, 2)."""
    addresses: list[str] = []
    rules = tinycss2.parse_stylesheet(sheet, True, True) if "@import" in sheet.lower() else []
    for rule in rules:
        if rule.type != "at-rule" or rule.lower_at_keyword not in ("charset", "import", "layer"):
            break
        tokens = [one for one in rule.prelude if one.type not in ("whitespace", "comment")]
        if rule.lower_at_keyword == "import" and tokens and (address := _address_of(tokens[0])):
            media = {name.strip() for name in tinycss2.serialize(tokens[1:]).lower().split(",")}
            addresses += [address] if media & (_MEDIA | {""}) else []
    return addresses


def _address_of(token: object) -> str:
    """The address that `"…"` or `url(…)` gives; empty for anything else."""
    kind = getattr(token, "type", "")
    if kind in ("string", "url"):
        return str(token.value)  # type: ignore[attr-defined]
    if kind == "function" and token.lower_name == "url" and token.arguments:  # type: ignore[attr-defined]
        return _address_of(token.arguments[0])  # type: ignore[attr-defined]
    return ""


def read_styles(sheets: Iterable[str]) -> list[Style]:
    """The rules of style sheets that show or hide, in order; empty if none of them hides anything."""
    styles: list[Style] = []
    for sheet in sheets:
        if any(name in sheet.lower() for name in _PROPERTIES):
            rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
            styles += _styles_of(rules, len(styles))
    return styles if any(style.hides for style in styles) else []


def _styles_of(rules: Sequence[object], order: int) -> list[Style]:
    styles: list[Style] = []
    for rule in rules:
        kind = getattr(rule, "type", "")
        if kind == "at-rule" and _is_for_all(rule):
            content = getattr(rule, "content", None) or []
            styles += _styles_of(tinycss2.parse_rule_list(content, True, True), order + len(styles))
        elif kind == "qualified-rule":
            styles += _styles_of_rule(rule, order + len(styles))
    return styles


def _is_for_all(rule: object) -> bool:
    """Whether an at-rule is `@media` for readers of any kind."""
    named = tinycss2.serialize(rule.prelude).lower()  # type: ignore[attr-defined]
    media = {name.strip() for name in named.split(",")}
    return rule.lower_at_keyword == "media" and rule.content is not None and bool(media & _MEDIA)  # type: ignore[attr-defined]


def _styles_of_rule(rule: object, order: int) -> Iterator[Style]:
    declared = [
        (one.lower_name, tinycss2.serialize(one.value).strip().lower(), one.important)
        for one in tinycss2.parse_declaration_list(rule.content, True, True)  # type: ignore[attr-defined]
        if one.type == "declaration" and one.lower_name in _PROPERTIES
    ]
    for selector in _selectors(tinycss2.serialize(rule.prelude)) if declared else ():  # type: ignore[attr-defined]
        found = _path_of(selector)
        for name, value, important in declared:
            if found is not None:
                path, is_child = found
                counts = (
                    sum(bool(one.id) for one in path),
                    sum(len(one.classes) + len(one.attributes) for one in path),
                    sum(bool(one.tag) for one in path),
                )
                yield Style(path, is_child, value in ("none", "hidden"), (important, *counts, order), name)


def _selectors(prelude: str) -> Iterator[list[str]]:
    """The selectors of a list, each in pieces; one in which anything else stands has an empty piece."""
    pieces: list[str] = []
    at = 0
    for found in _PIECE.finditer(prelude):
        if prelude[at : found.start()].strip():
            pieces.append("")
        at = found.end()
        if found[0] == ",":
            yield pieces
            pieces = []
        else:
            pieces.append(found[0])
    yield [*pieces, *([""] if prelude[at:].strip() else [])]


def _path_of(pieces: Sequence[str]) -> tuple[tuple[_Compound, ...], tuple[bool, ...]] | None:
    """Simple selectors with white space or `>` between them; None for any other selector."""
    path: list[_Compound] = []
    is_child: list[bool] = []
    child = False
    for piece in pieces:
        if piece == ">":
            child = True
            continue
        found = _COMPOUND.fullmatch(piece)
        if found is None or not piece:
            return None
        if path:
            is_child.append(child)
        path.append(_compound(found))
        child = False
    return (tuple(path), tuple(is_child)) if path and not child else None


def _compound(found: re.Match[str]) -> _Compound:
    rest = found["rest"]
    parts = _PART.findall(_WITH.sub("", rest))
    names = frozenset(name for sign, name in parts if sign == ".")
    conditions = tuple(_condition(one) for one in _WITH.finditer(rest))
    tag = (found["tag"] or "").lower()
    return _Compound(
        "" if tag == "*" else tag, next((n for s, n in parts if s == "#"), ""), names, conditions
    )


def _condition(found: re.Match[str]) -> _Attribute:
    name, operator, value, flag = found.groups()
    plain = name.lower().replace("\\", "").replace("|", ":").removeprefix(":")
    return _Attribute(plain, operator or "", (value or "").strip("\"'"), (flag or "s") in "iI")


def hidden_by(styles: Sequence[Style], body: Element) -> set[Element]:
    """Elements of a document that style sheets hide, those below them left out."""
    if not styles:
        return set()
    hidden: set[Element] = set()
    for element in body.iter():
        if isinstance(element.tag, str) and any(
            _hides([style for style in styles if style.property == name and style.fits(element)])
            for name in sorted(_PROPERTIES)
        ):
            hidden.add(element)
    return hidden


def _hides(fitting: Sequence[Style]) -> bool:
    return max(fitting, key=lambda style: style.weight).hides if fitting else False
