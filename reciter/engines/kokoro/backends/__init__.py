"""Ways of running the Kokoro network, one module per library. `network.py` says what each must give."""
