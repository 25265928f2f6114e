"""Stage 2: semantic tokens and phones → waveform, in the sound of a voice (upstream "SoVITS", "s2").

Axes: `B` batch, `P` phones, `K` semantic tokens, `T` frames (two a token), `S` samples, `C` channels, `D` width,
`H` heads. Masks are True where something is to be kept.
"""
