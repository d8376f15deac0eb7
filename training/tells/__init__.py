"""The head that says of a word which kind of event it tells: texts, rows, fit, join."""
