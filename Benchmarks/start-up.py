#!/usr/bin/env python3
"""Times the start-up of `mrtd --version` against `openssl version`, run in turn, and prints the medians and the ratio pair by pair.

The aim is a ratio of at most 1.6. Exit status 1 where the median is above it.
usage: start-up.py MRTD [RUNS]
"""
import statistics
import subprocess
import sys
import time

LIMIT = 1.6


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main():
    mrtd, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
    ours, theirs = [mrtd, "--version"], ["openssl", "version"]
    for command in (ours, theirs):
        seconds(command)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    print(f"mrtd --version   median {1000 * statistics.median(a for a, _ in pairs):6.2f} ms")
    print(f"openssl version  median {1000 * statistics.median(b for _, b in pairs):6.2f} ms")
    print(f"ratio            median {statistics.median(ratios):6.2f}     (limit {LIMIT}; 10th to 90th percentile {ratios[runs // 10]:.2f} to {ratios[-runs // 10]:.2f}; {runs} pairs)")
    return 0 if statistics.median(ratios) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
