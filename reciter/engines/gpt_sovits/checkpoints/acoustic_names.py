"""Names of the weights of stage 2 (`GPT_SoVITS/module/models.py` upstream)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.renaming import Rename, publish, rename

_COUPLINGS, _STAGES, _BLOCKS = 4, 5, 3

UNUSED = (
    "quantizer.vq.layers.0._codebook.inited",
    "quantizer.vq.layers.0._codebook.cluster_size",
    "quantizer.vq.layers.0._codebook.embed_avg",
)
"""Running averages of a code book that has been frozen ever since."""

POSTERIOR = ("enc_q.{rest}",)
"""The posterior encoder: in pretrained files only, and needed for training only."""


def acoustic_state(published: Mapping[str, Tensor], *, learns: bool = False) -> dict[str, Tensor]:
    """Weights of stage 2 under our names.

    Args:
        published: the weights of a published file, pretrained or fine-tuned.
        learns: keep the posterior encoder; else it is left out where the file has it.

    Raises:
        EngineProblem: a name that no published stage 2 has.
    """
    return rename(published, TABLE, unused=UNUSED if learns else UNUSED + POSTERIOR)


def published_acoustic(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same weights, not folded, under their published names.

    Raises:
        EngineProblem: a name that stage 2 does not have.
    """
    return publish(state, TABLE)


def normed(published: str, ours: str) -> Iterator[Rename]:
    """A convolution with weight norm: published as `weight_g` and `weight_v`."""
    yield Rename(f"{published}.bias", f"{ours}.bias")
    yield Rename(f"{published}.weight_g", f"{ours}.parametrizations.weight.original0")
    yield Rename(f"{published}.weight_v", f"{ours}.parametrizations.weight.original1")


def wave_net(published: str, ours: str) -> Iterator[Rename]:
    """Gated convolutions under a condition."""
    yield from normed(f"{published}.cond_layer", f"{ours}.condition")
    yield from normed(f"{published}.in_layers.{{n}}", f"{ours}.inputs.{{n}}")
    yield from normed(f"{published}.res_skip_layers.{{n}}", f"{ours}.outputs.{{n}}")


def _encoder(published: str, ours: str) -> Iterator[Rename]:
    for letter, part in (("q", "query"), ("k", "key"), ("v", "value"), ("o", "out")):
        yield Rename(
            f"{published}.attn_layers.{{n}}.conv_{letter}.{{rest}}",
            f"{ours}.layers.{{n}}.attention.{part}.{{rest}}",
        )
    for letter, part in (("k", "key"), ("v", "value")):
        yield Rename(
            f"{published}.attn_layers.{{n}}.emb_rel_{letter}",
            f"{ours}.layers.{{n}}.attention.{part}_distances",
        )
    for number, part in (("1", "attention_norm"), ("2", "feed_norm")):
        yield Rename(f"{published}.norm_layers_{number}.{{n}}.gamma", f"{ours}.layers.{{n}}.{part}.weight")
        yield Rename(f"{published}.norm_layers_{number}.{{n}}.beta", f"{ours}.layers.{{n}}.{part}.bias")
    for number, part in (("1", "expand"), ("2", "contract")):
        yield Rename(
            f"{published}.ffn_layers.{{n}}.conv_{number}.{{rest}}",
            f"{ours}.layers.{{n}}.feed.{part}.{{rest}}",
        )


def prior_rows() -> Iterator[Rename]:
    """Code book, text encoder and style encoder: the same in all versions, v3 and v4 too."""
    yield Rename("ssl_proj.{rest}", "book.pairs.{rest}")
    yield Rename("quantizer.vq.layers.0._codebook.embed", "book.vectors")
    yield Rename("enc_p.ssl_proj.{rest}", "prior.content.{rest}")
    yield Rename("enc_p.text_embedding.weight", "prior.phones.weight")
    yield from _encoder("enc_p.encoder_ssl", "prior.content_encoder")
    yield from _encoder("enc_p.encoder_text", "prior.phone_encoder")
    yield from _encoder("enc_p.encoder2", "prior.joint_encoder")
    yield Rename("enc_p.mrte.c_pre.{rest}", "prior.fusion.from_content.{rest}")
    yield Rename("enc_p.mrte.text_pre.{rest}", "prior.fusion.from_phones.{rest}")
    yield Rename("enc_p.mrte.c_post.{rest}", "prior.fusion.out.{rest}")
    for letter, part in (("q", "query"), ("k", "key"), ("v", "value"), ("o", "out")):
        yield Rename(
            f"enc_p.mrte.cross_attention.conv_{letter}.{{rest}}", f"prior.fusion.attention.{part}.{{rest}}"
        )
    yield from _style("ref_enc", "timbre.encoder")


def _style(published: str, ours: str) -> Iterator[Rename]:
    yield Rename(f"{published}.spectral.0.fc.{{rest}}", f"{ours}.expand.{{rest}}")
    yield Rename(f"{published}.spectral.3.fc.{{rest}}", f"{ours}.deepen.{{rest}}")
    yield Rename(
        f"{published}.temporal.{{n}}.conv1.conv.{{rest}}", f"{ours}.gates.{{n}}.convolution.{{rest}}"
    )
    for theirs, part in (("w_qs", "query"), ("w_ks", "key"), ("w_vs", "value"), ("fc", "out")):
        yield Rename(f"{published}.slf_attn.{theirs}.{{rest}}", f"{ours}.attention.{part}.{{rest}}")
    yield Rename(f"{published}.fc.fc.{{rest}}", f"{ours}.out.{{rest}}")


def _decoder() -> Iterator[Rename]:
    yield Rename("dec.conv_pre.{rest}", "decoder.first.{rest}")
    yield Rename("dec.cond.{rest}", "decoder.condition.{rest}")
    yield Rename("dec.conv_post.weight", "decoder.last.weight")
    yield from normed("dec.ups.{n}", "decoder.stages.{n}.lengthen")
    for stage in range(_STAGES):
        for block in range(_BLOCKS):
            theirs, ours = (
                f"dec.resblocks.{stage * _BLOCKS + block}",
                f"decoder.stages.{stage}.blocks.{block}",
            )
            yield from normed(f"{theirs}.convs1.{{n}}", f"{ours}.wide.{{n}}")
            yield from normed(f"{theirs}.convs2.{{n}}", f"{ours}.narrow.{{n}}")


def _flow() -> Iterator[Rename]:
    yield Rename("enc_p.proj.{rest}", "statistics.{rest}")
    for n in range(_COUPLINGS):  # upstream counts the turns between the couplings too
        theirs, ours = f"flow.flows.{2 * n}", f"flow.couplings.{n}"
        yield Rename(f"{theirs}.pre.{{rest}}", f"{ours}.expand.{{rest}}")
        yield Rename(f"{theirs}.post.{{rest}}", f"{ours}.contract.{{rest}}")
        yield from wave_net(f"{theirs}.enc", f"{ours}.net")


def _posterior() -> Iterator[Rename]:
    yield Rename("enc_q.pre.{rest}", "posterior.expand.{rest}")
    yield Rename("enc_q.proj.{rest}", "posterior.statistics.{rest}")
    yield from wave_net("enc_q.enc", "posterior.net")


def _speaker() -> Iterator[Rename]:
    yield Rename("sv_emb.{rest}", "timbre.speaker.{rest}")
    yield Rename("ge_to512.{rest}", "timbre.fusion.{rest}")
    yield Rename("prelu.weight", "timbre.bend.weight")


TABLE = (*prior_rows(), *_decoder(), *_flow(), *_posterior(), *_speaker())
"""Published name → ours, for v1, v2, v2Pro and v2ProPlus."""
