"""What did pip-audit really find? Called with its report, its exit status and its log.

pip-audit exits with 0 also when the service knew none of the packages, so its status alone proves nothing.
Exit: 1 when a vulnerability was found; 0 otherwise, with a line that says when nothing was audited.
"""

import json
import sys
from pathlib import Path

Dependencies = list[dict]


def read(report: Path) -> Dependencies:
    if not report.is_file() or not report.stat().st_size:
        return []
    return json.loads(report.read_text(encoding="utf-8"))["dependencies"]


def verdict(dependencies: Dependencies) -> tuple[int, list[str]]:
    """The exit status and the lines to print."""
    audited = [found for found in dependencies if "vulns" in found]
    lines = [
        f"{found['name']} {found['version']}: {', '.join(vuln['id'] for vuln in found['vulns'])}"
        for found in audited
        if found["vulns"]
    ]
    if lines:
        return 1, lines
    skipped = len(dependencies) - len(audited)
    if not audited:
        return 0, ["NOT AUDITED: the audit could not be reached (no package was answered for). This is no pass."]
    if skipped:
        return 0, [f"No known vulnerabilities in {len(audited)} packages; NOT AUDITED: {skipped} more."]
    return 0, [f"No known vulnerabilities in {len(audited)} packages."]


def main(report: str, status: str, log: str) -> int:
    exit_status, lines = verdict(read(Path(report)))
    last_words = Path(log).read_text(encoding="utf-8").strip().splitlines()[-1:]
    if status != "0" and exit_status == 0:
        lines += [f"pip-audit ended with {status}: {' '.join(last_words)}"]
    print("\n".join(lines))
    return exit_status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
