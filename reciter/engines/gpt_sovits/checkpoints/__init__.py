"""Published checkpoints: read without running anything they hold, told apart by what they hold, kept as safetensors.

Facts of the file layout: `GPT_SoVITS/process_ckpt.py` of https://github.com/RVC-Boss/GPT-SoVITS, commit 48b1a01.
"""
