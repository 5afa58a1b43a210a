"""Acceptance scenarios of whole cities, drawn small."""
