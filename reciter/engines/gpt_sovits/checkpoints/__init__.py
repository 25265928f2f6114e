"""Published files → our networks: names by tables, nothing ignored by accident."""
