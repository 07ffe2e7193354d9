"""Problems: faults of the input, told in one line."""

from __future__ import annotations

from reportedly.terms.problem import Problem


def test_a_problem_is_told_in_one_line() -> None:
    """Where, what, and the slug by which to look it up."""
    problem = Problem("empty-file", "there is nothing in it", "reports/a.txt")
    assert str(problem) == "reports/a.txt: there is nothing in it [empty-file]"


def test_a_problem_is_an_error_unless_it_is_called_a_warning() -> None:
    """What is not said to be harmless costs the exit code."""
    assert Problem("x", "y", "z").severity == "error"
    assert Problem("x", "y", "z", "warning").severity == "warning"


def test_equal_problems_are_one() -> None:
    """Problems are values: the same fault told twice can be told once."""
    assert len({Problem("x", "y", "z"), Problem("x", "y", "z"), Problem("x", "y", "other")}) == 2
