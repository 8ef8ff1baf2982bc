"""Articles' pages are looked at again: what is corrected is a version, what is taken away is noted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0023_robots_files")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="gone_since",
            field=models.DateTimeField(
                blank=True, help_text="since when its outlet no longer has it at its address", null=True
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="notice",
            field=models.CharField(
                blank=True, help_text="the correction that the outlet put under it", max_length=400
            ),
        ),
        migrations.AddField(
            model_name="articleversion",
            name="words_changed",
            field=models.PositiveIntegerField(
                default=0, help_text="words of the text that the one before hadn't"
            ),
        ),
        migrations.CreateModel(
            name="PageCheck",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="page_check",
                        serialize=False,
                        to="stories.article",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, help_text="empty: it is not looked at any more", null=True),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(default=0, help_text="how many of the planned looks are over"),
                ),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveIntegerField(default=0, help_text="at this look")),
                (
                    "read_at",
                    models.DateTimeField(help_text="when the first reading ended: the looks are counted from here"),
                ),
                (
                    "looked_at",
                    models.DateTimeField(blank=True, help_text="when the site last answered", null=True),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="the page's own headline: a feed's may differ", max_length=1000
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=1024)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                (
                    "missing_since",
                    models.DateTimeField(
                        blank=True, help_text="the first answer without the article", null=True
                    ),
                ),
                ("words", models.CharField(blank=True, help_text="how the last look went", max_length=500)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="page_check_due"
                    )
                ],
            },
        ),
    ]
