"""GPT-SoVITS: a narrator's voice cloned from about a minute of speech, in our own PyTorch code.

Two stages: `semantic` turns phones into tokens in the manner of a reference clip, `acoustic` turns tokens into sound in
its timbre. `conditioning` measures clips and text, `checkpoints` reads the published files. Facts of the networks are
those of https://github.com/RVC-Boss/GPT-SoVITS (MIT), commit 48b1a01.
"""
