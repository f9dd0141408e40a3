"""Labelled articles, as netra reads them, and the folds that both sides share."""

import json


def fnv1a(name: str) -> int:
    """FNV-1a of 64 bits over the UTF-8 of a story's name."""
    number = 0xCBF29CE484222325
    for byte in name.encode():
        number = (number ^ byte) * 0x100000001B3 % 2**64
    return number


def records(paths):
    found = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                record = json.loads(line)
                name = record.get("group", record.get("dup_group"))
                record["story"] = fnv1a(str(name) if name is not None else f"{path}\0{number}")
                found.append(record)
    return found


def text(record):
    return f"{record.get('title') or ''}\n{record['text']}"


def label(record):
    return int(record["label"] == "violation")
