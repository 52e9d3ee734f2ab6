"""Measurements that were tried and left out, kept so that the figures in docs/METHOD.md can be printed again."""
