"""Clean: a capture → the words of its article, every step replayable.

In: a `Capture` (plain page dump or HTML). Out: a `Text` whose words are the captured text after
its edits, with parts, title, byline, outlet, language and conditions; or `Dropped` where no words
are left. The door is `text.clean_capture`.

What is taken out is an edit with a reason: nothing is lost in silence. In doubt a line stays. It
opens no connection, judges nothing that is said, and does not date the article (the date lines it
takes out stay readable in `captured`). Measured figures: docs/rooms/clean.md.
"""
