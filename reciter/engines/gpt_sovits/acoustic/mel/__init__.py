"""Stage 2 of v3 and v4: flow matching to mel frames, and a vocoder that makes them sound."""
