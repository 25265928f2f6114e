"""Names of the weights of stage 1 (`GPT_SoVITS/AR/models/t2s_model.py` upstream)."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor

from reciter.engines.gpt_sovits.checkpoints.renaming import Rename, publish, rename

TABLE = (
    Rename("model.bert_proj.{rest}", "text.context.{rest}"),
    Rename("model.ar_text_embedding.word_embeddings.weight", "text.phones.weight"),
    Rename("model.ar_text_position.alpha", "text.positions.scale"),
    Rename("model.ar_audio_embedding.word_embeddings.weight", "speech.tokens.weight"),
    Rename("model.ar_audio_position.alpha", "speech.positions.scale"),
    Rename("model.h.layers.{n}.self_attn.in_proj_{rest}", "blocks.{n}.attention.joint.{rest}"),
    Rename("model.h.layers.{n}.self_attn.out_proj.{rest}", "blocks.{n}.attention.out.{rest}"),
    Rename("model.h.layers.{n}.norm1.{rest}", "blocks.{n}.attention_norm.{rest}"),
    Rename("model.h.layers.{n}.linear1.{rest}", "blocks.{n}.feed.expand.{rest}"),
    Rename("model.h.layers.{n}.linear2.{rest}", "blocks.{n}.feed.contract.{rest}"),
    Rename("model.h.layers.{n}.norm2.{rest}", "blocks.{n}.feed_norm.{rest}"),
    Rename("model.ar_predict_layer.weight", "head.weight"),
)
"""Every weight of a published file has its place; none is unused."""


def semantic_state(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of stage 1 under our names; all 295 of a published file are used.

    Raises:
        EngineProblem: a name that no published stage 1 has.
    """
    return rename(published, TABLE)


def published_semantic(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The same weights under their published names.

    Raises:
        EngineProblem: a name that stage 1 does not have.
    """
    return publish(state, TABLE)
