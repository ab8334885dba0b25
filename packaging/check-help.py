#!/usr/bin/env python3
"""Compares man pages and completions with what --help prints, command by command.

usage: check-help.py PROGRAM STAGE"""
import os
import pathlib
import re
import subprocess
import sys

import manual

ROOT = pathlib.Path(__file__).resolve().parents[1]


def plain(roff):
    return re.sub(r"\\f[BIR]|\\&", "", roff).replace("\\-", "-").replace("\\e", "\\")


def words(text):
    return " ".join(text.split())


def commands(program, path=()):
    """Every command with its help, found by reading --help as a person does."""
    text = subprocess.run([program, *path, "--help"], check=True, capture_output=True, text=True).stdout
    yield path, text
    block = text.partition("SUBCOMMANDS:\n")[2].split("\n\n")[0]
    for line in re.findall(r"^  (\S+)", block, re.M):
        yield from commands(program, path + (line.split(",")[0],))


def options(text):
    """The options of a help text: its lines of two blanks and a dash, without values."""
    block = text.partition("OPTIONS:\n")[2].split("\n\n")[0]
    return {name for line in re.findall(r"^  (-.*?)(?:  |$)", block, re.M) for name in re.findall(r"(?<![\w-])--?[a-zA-Z][a-z0-9-]*", re.sub("<.*?>", "", line))}


def main(program, stage):
    stage, differences = pathlib.Path(stage), []
    scripts = {name: (stage / "completions" / name).read_text() for name in ("mrtd", "_mrtd", "mrtd.fish")}
    expected = set()
    for path, text in commands(program):
        title = "-".join(("mrtd",) + path)
        expected.add(title + ".1")
        page = stage / "man" / f"{title}.1"
        if not page.exists():
            differences.append(f"{title}: no man page")
            continue
        read = plain(page.read_text())
        overview = words(text.partition("OVERVIEW: ")[2].split("\n\n")[0])
        if overview not in words(read):
            differences.append(f"{title}: the page does not say '{overview}'")
        described = {name for line in re.findall(r"^\.TP\n(-.*)$", read, re.M) for name in re.findall(r"(?<![\w-])--?[a-zA-Z][a-z0-9-]*", line)}
        if described != options(text):
            differences.append(f"{title}: options of the page {sorted(described)}, of --help {sorted(options(text))}")
        if not options(text):
            differences.append(f"{title}: no option was read of --help")
        for name, script in scripts.items():
            for wanted in list(path[-1:]) + [option.lstrip("-") for option in options(text) if option.startswith("--")]:
                if not re.search(rf"(?<![a-z]){re.escape(wanted)}(?![a-z])", script):
                    differences.append(f"{name}: does not know {wanted} of {title}")
    found = {page.name for page in (stage / "man").glob("*.1")}
    if found != expected:
        differences.append(f"pages without a command, or commands without a page: {sorted(found ^ expected)}")
    asked = {name for source in (ROOT / "Sources" / "mrtd").rglob("*.swift")
             for name in re.findall(r'(?:environment|getenv)\("([A-Z_]+)"\)', source.read_text())}
    if asked != set(manual.ENVIRONMENT):
        differences.append(f"environment of the page {sorted(manual.ENVIRONMENT)}, of the sources {sorted(asked)}")
    print("\n".join(differences))
    return 1 if differences or len(expected) < 2 else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2]))
