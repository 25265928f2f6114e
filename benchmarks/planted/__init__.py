"""Takes with known faults, and clean ones, to calibrate checking by: who finds what, and who cries wolf."""
