"""What all tests share: where the fixtures are, and the switch that rewrites their expected results."""

from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite fixtures/*/note.json; read the diff")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
