"""Kokoro-82M v1.0: the embedded default engine, weights and all from ordinary packages."""
