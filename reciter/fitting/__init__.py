"""A voice fitted to a person: the style in the space of Kokoro's voices that sounds most like them."""
