"""The reading of sheets, tested room by room."""
