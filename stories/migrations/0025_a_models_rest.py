"""A language model's service in trouble is left in peace, whatever story waits for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0024_pages_read_again")]

    operations = [
        migrations.AddField(
            model_name="modeluse",
            name="failed_in_a_row",
            field=models.PositiveIntegerField(default=0, help_text="up to now"),
        ),
        migrations.AddField(
            model_name="modeluse",
            name="rests_until",
            field=models.DateTimeField(blank=True, help_text="nobody asks it before, after trouble", null=True),
        ),
    ]
