"""What takes too long for every change: `python tools/make.py nightly`."""
