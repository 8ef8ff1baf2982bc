"""What an outlet's columns print is counted: labels of headlines, first and last lines, and the day."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0021_articles_taken_down")]

    operations = [
        migrations.AddField(
            model_name="articlelines",
            name="marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(model_name="articlelines", name="day", field=models.DateField(null=True)),
        migrations.AddIndex(
            model_name="articlelines", index=models.Index(fields=["outlet", "day"], name="marks_of_outlet")
        ),
    ]
