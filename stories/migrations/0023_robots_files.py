"""What sites ask of robots is a row: a copy outlives the cache, and so does since when there is none to be had."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0022_marks_of_columns")]

    operations = [
        migrations.CreateModel(
            name="RobotsFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "site",
                    models.CharField(
                        help_text="scheme and host, as they stand in addresses", max_length=300, unique=True
                    ),
                ),
                ("text", models.TextField(blank=True, help_text="empty: everything is allowed")),
                (
                    "had_at",
                    models.DateTimeField(
                        blank=True, help_text="when the site last said what it asks, or nothing", null=True
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("unreachable_since", models.DateTimeField(blank=True, null=True)),
                ("words", models.CharField(blank=True, help_text="why it can't be had", max_length=300)),
            ],
            options={
                "verbose_name": "robots.txt",
                "verbose_name_plural": "robots.txt of sites",
                "ordering": ["site"],
            },
        ),
    ]
