"""Write the reference pages that follow from the definitions: one for each indicator, and the policies."""

from pathlib import Path

from crossfoot.indicators.catalogue import Catalogue, shipped_definitions
from crossfoot.indicators.explain import catalogue_table, indicator_page
from crossfoot.judgements.policies import Policies

OUT = Path(__file__).parent / "reference" / "generated"


def main() -> None:
    """Write the pages afresh."""
    catalogue = Catalogue.load(shipped_definitions())
    (OUT / "indicators").mkdir(parents=True, exist_ok=True)
    contents = list(catalogue.indicators)
    for name, indicator in catalogue.indicators.items():
        page = indicator_page(indicator, catalogue=catalogue, area=None)
        (OUT / "indicators" / f"{name}.md").write_text(page, encoding="utf-8")
    toc = "\n".join(["```{toctree}", ":hidden:", *contents, "```"])
    listing = f"# Indicators\n\n{catalogue_table(catalogue)}\n\n{toc}\n"
    (OUT / "indicators" / "index.md").write_text(listing, encoding="utf-8")
    sentences = Policies.load(catalogue.folder / "policies").sentences
    rules = "\n\n".join(f"## {name.replace('_', ' ').capitalize()}\n\n{text}" for name, text in sentences.items())
    (OUT / "policies.md").write_text(f"# Policies in force\n\n{rules}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
