"""Prefect flows: when things happen."""
