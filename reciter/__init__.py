"""Reciter: a manuscript becomes a finished audiobook, read by one narrator."""

__version__ = "0.1.0"
