"""The shipped policies and further folders, read once a process."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from corpus.clauses import Corpus
from corpus.errors import BadInput, BrokenPolicy
from corpus.parsing import read_policy

SHIPPED = Path(__file__).parent / "policies"


def load_corpus(extra: Sequence[Path] = ()) -> Corpus:
    """The shipped policies, then those in further folders (each holding one folder a policy).

    Raises BrokenPolicy for a file that cannot be read, BadInput for a folder that is not there.
    """
    return _load(tuple(Path(folder) for folder in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Corpus:
    policies, clauses, folders = {}, {}, {}
    digest = hashlib.sha256()
    for root in (SHIPPED, *extra):
        if not root.is_dir():
            raise BadInput(f"TIAOWEN_POLICIES: 没有文件夹 {root}；应为存放政策文件夹的目录")
        read = [read_policy(folder.parent) for folder in sorted(root.glob("*/policy.md"))]
        for policy, listed in sorted(read, key=lambda item: (item[0].order, item[0].id)):
            if policy.id in policies:
                raise BrokenPolicy(root / policy.id / "policy.md", 1, f"expected a new folder name, {policy.id} exists")
            policies[policy.id], clauses[policy.id], folders[policy.id] = policy, listed, root / policy.id
            digest.update((root / policy.id / "policy.md").read_bytes())
    return Corpus(policies, clauses, digest.hexdigest()[:16], folders)
