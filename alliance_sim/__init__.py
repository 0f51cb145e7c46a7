"""Practise noticing and repairing ruptures in the therapeutic alliance."""

__version__ = "0.1.0"
