"""Links between documents lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\((?!https?://|mailto:)([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Target file and anchor of every relative link."""
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        name, _, anchor = link.partition("#")
        yield (page.parent / name).resolve() if name else page, anchor


def anchors(page: Path) -> set[str]:
    """Anchors that its headings give, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_relative_link_leads_to_a_file_that_is_there(pages: list[Path], root: Path) -> None:
    missing = [
        f"{page.relative_to(root)} → {target.relative_to(root)}"
        for page in pages
        for target, _ in links(page)
        if not target.exists()
    ]
    assert not missing, missing


def test_every_anchor_is_a_heading_of_its_document(pages: list[Path], root: Path) -> None:
    astray = [
        f"{page.relative_to(root)} → {target.name}#{anchor}"
        for page in pages
        for target, anchor in links(page)
        if anchor and target.suffix == ".md" and target.exists() and anchor not in anchors(target)
    ]
    assert not astray, astray


def test_every_document_is_linked_from_another_one(pages: list[Path], root: Path) -> None:
    linked = {target for page in pages for target, _ in links(page) if target != page}
    docs = {
        path.resolve() for path in [*(root / "docs").glob("*.md"), *(root / "docs" / "schema").glob("*.json")]
    }
    assert not docs - linked
