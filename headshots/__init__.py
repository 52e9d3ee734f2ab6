"""The Django project: studios, galleries, photographs, comparisons and the links that share them."""

# Celery's tasks bind to the app that exists when their module is imported, in the web process too.
from headshots.celery import app as celery_app

__all__ = ["celery_app"]
