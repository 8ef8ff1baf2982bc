"""Search: how a text becomes words, the rows that hold them, and the trigger that keeps them right."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Thai to Burmese, Khmer, kana, Han and Hangul: written without spaces, or with particles hanging on the word.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
MARKS = r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u3030"

# unaccent itself is only STABLE, because its dictionary might be changed; named with its schema it is the same for all.
FUNCTIONS = rf"""
CREATE FUNCTION newsdesk_search_text(source text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE folded text := source;
BEGIN
    IF octet_length(folded) > length(folded) THEN
        folded := public.unaccent('public.unaccent'::regdictionary, normalize(folded, NFKC));
    END IF;
    folded := regexp_replace(lower(folded), '[{MARKS}]+', ' ', 'g');
    IF octet_length(folded) = length(folded) OR folded !~ '[{UNSPACED}]' THEN
        RETURN folded;
    END IF;
    RETURN (
        SELECT string_agg(
            CASE WHEN run[1] ~ '^[{UNSPACED}]' THEN (
                SELECT string_agg(substr(run[1], i, 2), ' ' ORDER BY i) FROM generate_series(1, length(run[1])) i
            ) ELSE run[1] END, ' ' ORDER BY n)
        FROM regexp_matches(folded, '[{UNSPACED}]+|[^{UNSPACED}]+', 'g') WITH ORDINALITY found(run, n)
    );
END $$;
COMMENT ON FUNCTION newsdesk_search_text(text) IS
    'The text folded, without marks; runs of unspaced scripts as overlapping pairs and the last character alone';

CREATE FUNCTION newsdesk_search_query(source text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE folded text := btrim(newsdesk_search_text(source));
BEGIN
    IF folded ~ '^[{UNSPACED}]$' THEN
        RETURN (quote_literal(folded) || ':*')::tsquery;
    END IF;
    RETURN phraseto_tsquery('simple', regexp_replace(folded, '([{UNSPACED}][{UNSPACED}]) [{UNSPACED}]$', '\1'));
END $$;
COMMENT ON FUNCTION newsdesk_search_query(text) IS
    'Finds texts with these words one after the other; a word of an unspaced script anywhere in a longer one';

CREATE FUNCTION newsdesk_search_words(title text, summary text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('simple', newsdesk_search_text(title)), 'A')
        || setweight(to_tsvector('simple', newsdesk_search_text(left(summary, 4000))), 'B')
        || setweight(to_tsvector('simple', newsdesk_search_text(left(body, 20000))), 'C')
$$;

CREATE FUNCTION newsdesk_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.removed_at IS NOT NULL THEN
        DELETE FROM stories_searchdocument WHERE article_id = NEW.id;
    ELSIF TG_OP = 'UPDATE' AND (NEW.title, NEW.summary, NEW.text) = (OLD.title, OLD.summary, OLD.text)
            AND OLD.removed_at IS NULL THEN
        UPDATE stories_searchdocument
        SET outlet_id = NEW.outlet_id, published_at = NEW.published_at, language = NEW.language, section = NEW.section
        WHERE article_id = NEW.id AND (outlet_id, published_at, language, section)
            IS DISTINCT FROM (NEW.outlet_id, NEW.published_at, NEW.language, NEW.section);
    ELSE
        INSERT INTO stories_searchdocument
            (article_id, outlet_id, published_at, language, section, title_words, words)
        VALUES (NEW.id, NEW.outlet_id, NEW.published_at, NEW.language, NEW.section,
            to_tsvector('simple', newsdesk_search_text(NEW.title)),
            newsdesk_search_words(NEW.title, NEW.summary, NEW.text))
        ON CONFLICT (article_id) DO UPDATE SET
            outlet_id = excluded.outlet_id, published_at = excluded.published_at, language = excluded.language,
            section = excluded.section, title_words = excluded.title_words, words = excluded.words;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER search_document AFTER INSERT
    OR UPDATE OF outlet_id, published_at, language, section, title, summary, text, removed_at
    ON stories_article FOR EACH ROW EXECUTE FUNCTION newsdesk_search_document();
"""
NO_FUNCTIONS = """
DROP TRIGGER search_document ON stories_article;
DROP FUNCTION newsdesk_search_document();
DROP FUNCTION newsdesk_search_words(text, text, text);
DROP FUNCTION newsdesk_search_query(text);
DROP FUNCTION newsdesk_search_text(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0005_other_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_document', serialize=False, to='stories.article')),
                ('published_at', models.DateTimeField()),
                ('language', models.CharField(blank=True, max_length=8)),
                ('section', models.CharField(blank=True, max_length=20)),
                ('title_words', django.contrib.postgres.search.SearchVectorField(help_text="the headline's words, which misspelt words are compared with")),
                ('words', django.contrib.postgres.search.SearchVectorField(help_text="headline with weight A, summary B, the text's first 20,000 characters C")),
                ('outlet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stories.outlet')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_words'), models.Index(fields=['-published_at'], name='search_latest'), models.Index(fields=['outlet', '-published_at'], name='search_of_outlet')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
    ]
