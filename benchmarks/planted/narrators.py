"""Who reads the planted set: narrators, and strangers who speak in their place."""

from __future__ import annotations

from reciter.voice import Voice

Blend = tuple[tuple[str, float], ...]

NARRATORS: dict[str, tuple[Blend, ...]] = {
    "en": ((("af_heart", 1.0),), (("af_heart", 0.5), ("zm_yunxi", 0.5))),
    "zh": ((("zm_yunxi", 1.0),), (("af_heart", 0.5), ("zm_yunxi", 0.5))),
    "ja": ((("jf_nezumi", 1.0),), (("af_heart", 0.5), ("zm_yunxi", 0.5))),
}
"""The first reads three sentences of four; the second, the default narrator, the fourth."""

STRANGERS: dict[str, tuple[str, ...]] = {
    "en": (
        "af_bella",
        "af_nicole",
        "af_sarah",
        "af_kore",
        "bf_emma",
        "am_michael",
        "am_puck",
        "am_onyx",
        "bm_george",
    ),
    "zh": ("zm_yunyang", "zm_yunjian", "zm_yunxia", "zf_xiaobei", "zf_xiaoxiao", "zf_xiaoni"),
    "ja": ("jf_alpha", "jf_gongitsune", "jf_tebukuro", "jm_kumo"),
}


def voice_of(blend: Blend) -> Voice:
    """A voice of Kokoro."""
    return Voice(name_of(blend), "kokoro", "", {"blend": dict(blend)})


def name_of(blend: Blend) -> str:
    """The stock voice's name, or `narrator` for the default blend."""
    return blend[0][0] if len(blend) == 1 else "narrator"


def sex_of(name: str) -> str:
    """`f`, `m`, or `fm` for the blend, as the stock voices' names say."""
    return "fm" if name == "narrator" else name[1]
