"""The studio: web pages to hear a book back, decide about its takes, and have them spoken again."""
