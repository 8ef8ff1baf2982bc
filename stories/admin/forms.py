"""The desk's forms: tagging outlets, importing files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator

from stories.catalogue.decoding import MAX_BYTES
from stories.catalogue.mappings import PRESETS
from stories.models import RatingScheme


def _steps() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every scheme's buckets, grouped by scheme: one choice names both, so they can't disagree."""
    return [
        (scheme.name, [(f"{scheme.slug}:{bucket['key']}", bucket["label"]) for bucket in scheme.buckets])
        for scheme in RatingScheme.objects.order_by("-has_sides", "slug")
    ]


class RateForm(forms.Form):
    """A lean (or a step of another scheme) for one outlet or several."""

    rating = forms.ChoiceField(choices=[], help_text="of the outlet as a whole")
    rater = forms.CharField(
        required=False,
        max_length=100,
        help_text="Leave empty for this newsroom's own word, which goes before imported raters.",
    )
    evidence = forms.CharField(
        required=False,
        max_length=1000,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="The address of what the rating rests on.",
    )
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rating"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "choose …"), *_steps()]

    def chosen(self) -> tuple[RatingScheme, str]:
        """The scheme and the bucket's label, which is what the editor chose."""
        slug, _, key = self.cleaned_data["rating"].partition(":")
        scheme = RatingScheme.objects.get(slug=slug)
        return scheme, next(bucket["label"] for bucket in scheme.buckets if bucket["key"] == key)


class _Upload(forms.Form):
    file = forms.FileField(help_text=f"at most {MAX_BYTES // 1_000_000} MB")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
        return file


class FeedsUpload(_Upload):
    """An OPML or CSV file of feeds."""


class RatingsUpload(_Upload):
    """A CSV file of ratings and how to read it."""

    rater = forms.CharField(max_length=100, help_text="Who says so, for rows that don't say it themselves.")
    scheme = forms.ModelChoiceField(RatingScheme.objects.all(), to_field_name="slug", initial="lean")
    mapping = forms.ChoiceField(
        choices=[("seven", "our own words, or L, C, R"), *((name, name) for name in PRESETS if name != "seven")],
        help_text="The rater's scale.",
    )
    mapping_file = forms.FileField(
        required=False, help_text="Or a CSV of your own: value,bucket for words or low,high,bucket for numbers."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        preset, scheme = PRESETS.get(cleaned.get("mapping", "")), cleaned.get("scheme")
        if preset and scheme and preset.scheme not in ("", scheme.slug):
            raise forms.ValidationError(f"The scale {preset.name} is one of {preset.scheme}, not of {scheme.slug}.")
        return cleaned
