"""Write docs/record.md from store/views.toml and the closed lists of the types.

Run `python docs/make_record_md.py`; a test fails when the page is not what this would write.
"""

from pathlib import Path

from sourceline.store.views import View, load_views

PAGE = Path(__file__).with_name("record.md")
HEAD = """# The record file

A record is one SQLite file. Its tables are the project's own business; the views below are a
promise to everyone who opens the file with another tool. Columns may be added, never renamed
without a new `record_version`.

Ids are text. Dates are ISO `YYYY-MM-DD`, intervals half-open `[from, to)`, NULL where the words
leave an end open. Offsets count Unicode code points into `articles.text`, half-open. Wherever a
view has `article, start, end, words`, then `substr(text, start + 1, end - start) = words`, except
in `removed`, whose offsets count the captured text. Lists are JSON arrays.

```sql
-- every event that several independent voices tell, with the first sentence behind each
SELECT e.label, e.status, e.time_from, e.origin_count, m.sentence
FROM events e JOIN event_mentions m ON m.event = e.event
WHERE e.origin_count > 1 GROUP BY e.event ORDER BY e.time_from;
```

This page is made from the types and from `store/views.toml` by `docs/make_record_md.py`.
"""


def page() -> str:
    """Give the page as it should stand on disk."""
    return HEAD + "".join(_section(view) for view in load_views().values())


def _section(view: View) -> str:
    lines = [f"\n## {view.name}\n", view.says, "", "| column | says |", "| --- | --- |"]
    lines += [f"| `{column.name}` | {column.says} |" for column in view.columns.values()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
