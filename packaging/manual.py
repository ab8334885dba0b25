"""Writes the man pages of mrtd and of each subcommand from the table that --help is made of.

usage: manual.py PROGRAM FOLDER         SOURCE_DATE_EPOCH dates the pages"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

# What no command's table knows; `check` compares the names with the sources.
ENVIRONMENT = {
    "MRTD_STORE": "The certificate store where no option names one.",
    "XDG_DATA_HOME": "The folder of the default store, mrtd/store.sqlite; without it, ~/.local/share.",
    "HOME": "The home folder, where XDG_DATA_HOME is not set.",
    "NO_COLOR": "Where set, no colour is written to a terminal.",
}


def escaped(text):
    """Text as roff reads it: no control lines, hyphens that stay hyphens."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def placeholder(argument):
    name = argument["valueName"]
    return f"\\fI{escaped(name)}\\fR"


def spelled(name):
    return ("\\-" if name["kind"] == "short" else "\\-\\-") + escaped(name["name"])


def term(argument):
    if argument["kind"] == "positional":
        return placeholder(argument)
    names = ", ".join(f"\\fB{spelled(name)}\\fR" for name in sorted(argument["names"], key=lambda name: name["kind"] != "short"))
    return names + (" " + placeholder(argument) if argument["kind"] == "option" else "")


def usage(argument):
    text = placeholder(argument) if argument["kind"] == "positional" else f"\\fB{spelled(argument['preferredName'])}\\fR"
    if argument["kind"] == "option":
        text += " " + placeholder(argument)
    if argument["isOptional"]:
        text = f"[{text}]"
    return text + (" ..." if argument["isRepeating"] else "")


def described(argument):
    notes = [f"values: {', '.join(argument['allValues'])}"] if argument.get("allValues") else []
    if argument.get("defaultValue"):
        notes.append("default: " + argument["defaultValue"])
    return argument.get("abstract", "") + (f" ({'; '.join(notes)})" if notes else "")


def shown(command, key):
    """What --help shows; the subcommand `help` needs no page."""
    return [entry for entry in command.get(key, []) if entry.get("shouldDisplay", True) and entry.get("commandName") != "help"]


def section(title, body):
    return [f".SH {title}", *body] if body else []


def entries(arguments):
    return [line for argument in arguments for line in (".TP", term(argument), escaped(described(argument)))]


def exit_statuses(text):
    """The sentences of a discussion that list exit statuses, as a list of number and words."""
    found = re.search(r"Exit status: (.*?)\.(?: |$)", text)
    return re.findall(r"(\d+) (.*?)(?:, (?=\d)|$)", found.group(1)) if found else []


def page(command, parents, root, version, date):
    names = parents + [command["commandName"]]
    title, words = "-".join(names), " ".join(names)
    arguments = shown(command, "arguments")
    discussion = command.get("discussion", "")
    statuses = exit_statuses(discussion) or exit_statuses(root.get("discussion", ""))
    rest = re.sub(r"Exit status: .*?\.( |$)", "", discussion).strip()
    subcommands = shown(command, "subcommands")
    synopsis = [f"\\fB{escaped(words)}\\fR " + ("\\fIsubcommand\\fR ..." if subcommands else " ".join(map(usage, arguments)))]
    children = [line for child in subcommands
                for line in (".TP", f"\\fB{escaped('-'.join(names + [child['commandName']]))}\\fR(1)", escaped(child.get("abstract", "")))]
    related = [parents] if parents else []
    related += [names + [child["commandName"]] for child in subcommands]
    lines = [f'.TH "{escaped(title.upper())}" 1 "{date}" "mrtd {version}" "Travel documents"', ".nh", ".ad l"]
    lines += section("NAME", [f"{escaped(title)} \\- {escaped(command.get('abstract', '').rstrip('.'))}"])
    lines += section("SYNOPSIS", synopsis)
    lines += section("DESCRIPTION", [escaped(command.get("abstract", ""))] + ([".PP", escaped(rest)] if rest else []))
    lines += section("ARGUMENTS", entries([argument for argument in arguments if argument["kind"] == "positional"]))
    lines += section("OPTIONS", entries([argument for argument in arguments if argument["kind"] != "positional"]))
    lines += section("SUBCOMMANDS", children)
    lines += section("EXIT STATUS", [line for number, meaning in statuses for line in (".TP", f"\\fB{number}\\fR", escaped(meaning))])
    if not parents:
        lines += section("ENVIRONMENT", [line for name, meaning in ENVIRONMENT.items()
                                         for line in (".TP", f"\\fB{name}\\fR", escaped(meaning))])
    lines += section("SEE ALSO", [",\n".join(f"\\fB{escaped('-'.join(name))}\\fR(1)" for name in related)] if related else [])
    return title, "\n".join(lines) + "\n"


def pages(command, parents, root, version, date):
    yield page(command, parents, root, version, date)
    for child in shown(command, "subcommands"):
        yield from pages(child, parents + [command["commandName"]], root, version, date)


def table(program):
    return json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)["command"]


def main(program, folder):
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    date = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc).date()
    root = table(program)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.1"):
        old.unlink()
    for title, text in pages(root, [], root, version, date):
        (folder / f"{title}.1").write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:3])
