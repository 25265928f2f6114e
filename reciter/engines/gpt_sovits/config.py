"""Sizes of the networks, for every published version (`GPT_SoVITS/configs/` upstream)."""

from __future__ import annotations

from dataclasses import dataclass

TOKEN_RATE_HZ = 25
"""Semantic tokens a second."""


@dataclass(frozen=True)
class SemanticConfig:
    """Stage 1: phones → semantic tokens.

    Attributes:
        phones: rows of the phone embedding (v1 has 512 rows for its 322 phones).
        width: of every hidden vector.
        heads: of attention.
        layers: of the decoder.
        tokens: kinds of token, the end of sequence among them.
        end: the token that ends a sequence.
        context_width: columns of the BERT features.
        max_seconds: longest sequence seen in training.
    """

    phones: int = 732
    width: int = 512
    heads: int = 16
    layers: int = 24
    tokens: int = 1025
    end: int = 1024
    context_width: int = 1024
    max_seconds: int = 54


@dataclass(frozen=True)
class AcousticConfig:
    """Stage 2: semantic tokens → waveform (v1, v2, v2Pro, v2ProPlus).

    Attributes:
        phones: rows of the phone embedding.
        style_bins: bins of the reference spectrogram that are looked at, from the lowest.
        style_width: of the style vector.
        speaker_width: of the speaker vector that joins it; 0 where the version has none.
        upsample_channels: of the first station of the waveform decoder.
        upsample_kernels: of its transposed convolutions.
        spectrogram_bins: of a whole spectrogram.
        content_width: of a frame of HuBERT, and of a row of the code book.
        codes: rows of the code book.
        width: of hidden vectors.
        filter_width: of the feed-forward parts.
        heads: of attention.
        rate_hz: of the waveform.
        hop_samples: samples a frame.
    """

    phones: int = 732
    style_bins: int = 704
    style_width: int = 512
    speaker_width: int = 0
    upsample_channels: int = 512
    upsample_kernels: tuple[int, ...] = (16, 16, 8, 2, 2)
    upsample_rates: tuple[int, ...] = (10, 8, 2, 2, 2)
    spectrogram_bins: int = 1025
    content_width: int = 768
    codes: int = 1024
    width: int = 192
    filter_width: int = 768
    heads: int = 2
    rate_hz: int = 32000
    hop_samples: int = 640


@dataclass(frozen=True)
class Version:
    """A published generation of checkpoints.

    Attributes:
        name: as people know it.
        symbols: phones that exist.
        semantic: sizes of stage 1.
        acoustic: sizes of stage 2.
        languages: that it was trained on.
    """

    name: str
    symbols: int
    semantic: SemanticConfig
    acoustic: AcousticConfig
    languages: frozenset[str]


_OLD, _ALL = frozenset({"zh", "en", "ja"}), frozenset({"zh", "en", "ja", "ko", "yue"})

V1 = Version("v1", 322, SemanticConfig(phones=512), AcousticConfig(phones=322, style_bins=1025), _OLD)
V2 = Version("v2", 732, SemanticConfig(), AcousticConfig(), _ALL)
V2PRO = Version("v2Pro", 732, SemanticConfig(), AcousticConfig(style_width=1024, speaker_width=20480), _ALL)
V2PROPLUS = Version(
    "v2ProPlus",
    732,
    SemanticConfig(),
    AcousticConfig(
        style_width=1024, speaker_width=20480, upsample_channels=768, upsample_kernels=(20, 16, 8, 2, 2)
    ),
    _ALL,
)

VERSIONS: dict[str, Version] = {version.name: version for version in (V1, V2, V2PRO, V2PROPLUS)}
