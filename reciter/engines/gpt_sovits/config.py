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
        dropout: while training, after positions and inside blocks.
    """

    phones: int = 732
    width: int = 512
    heads: int = 16
    layers: int = 24
    tokens: int = 1025
    end: int = 1024
    context_width: int = 1024
    max_seconds: int = 54
    dropout: float = 0.1


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
        window: steps to either side that attention knows by their distance.
        content_layers: of the encoder that reads the codes.
        phone_layers: of the encoder that reads the phones.
        joint_layers: of the encoder that reads both together.
        fusion_width: where codes and phones meet.
        fusion_heads: of the attention between them.
        style_hidden: width inside the style encoder.
        style_heads: of its attention.
        wave_kernel: of the WaveNets.
        couplings: of the flow.
        coupling_layers: of the WaveNet in each of them.
        posterior_layers: of the WaveNet in the posterior encoder.
        block_kernels: of the residual blocks of the waveform decoder.
        block_dilations: of the convolutions in each of them.
        dropout: in training.
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
    window: int = 4
    content_layers: int = 3
    phone_layers: int = 6
    joint_layers: int = 3
    fusion_width: int = 512
    fusion_heads: int = 4
    style_hidden: int = 128
    style_heads: int = 2
    wave_kernel: int = 5
    couplings: int = 4
    coupling_layers: int = 4
    posterior_layers: int = 16
    block_kernels: tuple[int, ...] = (3, 7, 11)
    block_dilations: tuple[int, ...] = (1, 3, 5)
    dropout: float = 0.1


@dataclass(frozen=True)
class VocoderConfig:
    """Mel frames → waveform (v3, v4).

    Attributes:
        rate_hz: of the waveform.
        channels: of the first station.
        rates: samples out for each one in, of every station; their product is the hop.
        kernels: of its transposed convolutions.
        block_kernels: of the residual blocks.
        block_dilations: of the convolutions in each of them.
    """

    rate_hz: int
    channels: int
    rates: tuple[int, ...]
    kernels: tuple[int, ...]
    block_kernels: tuple[int, ...] = (3, 7, 11)
    block_dilations: tuple[int, ...] = (1, 3, 5)


@dataclass(frozen=True)
class MelConfig:
    """What v3 and v4 have in place of flow and decoder: flow matching to mel frames, and a vocoder.

    Attributes:
        vocoder: sizes of what follows.
        mel_rate: mel frames for each frame of the prior.
        reference_frames: most mel frames of the reference that are shown.
        window_frames: mel frames that are made at once, the reference among them.
        bins: of a mel frame.
        feature_width: of the frames that condition the transformer.
        feature_layers: of the WaveNet that makes them.
        width: of the transformer.
        heads: of its attention.
        layers: of it.
        filter_width: of its feed-forward parts.
        condition_layers: of convolution over the features.
        time_width: of the sinusoids that tell the time.
    """

    vocoder: VocoderConfig
    mel_rate: float
    reference_frames: int
    window_frames: int
    bins: int = 100
    feature_width: int = 512
    feature_layers: int = 8
    width: int = 1024
    heads: int = 16
    layers: int = 22
    filter_width: int = 2048
    condition_layers: int = 4
    time_width: int = 256


@dataclass(frozen=True)
class Version:
    """A published generation of checkpoints.

    Attributes:
        name: as people know it.
        symbols: phones that exist.
        semantic: sizes of stage 1.
        acoustic: sizes of stage 2.
        languages: that it was trained on.
        mel: sizes of what v3 and v4 have in place of flow and decoder; None for all others.
    """

    name: str
    symbols: int
    semantic: SemanticConfig
    acoustic: AcousticConfig
    languages: frozenset[str]
    mel: MelConfig | None = None


_OLD, _ALL = frozenset({"zh", "en", "ja"}), frozenset({"zh", "en", "ja", "ko", "yue"})

V1 = Version("v1", 322, SemanticConfig(phones=512), AcousticConfig(phones=322, style_bins=1025), _OLD)
V2 = Version("v2", 732, SemanticConfig(), AcousticConfig(), _ALL)
V2PRO = Version(
    "v2Pro",
    732,
    SemanticConfig(),
    AcousticConfig(style_width=1024, speaker_width=20480, dropout=0.0),
    _ALL,
)
V2PROPLUS = Version(
    "v2ProPlus",
    732,
    SemanticConfig(),
    AcousticConfig(
        style_width=1024,
        speaker_width=20480,
        upsample_channels=768,
        upsample_kernels=(20, 16, 8, 2, 2),
        dropout=0.0,
    ),
    _ALL,
)

WAVE_VERSIONS: dict[str, Version] = {version.name: version for version in (V1, V2, V2PRO, V2PROPLUS)}
"""Versions whose stage 2 makes a waveform at once (`acoustic/`)."""

V3 = Version(
    "v3",
    732,
    SemanticConfig(),
    AcousticConfig(),
    _ALL,
    MelConfig(
        VocoderConfig(24000, 1536, rates=(4, 4, 2, 2, 2, 2), kernels=(8, 8, 4, 4, 4, 4)),
        mel_rate=1.875,
        reference_frames=468,
        window_frames=934,
    ),
)
V4 = Version(
    "v4",
    732,
    SemanticConfig(),
    AcousticConfig(),
    _ALL,
    MelConfig(
        VocoderConfig(48000, 512, rates=(10, 6, 2, 2, 2), kernels=(20, 12, 4, 4, 4)),
        mel_rate=2.0,
        reference_frames=500,
        window_frames=1000,
    ),
)

MEL_VERSIONS: dict[str, Version] = {version.name: version for version in (V3, V4)}
"""Versions whose stage 2 makes mel frames (`acoustic/mel/`)."""

VERSIONS: dict[str, Version] = WAVE_VERSIONS | MEL_VERSIONS
