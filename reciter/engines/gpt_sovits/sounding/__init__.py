"""Stage 2 as the rest of the engine knows it: one contract, a file for each of the two ways to fulfil it.

`direct` is v1, v2, v2Pro and v2ProPlus, whose network makes a waveform at once; `flow` is v3 and v4, whose network
makes mel frames, and whose `vocoders` make them sound.
"""
