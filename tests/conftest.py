"""What all tests share: the switch that rewrites expected results, and how hypothesis draws."""

import pytest
from hypothesis import Phase, settings

# Without the phase that explains a failure: it traces every line, which takes minutes where a parse takes milliseconds.
PHASES = (Phase.explicit, Phase.generate, Phase.target, Phase.shrink)
settings.register_profile("steady", deadline=None, derandomize=True, phases=PHASES)
settings.register_profile("searching", deadline=None, max_examples=1_000)
settings.load_profile("steady")
# The same examples every time, so that a run says something about the change that it is for; new ones are looked for
# with ``--hypothesis-profile searching`` and by the slow tests. No deadline: a busy machine is no failure.


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite fixtures/*/note.json; read the diff")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
