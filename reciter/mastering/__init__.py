"""Mastering: takes in, finished chapter MP3s out. Import from the modules: most of them load NumPy, SciPy or pydub."""
