"""Accounts: people and their studio."""
