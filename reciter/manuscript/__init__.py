"""Manuscript."""
