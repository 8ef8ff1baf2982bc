"""The desk says what the columns of a slowed domain mean."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0017_links_of_languages")]

    operations = [
        migrations.AlterField(
            model_name="maildomain",
            name="failures",
            field=models.PositiveIntegerField(
                default=0, help_text="times in a row that it was slowed down: each doubles the wait, up to an hour"
            ),
        ),
        migrations.AlterField(
            model_name="maildomain",
            name="reason",
            field=models.CharField(
                blank=True, help_text="the server's last reply, without addresses", max_length=500
            ),
        ),
        migrations.AlterField(
            model_name="maildomain",
            name="slowed_until",
            field=models.DateTimeField(blank=True, help_text="nothing is sent there until then", null=True),
        ),
    ]
