"""A link may be to a story that tells of the same in another language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0016_descriptions")]

    operations = [
        migrations.AlterField(
            model_name="storylink",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sequel", "continues a closed story"),
                    ("split", "was once part of it"),
                    ("language", "tells of the same in another language"),
                ],
                max_length=8,
            ),
        ),
    ]
