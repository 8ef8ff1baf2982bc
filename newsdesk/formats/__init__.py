"""How the desk writes dates and times: the same in every language, with the zone. The reading pages have their own."""
