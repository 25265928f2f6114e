"""Fine-tuning: the two stages of a voice learn from clips of its narrator.

Training assembles the same networks as speaking and is imported by neither of them.
"""
