"""Stage 1: phones → semantic tokens, one after the other, in the manner of a reference clip.

Axes: `B` items of a batch, `P` phones, `K` semantic tokens, `N` rows (phones, then tokens), `W` columns of the cache
that are looked at, `V` kinds of token, `C` columns of context features, `D` width, `H` heads, `L` blocks.
Masks are `True` where something may be seen. Source of the facts: `GPT_SoVITS/AR/models/t2s_model.py` upstream.
"""
