# One image for web, workers and beat. Everything it needs to run is in it: packages by hash, model, static files.
FROM python:3.11-slim AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 NEWSDESK_DATA=/var/lib/newsdesk NEWSDESK_PRODUCTION=true
RUN useradd --system --home /srv/newsdesk newsdesk && install -d -o newsdesk /var/lib/newsdesk /var/lib/newsdesk/mail /var/lib/newsdesk/pictures
WORKDIR /srv/newsdesk
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN SECRET_KEY=only-while-building python manage.py messages compile
USER newsdesk
# The key is for these two commands only; the running site's comes from its environment.
RUN SECRET_KEY=only-while-building python manage.py build_model && rm -rf /var/lib/newsdesk/downloads
RUN SECRET_KEY=only-while-building python manage.py collectstatic --noinput
EXPOSE 8000
CMD ["gunicorn", "newsdesk.wsgi", "--bind", "0.0.0.0:8000", "--preload", "-k", "gthread", "-w", "2", "--threads", "4", "--no-control-socket"]
