"""The real services that tests run against, each from a pinned wheel: Valkey, PostgreSQL, S3, and a Chromium."""
