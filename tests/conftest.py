"""What holds for all tests."""

from __future__ import annotations

from hypothesis.vendor.pretty import for_type_by_name

# Hypothesis prints a failing example as a call with all that its constructor takes; evidence does not keep the text.
for_type_by_name("reportedly.terms.evidence", "Evidence", lambda evidence, p, cycle: p.text(repr(evidence)))
