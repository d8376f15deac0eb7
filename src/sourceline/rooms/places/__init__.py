"""Place names: which place in the world they mean, or none that can be told.

In: a `Text` and the mentions of one article. Out: a `Locating`: places with country, state and
coordinates, and the country the article is about. A name stays open when its article does not
tell which of several places it means. Door: `locate.locate_mentions`.
"""
