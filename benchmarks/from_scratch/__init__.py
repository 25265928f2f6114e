"""GPT-SoVITS trained from nothing on made speech, then fine-tuned to a voice that it never heard."""
