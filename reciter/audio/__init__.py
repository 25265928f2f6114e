"""Audio as the rest speaks of it: waveforms with their rate, files, resampling, levels."""
