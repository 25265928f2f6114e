"""Text as it is spoken: spans, script runs, segmentation, and the contract that a language fills."""
