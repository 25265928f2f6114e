"""What the author says of pronunciation outside the words: PLS lexicons and expansions of abbreviations."""

from __future__ import annotations

import pytest

from reciter.engines.base import Limits
from reciter.languages.frontend import read_chapter
from reciter.manuscript.ledger import ledger_of

PLS = (
    '<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xml:lang="en" '
    'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">{}</lexicon>'
)
WORDS = (
    "<lexeme><grapheme>Queequeg</grapheme><phoneme>ˈkwiːkwɛɡ</phoneme></lexeme>"
    "<lexeme><grapheme>colour</grapheme><grapheme>color</grapheme><phoneme>ˈkʌlə</phoneme></lexeme>"
    '<lexeme><grapheme>lead</grapheme><phoneme>liːd</phoneme><phoneme prefer="true">lɛd</phoneme></lexeme>'
    '<lexeme><grapheme>Bath</grapheme><phoneme alphabet="x-sampa">bA:T</phoneme></lexeme>'
    "<lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>"
)


def with_lexicon(epub, body, pls=PLS.format(WORDS)):
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:ssml="http://www.w3.org/2001/10/synthesis" xml:lang="en"><head><title>t</title>'
        '<link rel="pronunciation" type="application/pls+xml" hreflang="en" href="words.pls"/></head>'
        f"<body>{body}</body></html>"
    )
    return epub.read({"a.xhtml": page, **({"words.pls": pls} if pls is not None else {})})


def marks(book):
    return [
        (block.text[mark.start : mark.end], mark.kind, mark.value, mark.alphabet)
        for chapter in book.chapters
        for block in chapter.blocks
        for mark in block.marks
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Queequeg came.", [("Queequeg", "phones", "ˈkwiːkwɛɡ", "ipa")]),
        ("A colour or color.", [("colour", "phones", "ˈkʌlə", "ipa"), ("color", "phones", "ˈkʌlə", "ipa")]),
        ("Colour it.", [("Colour", "phones", "ˈkʌlə", "ipa")]),
        ("Queequeg's.", [("Queequeg's", "phones", "ˈkwiːkwɛɡz", "ipa")]),
        ("All colours.", [("colours", "phones", "ˈkʌləz", "ipa")]),
        ("A lead pipe.", [("lead", "phones", "lɛd", "ipa")]),
        ("In Bath.", [("Bath", "phones", "bA:T", "x-sampa")]),
        ("The W3C says.", [("W3C", "alias", "World Wide Web Consortium", "")]),
        ("Discoloured and misleading.", []),
    ],
)
def test_words_of_a_lexicon_are_marked(epub, text, expected):
    assert marks(with_lexicon(epub, f"<p>{text}</p>")) == expected


def test_what_stands_in_the_text_comes_before_the_lexicon(epub):
    book = with_lexicon(epub, '<p><span ssml:alphabet="ipa" ssml:ph="x">Queequeg</span> and Queequeg.</p>')
    assert [mark[2] for mark in marks(book)] == ["x", "ˈkwiːkwɛɡ"]


def test_a_lexicon_holds_for_its_own_language_and_its_own_document(epub):
    book = with_lexicon(epub, '<p><span xml:lang="fr">lead</span> and lead</p>')
    assert [mark[0] for mark in marks(book) if mark[1] == "phones"] == ["lead"]
    assert [m.start for c in book.chapters for b in c.blocks for m in b.marks if m.kind == "phones"] == [9]
    book = epub.read({"a.xhtml": "<p>Queequeg</p>", "words.pls": PLS.format(WORDS)})
    assert marks(book) == []


def test_lexicons_reach_the_sentences(epub):
    book = with_lexicon(epub, "<p>The W3C met Queequeg.</p>")
    sentence = read_chapter(book.chapters[0], language="en", limits=Limits(0.0, 10.0)).sentences[0]
    assert sentence.spoken == "The World Wide Web Consortium met Queequeg."
    assert [(r.alphabet, r.value) for r in sentence.readings] == [("ipa", "ˈkwiːkwɛɡ")]


@pytest.mark.parametrize(
    ("pls", "why"),
    [
        (None, "not in the archive"),
        ("this is no XML", "no PLS lexicon"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "no PLS lexicon"),
        (
            PLS.format("<lexeme><grapheme>a</grapheme><phoneme alphabet='sapi'>h</phoneme></lexeme>"),
            "alphabet sapi",
        ),
        ('<!DOCTYPE lexicon [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + PLS.format("&x;")[21:], "refused"),
    ],
)
def test_a_lexicon_that_cannot_be_followed_is_named_and_the_book_read(epub, pls, why):
    book = with_lexicon(epub, "<p>Queequeg.</p>", pls=pls)
    assert marks(book) == []
    (finding,) = [finding for finding in book.findings if finding.code == "manuscript-lexicon"]
    assert why in finding.message


@pytest.mark.parametrize(
    ("title", "short", "spoken"),
    [
        ("World Health Organization", "WHO", True),
        ("Mister", "Mr.", True),
        ("北京大学", "北大", True),
        ("中央处理器", "CPU", True),
        ("HyperText Markup Language", "HTML", True),
        ("See page 5.", "WHO", False),
        ("a body of the United Nations", "WHO", False),
        ("WHO", "WHO", False),
        ("Have you heard of the World Health Organization?", "WHO", False),
        ("", "WHO", False),
    ],
)
def test_an_abbreviation_is_read_as_what_its_title_says_it_stands_for(epub, title, short, spoken):
    book = epub.read({"a.xhtml": f'<p>The <abbr title="{title}">{short}</abbr> said so.</p>'})
    assert [mark[2] for mark in marks(book)] == ([title] if spoken else [])
    assert book.chapters[0].blocks[0].text == f"The {short} said so."


def test_an_expansion_is_heard(epub):
    book = epub.read({"a.xhtml": '<p>The <abbr title="World Health Organization">WHO</abbr> said so.</p>'})
    sentence = read_chapter(book.chapters[0], language="en", limits=Limits(0.0, 10.0)).sentences[0]
    assert sentence.spoken == "The World Health Organization said so."
    assert ledger_of(book).whole.lost == 0


def test_all_pronunciations_of_georgia_are_obeyed(read_book):
    book = read_book("08")
    authored = [
        (block, mark)
        for chapter in book.chapters
        for block in chapter.blocks
        for mark in block.marks
        if mark.kind == "phones"
    ]
    assert len(authored) > 102 + 100
    said = [
        reading.value
        for chapter in book.chapters
        for sentence in read_chapter(chapter, language="en", limits=Limits(1.0, 15.0)).sentences
        for reading in sentence.readings
        if reading.alphabet == "ipa"
    ]
    assert sorted(said) == sorted(mark.value for _, mark in authored)
