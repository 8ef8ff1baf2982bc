"""An editor may take an article down, and show it again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0020_ending_of_digests")]

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
                    ("take_down", "took an article down"),
                    ("put_up", "showed an article again"),
                    ("rename", "renamed a story"),
                    ("pin", "pinned a story"),
                    ("scheme", "changed a rating scheme"),
                    ("subscription", "changed a subscription"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="removed_at",
            field=models.DateTimeField(blank=True, help_text="when it was taken down", null=True),
        ),
    ]
