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
name in `sourceline.api`, those of `team` in `sourceline.api_team`. This page is made by
`docs/make_commands_md.py`.
"""


def page() -> str:
    """Give the page as it should stand on disk."""
    top = click.Context(commands, info_name="sourceline", **commands.context_settings)
    return HEAD + _sections(top, commands)


def _sections(above: click.Context, group: click.Group) -> str:
    return "".join(_section(above, name, command) for name, command in group.commands.items())


def _section(above: click.Context, name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, parent=above, terminal_width=90,
                            max_content_width=90)
    below = _sections(context, command) if isinstance(command, click.Group) else ""
    return f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n{below}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
