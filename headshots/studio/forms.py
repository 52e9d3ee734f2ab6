from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from headshots.accounts.models import LINK_DAYS
from headshots.galleries.models import Gallery
from headshots.photos.models import Role

if TYPE_CHECKING:
    _GalleryForm = forms.ModelForm[Gallery]
else:
    _GalleryForm = forms.ModelForm  # generic for the type checker only


class GalleryForm(_GalleryForm):
    class Meta:
        model = Gallery
        fields = ("client_name", "title", "private_notes")
        labels: ClassVar = {"client_name": _("Client"), "title": _("Title"), "private_notes": _("Private notes")}
        help_texts: ClassVar = {
            "title": _("For instance “Consult, 22 November”."),
            "private_notes": _("Only your studio sees these."),
        }
        widgets: ClassVar = {
            "client_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "private_notes": forms.Textarea(attrs={"rows": 4}),
        }


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included. Each is judged by `photos.intake`, so that one refusal spares the others."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        return [file for file in data or () if file]


class PairForm(forms.Form):
    """What one press of “Compare” sends: new files on either side, which picture of each side to compare, consent.

    `alone` is the other button: the AI headshot without a photograph beside it.
    """

    ai = FilesField(required=False)
    real = FilesField(required=False)
    subject = forms.CharField(required=False, max_length=40)
    reference = forms.CharField(required=False, max_length=40)
    alone = forms.BooleanField(required=False)
    consent = forms.BooleanField(
        error_messages={"required": _("Tick this once the client has agreed. Nothing is measured without it.")}
    )

    def __init__(self, *args: Any, has_consent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].required = not has_consent

    def files_by_role(self) -> dict[Role, list[UploadedFile[bytes]]]:
        return {Role.AI: self.cleaned_data["ai"], Role.REAL: self.cleaned_data["real"]}

    def chosen(self) -> dict[Role, str]:
        return {Role.AI: self.cleaned_data["subject"], Role.REAL: self.cleaned_data["reference"]}


class LinkForm(forms.Form):
    """Carries the id of the link that it will make, so that sending it again makes no second one."""

    uuid = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("For whom"),
        required=False,
        max_length=120,
        help_text=_("A name to tell your links apart. The client does not see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.IntegerField(
        label=_("Days it lasts"), min_value=LINK_DAYS[0], max_value=LINK_DAYS[1], widget=forms.NumberInput
    )
