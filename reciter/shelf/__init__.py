"""Where everything lives on disk: layout, atomic writes, fingerprints, takes, and the lock on a book."""
