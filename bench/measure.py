"""measure.py RUNS COMMAND [-- OTHER]: median wall time, processor time and peak memory of whole
processes; with OTHER, the two in turn and the ratio OTHER / COMMAND of the medians.

One run of each beforehand is not counted (warm files). A COMMAND is one word, split as a shell
splits it, without a shell. Exit 1 of a command is an answer; anything above stops the measuring.
SPDX-License-Identifier: Apache-2.0
"""
import os
import shlex
import statistics
import sys
import time


def run(words):
    """Wall seconds, processor seconds, peak kilobytes of one run; its output is thrown away."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        try:
            os.execvp(words[0], words)
        finally:
            os._exit(127)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"measure: {shlex.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss


def show(words, runs):
    wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
    low, high = min(r[0] for r in runs), max(r[0] for r in runs)
    print(f"  {wall * 1000:10.1f} ms ({low * 1000:.1f}–{high * 1000:.1f})  cpu {cpu * 1000:.1f} ms"
          f"  peak {peak / 1024:.1f} MB  {shlex.join(words)[:90]}")
    return wall


def main():
    count, words = int(sys.argv[1]), sys.argv[2:]
    commands = [shlex.split(word) for word in words if word != "--"]
    results = [[] for _ in commands]
    for command in commands:
        run(command)
    for _ in range(count):
        for command, result in zip(commands, results):
            result.append(run(command))
    walls = [show(command, result) for command, result in zip(commands, results)]
    if len(walls) == 2:
        print(f"  ratio {walls[1] / walls[0]:.1f} ×")


main()
