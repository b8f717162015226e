"""The document of a product: what every one of them has from its edition, and what is its own."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.reports.document import Block, Document
from crossfoot.reports.edition import Edition

SUBJECT = "children's services"


def draft_document(
    edition: Edition,
    *,
    id: str,  # noqa: A002
    title: str,
    blocks: Iterable[Block],
    subtitle: str = "",
    keywords: Iterable[str] = (),
) -> Document:
    """A draft of a product; its subtitle is area and month unless it has another. `keywords` are its own."""
    return Document(
        id=id,
        title=title,
        subtitle=subtitle or f"{edition.area_name}, {edition.month.name}",
        organisation=edition.snapshot.manifest.organisation,
        as_at=edition.as_at,
        created=edition.created,
        blocks=tuple(blocks),
        status="Draft",
        keywords=(SUBJECT, *keywords, edition.area_name, edition.month.name),
    )
