"""Workbooks of the made-up county as those of another: other codes, another name.
usage: recode_county.py FROM TO, both folders
SPDX-License-Identifier: Apache-2.0"""
import pathlib, sys, zipfile
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(f"{sys.argv[2]}/{path.name}", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"990101", b"990202").replace(
                "示例县".encode(), "邻县".encode()))
