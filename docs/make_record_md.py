"""Write docs/record.md from store/views.toml and the closed lists of the types.

Run `python docs/make_record_md.py`; a test fails when the page is not what this would write.
"""

import re
import tomllib
from pathlib import Path
from typing import get_args

from sourceline.record.article import Condition
from sourceline.record.claim import Bound, ClaimForm
from sourceline.record.copy import CopyForm
from sourceline.record.decision import Verdict
from sourceline.record.entity import EntityKind, Form
from sourceline.record.event import RoleName, Status
from sourceline.record.when import Precision

PAGE = Path(__file__).with_name("record.md")
VIEWS = Path(__file__).parents[1] / "src" / "sourceline" / "store" / "views.toml"
LISTS = {"Status": Status, "Precision": Precision, "Condition": Condition, "Form": Form,
         "EntityKind": EntityKind, "RoleName": RoleName, "ClaimForm": ClaimForm, "Bound": Bound,
         "CopyForm": CopyForm, "Verdict": Verdict}
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
    views = tomllib.loads(VIEWS.read_text(encoding="utf-8"))
    return HEAD + "".join(_section(name, columns) for name, columns in views.items())


def _section(name: str, columns: dict[str, str]) -> str:
    lines = [f"\n## {name}\n", columns["says"], "", "| column | says |", "| --- | --- |"]
    lines += [f"| `{column}` | {_filled(text)} |" for column, text in columns.items()
              if column != "says"]
    return "\n".join(lines) + "\n"


def _filled(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda m: ", ".join(get_args(LISTS[m[1]])), text)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
