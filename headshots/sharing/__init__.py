"""Sharing: links that let a client look without an account."""
