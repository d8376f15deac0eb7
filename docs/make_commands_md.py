"""Write docs/commands.md from the commands' own help.

Run `python docs/make_commands_md.py`; a test fails when the page is not what this would write.
"""

from pathlib import Path

import click

from sourceline.cli import commands

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# The commands

Results go to stdout, messages and progress to stderr. Exit 0: all is well; 1: problems were found
(`check`, `diff`); 2: wrong use, or input that cannot be used. Every command has a twin of the same
name in `sourceline.api`. This page is made by `docs/make_commands_md.py`.
"""


def page() -> str:
    """Give the page as it should stand on disk."""
    top = click.Context(commands, info_name="sourceline")
    return HEAD + "".join(_section(top, name) for name in commands.commands)


def _section(top: click.Context, name: str) -> str:
    context = click.Context(commands.commands[name], info_name=name, parent=top,
                            terminal_width=90, max_content_width=90)
    return f"\n## sourceline {name}\n\n```\n{commands.commands[name].get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
