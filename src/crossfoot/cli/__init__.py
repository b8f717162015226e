"""The command: `crossfoot close`, `publish`, `figures`, `judgements`, `trace` and others.

Exit codes: 0 done, warnings included; 2 the command was not understood; 3 the input was refused and nothing was
written; 130 stopped by hand.
"""

from __future__ import annotations

import sys

import click

from crossfoot import __version__
from crossfoot.cli import audit, casework, figures, indicators, records, templates
from crossfoot.cli.telling import tell
from crossfoot.indicators.catalogue import UnknownIndicatorError
from crossfoot.vocabulary.issues import InputRefused

REFUSED = 3


def main() -> None:
    """Run the command; what was refused is told as issues, never as a traceback."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("Stopped. What was there before is still there.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except InputRefused as refused:
        tell(refused.issues)
        click.echo("Nothing was written.", err=True)
        sys.exit(REFUSED)
    except UnknownIndicatorError as unknown:
        click.echo(str(unknown), err=True)
        sys.exit(REFUSED)
    except OSError as error:
        click.echo(f"{error.filename or 'A file'}: {error.strerror}. Check the name and that you may use it.", err=True)
        sys.exit(REFUSED)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="crossfoot")
def commands() -> None:
    """Figures that add up, for a council's children's services.

    Close a month from an input folder, then publish its reports. Exit codes: 0 done, 2 command not understood,
    3 input refused (nothing was written).
    """


for _command in (
    figures.close,
    figures.publish,
    figures.figures,
    figures.judgements,
    indicators.indicators,
    records.trace,
    records.data_quality,
    records.make_county,
    templates.templates,
    casework.casework,
    audit.audit,
):
    commands.add_command(_command)
