"""Prefect tasks: where things run."""
