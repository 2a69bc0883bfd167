"""When each promise is due, what state it is in, who has to be told and when, and why.

>>> engine = dueby.Engine('landlords/customer-care-strategy')
>>> case = dueby.Case('C-1042', 'complaint', events=[
...     ('complaint.received', datetime(2025, 12, 19, 16, 42))])
>>> answer = engine.assess(case, datetime(2025, 12, 22, 9))
>>> for clock in answer.clocks[:2]:
...     print(clock.promise, clock.state, clock.due_date)
Acknowledge a complaint within 2 working days on-track 2025-12-23
Answer a complaint in full within 10 working days on-track 2026-01-07

A calculation, not legal advice.
"""

from ._engine import *  # noqa: F403
from ._engine import __all__ as _exported
from ._engine import __version__

__all__ = sorted(["__version__", *(name for name in _exported if not name.startswith("_"))])
