"""Comparisons: pairs that are measured, and what was found."""
