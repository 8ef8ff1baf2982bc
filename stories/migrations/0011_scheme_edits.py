"""Decisions about rating schemes are decisions like the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0010_life_of_a_story"),
    ]

    operations = [
        migrations.AlterField(
            model_name="edit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rate", "rated an outlet"),
                    ("withdraw", "withdrew a rating"),
                    ("import_feeds", "imported feeds"),
                    ("import_ratings", "imported ratings"),
                    ("outlet", "changed an outlet"),
                    ("feed", "changed a feed"),
                    ("move", "moved an article"),
                    ("merge", "merged stories"),
                    ("split", "split a story"),
                    ("refuse", "refused a proposal"),
                    ("take_back", "took back what was done to a story"),
                    ("rename", "renamed a story"),
                    ("pin", "pinned a story"),
                    ("scheme", "changed a rating scheme"),
                ],
                max_length=16,
            ),
        ),
    ]
