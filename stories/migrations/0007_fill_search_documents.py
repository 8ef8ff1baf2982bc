"""A search document for each article that was here before."""

from django.db import migrations

FILL = """
INSERT INTO stories_searchdocument (article_id, outlet_id, published_at, language, section, title_words, words)
SELECT id, outlet_id, published_at, language, section, to_tsvector('simple', newsdesk_search_text(title)),
    newsdesk_search_words(title, summary, text)
FROM stories_article WHERE removed_at IS NULL
ON CONFLICT (article_id) DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0006_search_documents'),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
