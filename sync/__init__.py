"""Sheets: sources, reading, differences, feedback."""
