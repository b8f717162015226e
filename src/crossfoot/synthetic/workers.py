"""Who holds which case: workers in teams, with the printed largest caseloads at the end of each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from crossfoot.synthetic.making import Making, team_id
from crossfoot.synthetic.months import FIRST, LAST, MONTHS, any_day, first_day, last_day
from crossfoot.synthetic.people import LOCALITIES, Child
from crossfoot.synthetic.targets import prints_as, round_half_away
from crossfoot.synthetic.words import SURNAMES, WORKERS

LARGEST = {
    "assessment": "caseload-maximum-assessment",
    "family-intervention": "caseload-maximum-family-intervention",
    "looked-after": "caseload-maximum-looked-after",
    "disability": "caseload-maximum-disability",
    "newly-qualified": "caseload-maximum-newly-qualified",
}
USUAL = {"assessment": 30, "family-intervention": 22, "looked-after": 20, "disability": 19, "newly-qualified": 12}
BUSY = "city"
"""The locality whose first worker of each kind has the largest caseload."""
START = FIRST - 2
"""The first month at whose end involvements are worked out; what began before is written as it stood then."""


@dataclass(eq=False, slots=True)
class Worker:
    """A worker: the children whose case is held."""

    id: str
    kind: str
    locality: str
    registered: bool = True
    cases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time in which a child's case is with a kind of team."""

    child: Child
    kind: str
    start: date
    end: date | None
    referral: str | None


@dataclass(eq=False, slots=True)
class _Holding:
    worker: Worker
    start: date
    phase: Phase


class Working:
    """Cases given to workers, month by month."""

    def __init__(self, making: Making, phases: Iterable[Phase], unregistered: dict[int, int]) -> None:
        self.making, self.rng = making, making.rng
        self.phases = [phase for phase in phases if phase.end is None or phase.end > last_day(START - 1)]
        self.unregistered = unregistered
        """How many children with a protection plan are not with a registered social worker, by month."""
        self.protected: dict[int, set[str]] = {}
        self.workers: defaultdict[tuple[str, str], list[Worker]] = defaultdict(list)
        self.held: dict[str, _Holding] = {}
        self._number = 0

    def run(self) -> None:
        """Every month, then the rows of workers."""
        waiting = sorted(self.phases, key=lambda phase: (phase.start, phase.child.id))
        place = 0
        for month in range(START, LAST + 2):
            end = last_day(month) if month <= LAST else date(2017, 2, 7)
            while place < len(waiting) and waiting[place].start <= end:
                self._begin(waiting[place], month)
                place += 1
            for child, holding in list(self.held.items()):
                if holding.phase.end is not None and holding.phase.end <= end:
                    self._release(child, holding.phase.end, None)
            if month in MONTHS:
                self._level(month)
        for child in list(self.held):
            self._release(child, None, None)
        for workers in self.workers.values():
            for worker in workers:
                self._write_worker(worker)

    def _largest(self, kind: str, month: int) -> int:
        printed = self.making.targets.count(LARGEST[kind], month) if month in MONTHS else None
        return USUAL[kind] if printed is None else printed

    def _new_worker(self, kind: str, locality: str, *, registered: bool = True) -> Worker:
        self._number += 1
        worker = Worker(f"W{self._number:04}", kind, locality, registered)
        self.workers[kind, locality].append(worker)
        return worker

    def _least(self, kind: str, locality: str, month: int) -> Worker:
        """The registered worker with the fewest cases; a new one where all have many."""
        room = min(self._largest(kind, each) for each in (month, month + 1) if each <= LAST or each == month) - 1
        workers = [one for one in self.workers[kind, locality] if one.registered]
        best = min(workers, key=lambda one: (len(one.cases), one.id), default=None)
        if best is None or len(best.cases) >= min(room, USUAL[kind] * 3 // 4):
            best = self._new_worker(kind, locality)
        return best

    def _begin(self, phase: Phase, month: int) -> None:
        if phase.child.id in self.held:
            self._release(phase.child.id, phase.start, "Case passed on")
        self._hold(phase, self._least(phase.kind, phase.child.locality, month), phase.start)

    def _hold(self, phase: Phase, worker: Worker, start: date) -> None:
        self.held[phase.child.id] = _Holding(worker, start, phase)
        worker.cases.add(phase.child.id)

    def _release(self, child: str, end: date | None, reason: str | None) -> None:
        holding = self.held.pop(child)
        holding.worker.cases.discard(child)
        extract = self.making.extract
        extract.add(
            "involvements", invo_involvements_id=extract.new_id("I"), invo_professional_id=holding.worker.id,
            invo_professional_role_id="Social worker" if holding.worker.registered else "Key worker",
            invo_professional_team=team_id(holding.worker.kind, holding.worker.locality), invo_person_id=child,
            invo_involvement_start_date=holding.start, invo_involvement_end_date=end, invo_worker_change_reason=reason,
            invo_referral_id=holding.phase.referral,
        )  # fmt: skip

    def _move(self, child: str, worker: Worker, month: int) -> None:
        holding = self.held[child]
        day = max(
            holding.start, any_day(self.rng, first_day(month) + timedelta(days=7), last_day(month) - timedelta(days=1))
        )
        self._release(child, day, "Change of worker")
        self._hold(holding.phase, worker, day)

    def _level(self, month: int) -> None:
        """Moves cases until nobody has more than was printed, and one worker of each kind has just that."""
        self._leave_unregistered(month)
        self._share_newly_qualified(month)
        for kind in ("assessment", "family-intervention", "looked-after", "disability"):
            largest = self._largest(kind, month)
            busy = next(iter(one for one in self.workers[kind, BUSY] if one.registered), None)
            if busy is None:
                busy = self._new_worker(kind, BUSY)
            for locality in LOCALITIES:
                for worker in list(self.workers[kind, locality]):
                    limit = largest if worker is busy else largest - 1
                    for child in sorted(worker.cases)[: max(0, len(worker.cases) - limit)]:
                        self._move(child, self._least(kind, locality, month), month)
            others = [one for locality in (BUSY, *LOCALITIES) for one in self.workers[kind, locality]
                      if one is not busy and one.registered]  # fmt: skip
            for worker in others:
                for child in sorted(worker.cases):
                    if len(busy.cases) >= largest:
                        break
                    self._move(child, busy, month)

    def _leave_unregistered(self, month: int) -> None:
        """Some children with a plan are with a worker who is not registered, as many as were printed."""
        wanted = self.unregistered.get(month, 0)
        kind, locality = "family-intervention", "west"
        worker = next((one for one in self.workers[kind, locality] if not one.registered), None)
        if worker is None:
            worker = self._new_worker(kind, locality, registered=False)
        protected = self.protected.get(month, set())
        here = sorted(child for child in worker.cases)
        stay = [child for child in here if child in protected][:wanted]
        for child in here:
            if child not in stay:
                self._move(child, self._least(kind, locality, month), month)
        free = sorted(child for child, holding in self.held.items()
                      if child in protected and holding.worker is not worker)  # fmt: skip
        near = [child for child in free if self.held[child].phase.child.locality == locality]
        for child in (near + [one for one in free if one not in near])[: wanted - len(stay)]:
            self._move(child, worker, month)

    def _share_newly_qualified(self, month: int) -> None:
        """The team of newly qualified workers: how many they are and what each holds."""
        kind, source = "newly-qualified", "family-intervention"
        loads = self._newly_qualified_loads(month)
        team = self.workers[kind, BUSY]
        while len(team) < len(loads):
            self._new_worker(kind, BUSY)
        order = sorted(team, key=lambda worker: (-len(worker.cases), worker.id))
        for place, worker in enumerate(order):
            load = loads[place] if place < len(loads) else 0
            for child in sorted(worker.cases)[: max(0, len(worker.cases) - load)]:
                self._move(child, self._least(source, self.held[child].phase.child.locality, month), month)
        protected = self.protected.get(month, set())
        free = [child for child, holding in sorted(self.held.items())
                if holding.worker.kind == source and holding.worker.registered and child not in protected]  # fmt: skip
        free.sort(key=lambda child: self.held[child].phase.child.locality not in {BUSY, "south"})
        pool = iter(free)
        for place, worker in enumerate(order[: len(loads)]):
            while len(worker.cases) < loads[place]:
                self._move(next(pool), worker, month)

    def _newly_qualified_loads(self, month: int) -> list[int]:
        largest = self._largest("newly-qualified", month)
        value = self.making.targets.at("caseload-average-newly-qualified", month).value
        count = total = 0
        for workers in sorted(range(2, 40), key=lambda size: abs(size - 12)):
            if value is None:
                break
            total = int(round_half_away(Fraction(value) * workers, 0))
            if prints_as(Fraction(total, workers), value) and largest + workers - 1 <= total <= largest * workers:
                count = workers
                break
        if not count:
            count, total = 8, 8 * largest * 2 // 3
        rest, others = total - largest, count - 1
        loads = [largest] + [rest // others + (1 if place < rest % others else 0) for place in range(others)]
        return [min(load, largest) for load in loads]

    def _write_worker(self, worker: Worker) -> None:
        number = int(worker.id[1:])
        job = "Social worker" if worker.registered else "Family support practitioner"
        self.making.extract.add(
            "professionals", prof_professional_id=worker.id, prof_staff_id=f"S{number:04}",
            prof_professional_name=f"{WORKERS[number % len(WORKERS)]} {SURNAMES[number * 7 % len(SURNAMES)]}",
            prof_social_worker_registration_no=f"SW{100000 + number * 37}" if worker.registered else None,
            prof_agency_worker_flag=number % 7 == 0, prof_professional_job_title=job,
            prof_professional_department=worker.kind, prof_full_time_equivalency="1.0" if number % 5 else "0.6",
        )  # fmt: skip
