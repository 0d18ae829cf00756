"""Property tests look for new examples on a developer's machine; in CI they take the same ones each time, so that a landing
does not hang on a draw."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
