"""Which protection plans are this council's."""

from __future__ import annotations

from crossfoot.records.checks.rule import Scope


def own_plan_sql(scope: Scope, plan: str = "checked") -> str:
    """SQL, true where the row `plan` of `cp_plans` is not another council's, kept here for a while."""
    return f"NOT coalesce({plan}.cppl_cp_plan_ola, false)" if scope.has("cppl_cp_plan_ola") else "true"
