"""Every other package speaks the vocabulary, so it must cost nothing to import: the standard library only."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

SCRIPT = """
import json, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    __import__(name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def test_the_vocabulary_loads_nothing_outside_the_standard_library() -> None:
    spec = find_spec("crossfoot.vocabulary")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    names = [f"crossfoot.vocabulary.{module.name}" for module in iter_modules(spec.submodule_search_locations)]
    assert "crossfoot.vocabulary.periods" in names
    source = Path(next(iter(spec.submodule_search_locations))).parents[1]
    # -S leaves installed packages out: an import of one fails instead of being found.
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(source)!r})\n{SCRIPT}", *names]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    loaded = json.loads(result.stdout)
    assert {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names == {"crossfoot"}
    ours = {name for name in loaded if name.startswith("crossfoot")}
    assert ours == {"crossfoot", "crossfoot.vocabulary", *names}
