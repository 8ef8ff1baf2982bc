"""An editor may end a subscription: a kind of decision of its own, and a reason of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0019_moves_are_proposals")]

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
                    ("subscription", "changed a subscription"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="end_reason",
            field=models.CharField(
                blank=True, help_text="unsubscribed, bounced, complained or editor", max_length=20
            ),
        ),
    ]
