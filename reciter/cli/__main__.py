"""`python -m reciter.cli`: the command line."""

from reciter.cli import main

main()
