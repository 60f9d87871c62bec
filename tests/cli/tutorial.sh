#!/bin/bash
# The tutorial on writing a standard of one's own: every step typed as it stands, in both languages.
# SPDX-License-Identifier: Apache-2.0
. "$SOURCE_DIR/tests/support/expect.sh"
cat >"$work/steps.py" <<'END'
"""steps.py PAGE JUNHENG LANG: writes the std blocks, runs the sh ones, looks for the answers."""
import pathlib
import re
import shlex
import subprocess
import sys

page, junheng, lang = sys.argv[1:]
commands = files = 0
for kind, name, body in re.findall(r"```(std|sh) ?([^\n]*)\n(.*?)```",
                                   pathlib.Path(page).read_text(encoding="utf-8"), re.S):
    if kind == "std":
        pathlib.Path(name).parent.mkdir(exist_ok=True)
        pathlib.Path(name).write_text(body, encoding="utf-8")
        files += 1
        continue
    for step in body.split("$ ")[1:]:
        typed, *answers = step.strip().split("\n")
        typed, _, status = typed.partition("  # ")
        words = shlex.split(typed)
        done = subprocess.run([junheng, *words[1:], "--lang", lang], capture_output=True, text=True,
                              check=False)
        said = done.stdout + done.stderr
        if done.returncode != int(status or 0):
            sys.exit(f"{typed}: ended with {done.returncode}\n{said}")
        for answer in answers:
            if answer not in said:
                sys.exit(f"{typed}: does not say {answer!r} but\n{said}")
        commands += 1
if commands < 11 or files < 4:
    sys.exit(f"only {commands} commands and {files} files: the page is not understood")
END
for lang in zh en; do
    mkdir "$work/$lang"
    cd "$work/$lang"
    page=$SOURCE_DIR/docs/guide/own-standard.$lang.md
    expect_status 0 python3 "$work/steps.py" "$page" "$JUNHENG" $lang
    passed "every step of the tutorial answers in $lang as it says"
done
