"""An article that the machine moves stands on the desk, as merges and splits do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0018_words_of_mail_domains")]

    operations = [
        migrations.AlterField(
            model_name="proposal",
            name="kind",
            field=models.CharField(choices=[("merge", "merge"), ("split", "split"), ("move", "move")], max_length=8),
        ),
    ]
