"""Seed the two schemes that every installation holds: lean and factuality."""

from django.db import migrations

from stories.scales import Factuality, Lean

# Bands on the composite score: cuts at 0.5, 1.5 and 2.5 on each side (reference: definitions, 4.1).
BANDS = {-3: (None, -2.5), -2: (-2.5, -1.5), -1: (-1.5, -0.5), 0: (-0.5, 0.5), 1: (0.5, 1.5), 2: (1.5, 2.5), 3: (2.5, None)}


def lean_buckets():
    for lean in Lean:
        low, high = BANDS[lean.score]
        yield {
            "key": lean.value,
            "label": lean.label,
            "side": lean.side.value,
            "score": lean.score,
            "low": low,
            "high": high,
            "colour": lean.value.replace("_", "-"),
        }


def factuality_buckets():
    for place, step in enumerate(Factuality):
        score = 2 - place
        yield {
            "key": step.value,
            "label": step.label,
            "side": "unrated",
            "score": score,
            "low": None if score == -2 else score - 0.5,
            "high": None if score == 2 else score + 0.5,
            "colour": step.value.replace("_", "-"),
        }


def fill(apps, schema_editor):
    scheme = apps.get_model("stories", "RatingScheme")
    scheme.objects.get_or_create(
        slug="lean", defaults={"name": "Political lean", "buckets": list(lean_buckets()), "has_sides": True}
    )
    scheme.objects.get_or_create(slug="factuality", defaults={"name": "Factuality", "buckets": list(factuality_buckets())})


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_rows")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
