"""Runnable comparisons: ratios side by side in one run."""
