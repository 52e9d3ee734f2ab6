from __future__ import annotations

from django.urls import URLPattern, path

from headshots.studio import series_views, views

app_name = "studio"

_GALLERY = "galleries/<uuid:gallery>/"
_PHOTO = f"{_GALLERY}photos/<uuid:photo>/"
_COMPARISON = f"{_GALLERY}comparisons/<uuid:comparison>/"

urlpatterns: list[URLPattern] = [
    path("", views.galleries, name="galleries"),
    path("galleries/new/", views.new_gallery, name="new-gallery"),
    path(_GALLERY, views.gallery, name="gallery"),
    path(f"{_GALLERY}edit/", views.edit_gallery, name="edit-gallery"),
    path(f"{_GALLERY}delete/", views.delete_gallery, name="delete-gallery"),
    path(f"{_PHOTO}tile/", views.photo_tile, name="photo-tile"),
    path(f"{_PHOTO}delete/", views.delete_photo, name="delete-photo"),
    path(f"{_PHOTO}<str:variant>/", views.photo_picture, name="photo-picture"),
    path(_COMPARISON, views.comparison, name="comparison"),
    path(f"{_COMPARISON}progress/", views.comparison_progress, name="comparison-progress"),
    path(f"{_COMPARISON}pictures/<uuid:image>", views.comparison_picture, name="comparison-picture"),
    path(f"{_COMPARISON}pictures/<str:side>", views.comparison_photo, name="comparison-photo"),
    path(f"{_COMPARISON}again/", views.measure_again, name="measure-again"),
    path(f"{_COMPARISON}share/", views.share, name="share"),
    path(f"{_GALLERY}together/<str:role>/", series_views.series, name="series"),
    path(f"{_GALLERY}together/<str:role>/progress/", series_views.series_progress, name="series-progress"),
    path("links/", views.links, name="links"),
    path("links/<uuid:link>/revoke/", views.revoke_link, name="revoke-link"),
]
