"""What a script looks like to a type checker: checked with mypy --strict, and run."""

from datetime import date, datetime, timedelta

import dueby


def overdue(engine: dueby.Engine, cases: list[dueby.Case], now: datetime) -> list[tuple[str, str, date | None]]:
    """The promises that are overdue, with their cases."""
    found: list[tuple[str, str, date | None]] = []
    for case in cases:
        for clock in engine.assess(case, now):
            if clock.state == "overdue":
                found.append((case.case, clock.promise, clock.due_date))
    return found


def test_typed() -> None:
    engine = dueby.Engine("landlords/customer-care-strategy")
    case = dueby.Case("C-1", "complaint", events=[("complaint.received", date(2025, 12, 19))])
    found = overdue(engine, [case], datetime(2025, 12, 24, 9))
    assert found == [("C-1", "Acknowledge a complaint within 2 working days", date(2025, 12, 23))]
    calendar = dueby.Calendar.named("scotland")
    later: datetime = calendar.add_working_time(datetime(2025, 12, 19, 16), timedelta(hours=1))
    assert later.hour == 17
