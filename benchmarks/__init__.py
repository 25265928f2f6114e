"""Benchmarks: what Reciter's speed and memory are, as ratios in one run."""
