#!/usr/bin/env python3
"""Measures the memory that `mrtd store import` and `mrtd store check` take at most, in processes of their own.

The aim is 200 MiB. Exit status 1 where one of them takes more.
usage: store-memory.py MRTD CORPUS FOLDER
"""
import os
import resource
import subprocess
import sys

LIMIT = 200
TIME = ["--at", "2026-06-01T00:00:00Z"]


def main():
    mrtd, corpus, folder = sys.argv[1:4]
    directory = os.path.join(corpus, "ldif", "icaopkd-001-complete-000001.ldif")
    authorities = [os.path.join(corpus, name) for name in ("csca", "link")]
    store = os.path.join(folder, "memory.sqlite")
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(store + ending):
            os.remove(store + ending)
    worst = 0
    for arguments in (["store", "import", "--trust", *authorities], ["store", "import", directory], ["store", "check", "--exit-zero"], ["store", "coverage"]):
        subprocess.run([mrtd, *arguments, "--store", store, *TIME], stdout=subprocess.DEVNULL, check=True)
        # The largest of all children so far, so that a later command can only show more.
        worst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"memory           mrtd {' '.join(arguments[:2]):14} at most {worst:6.1f} MiB so far (limit {LIMIT})")
    sys.exit(worst > LIMIT)


main()
