"""Commands that measure Catchlight itself. Each prints its tables; run them from the repository's root."""
