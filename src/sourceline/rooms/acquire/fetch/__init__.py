"""fetch: addresses a person named → their pages in a web archive on this machine.

In: addresses, or a list, feed or sitemap of them. Out: a WARC file with the bytes as they came,
their headers and hashes, and a line for each address that gave nothing. Only the command
`sourceline fetch` comes here: building, serving and testing open no connection.
"""
