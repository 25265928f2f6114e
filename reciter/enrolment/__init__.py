"""From a recording to a narrator's clips: read, measured, sliced at pauses, heard, ranked."""
