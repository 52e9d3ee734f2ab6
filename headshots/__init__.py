"""The Django project: studios, galleries, photographs, comparisons and the links that share them."""
