"""Where fuzzing begins: for each target, input that goes deep; the first byte of a file chooses how notes are heard."""

from __future__ import annotations

_NOTES = (
    '<h2>Notes</h2><p id="n1"><a href="#r1">1.</a> One.</p><p>More.</p><p id="n2"><a href="#r2">2.</a> Two.</p>'
    '<aside epub:type="footnote" id="n3">Three.</aside><p>①Four.</p>'
)
_TEXT = (
    '<h1>One</h1><p>Text<sup><a id="r1" href="#n1">1</a></sup> and<a id="r2" href="#n2">[2]</a>, '
    '<a epub:type="noteref" href="#n3">3</a>, ①.</p>'
)
_PAGE = (
    '1<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="ja"><head>'
    '<style>@import "x.css"; p[hidden], .a &gt; b { display: none }</style></head><body>%s</body></html>'
)
_RUBY = "<p><ruby>漢<rt>かん</rt>字</ruby>、憂鬱（ゆううつ）。<ruby><rb>W</rb><rp>(</rp><rt>w</rt></ruby></p>"
_TABLE = "<table><caption>T</caption><tr><th colspan='2'>A</th></tr><tr><td>1</td><td>2</td></tr></table>"
_LAYOUT = (
    "<table><tr><td><p>One</p><p>Two</p></td></tr></table><blockquote>Q<br/>R<br/><br/>S</blockquote><hr/>"
)
_MATHS = '<p><math alttext="x"><mi>x</mi></math><img alt="C" src="c.png"/>all <span ssml:ph="k">k</span>&nbsp;&#0;</p>'
_PACKAGE = (
    '0<package version="3.0" xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title id="t">T</dc:title><dc:creator opf:role="aut">A</dc:creator><meta name="cover" content="s"/>'
    '<meta refines="#t" property="title-type">main</meta></metadata><manifest><item id="a" href="a.xhtml" '
    'media-type="application/xhtml+xml" properties="nav"/></manifest><spine toc="a"><itemref idref="a" linear="yes"/>'
    '</spine><guide><reference type="cover" href="a.xhtml#x"/></guide></package>'
)
_MARKDOWN = (
    '2---\ntitle: T\n---\n# One\n\nText[^1] `code\nspan` *x* <ruby>漢<rt>かん</rt></ruby> [l](u "t")\n\n> Quote\n\n'
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n```\n\n* * *\n\n# Two\n\n&amp; \\* ![i](p)\n\n[^1]: Note\n    more\n"
)
_PLAIN = (
    "0CHAPTER I\n\nWrapped lines that\nend early.\n\n  Indented.\n\n* * *\n\n"
    "第三章 雾\n\n他说：“来。”憂鬱《ゆううつ》［＃改ページ］\n"
)
_STYLES = (
    '0@charset "u"; @import url(x); @media all { #i.c, p[class~="c" i] > b { display: none !important } }'
)

SEEDS: dict[str, tuple[str, ...]] = {
    "epub-document": tuple(_PAGE % body for body in (_TEXT + _NOTES, _RUBY, _TABLE, _LAYOUT, _MATHS)),
    "epub-styles": (_STYLES,),
    "epub-package": (_PACKAGE,),
    "markdown": (_MARKDOWN,),
    "text": (_PLAIN,),
    "zh": (
        "2024年3月5日下午3:30，A股涨了3.5%，GPT-4 读了1/3页，第2号¥30。",
        "银行行长说：一个人不一样；3×5=15、H₂O。",
    ),
    "en": (
        "Dr. Bell read 1,234.5 km on May 5th, 1999 at 3:30 p.m.; $4.50, IV, ½, a@b.c.",
        "He read; St. 3-2.",
    ),
    "ja": ("2024年3月5日午後3時30分、三百人がGPT-4で1/3を読んだ。", "今日は一日、何人か来た。〜3℃"),
    "ko": ("2024년 3월 5일 오후 3시 30분, 세 명이 3.5kg을 샀다.", "GPT-4로 1/3을 읽는 값 10원."),
    "yue": ("佢喺2024年3月5日買咗3.5磅，$30蚊，第2個。", "落雨喇，GPT-4 讀咗1/3。"),
}
