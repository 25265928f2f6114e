"""What the two stages are told besides phones: how a clip sounds, what it says, what the text means.

Clips become spectrograms, content features and speaker vectors; text becomes context features. Facts are those of
`GPT_SoVITS/TTS_infer_pack/TTS.py`, `module/mel_processing.py`, `sv.py` and `eres2net/` of
https://github.com/RVC-Boss/GPT-SoVITS, commit 48b1a01.
"""
