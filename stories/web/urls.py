"""Every address of the site; a fragment has its own, below the page that contains it."""

from django.urls import URLPattern, path

from stories.web import (
    blindspots,
    front,
    method,
    outlet,
    outlets,
    past,
    picture_proxy,
    search,
    section,
    story,
    sum,
    topic,
)

urlpatterns: list[URLPattern] = [
    path("", front.front, name="front"),
    path("more/", front.more, name="front-more"),
    path("method/", method.method, name="method"),
    path("blindspots/", blindspots.blindspots, name="blindspots"),
    path("outlets/", outlets.outlets, name="outlets"),
    path("outlets/all/list/", outlets.listing, name="outlets-list"),
    path("outlets/all/more/", outlets.more, name="outlets-more"),
    path("outlets/<slug:slug>/", outlet.outlet, name="outlet"),
    path("pictures/<int:article_id>/<int:width>/", picture_proxy.picture, name="picture"),
    path("search/", search.search, name="search"),
    path("search/more/", search.more, name="search-more"),
    path("sections/<slug:slug>/", section.section, name="section"),
    path("sections/<slug:slug>/more/", section.more, name="section-more"),
    path("stories/<int:story_id>/", story.story, name="story"),
    path("stories/<int:story_id>/at/", past.beginning, name="story-beginning"),
    path("stories/<int:story_id>/at/<str:hour>/", past.past, name="story-past"),
    path("stories/<int:story_id>/sources/", story.sources, name="story-sources"),
    path("stories/<int:story_id>/sources/more/", story.more_sources, name="story-sources-more"),
    path("stories/<int:story_id>/sum/", sum.sum_, name="story-sum"),
    path("stories/<int:story_id>/sum/inputs/", sum.inputs, name="story-sum-inputs"),
    path("stories/<int:story_id>/sum/verdict/", sum.verdict, name="story-sum-verdict"),
    path("stories/<int:story_id>/sum.json", sum.sum_json, name="story-sum-json"),
    path("stories/<int:story_id>/updated/", story.updated, name="story-updated"),
    path("stories/<int:story_id>/articles/<int:article_id>/", story.article, name="story-article"),
    path("stories/<int:story_id>/why/<int:article_id>/", story.why, name="story-why"),
    path("topics/<str:key>/", topic.topic, name="topic"),
    path("topics/<str:key>/more/", topic.more, name="topic-more"),
]
