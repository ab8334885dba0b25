"""Counts how often the CSCAs of master lists depart from Doc 9303-12, 7.1, with a reader of DER of its own.

usage: count_profiles.py [--mrtd PROGRAM] LIST…      one line of JSON a list

With --mrtd the counts are compared with those of `mrtd store lint --store LIST`, and the exit status is 1 where they differ."""
import collections
import json
import subprocess
import sys

from certificates import SignedData

COUNTRY, COMMON_NAME = b"\x55\x04\x06", b"\x55\x04\x03"
EC_PUBLIC_KEY = bytes.fromhex("2a8648ce3d0201")
NETSCAPE = bytes.fromhex("6086480186f8420101")
# The last octet of 2.5.29.n, and the rule that an absent extension breaks in every CA certificate.
MANDATORY = {
    15: "key-usage-missing", 16: "private-key-usage-period-missing", 17: "subject-alternative-name-missing",
    18: "issuer-alternative-name-missing", 19: "basic-constraints-missing", 31: "crl-distribution-points-missing",
}
CRITICAL = {15: "key-usage-criticality", 19: "basic-constraints-criticality"}
RULES = sorted({*MANDATORY.values(), *CRITICAL.values(), "serial-number-positive", "country-upper-case", "countries-agree", "common-name",
                "curve-explicit", "authority-key-identifier-missing", "extended-key-usage-forbidden",
                "netscape-certificate-type-forbidden"})


def children(data, start, end):
    """The elements between two offsets: tag, start, start and end of the content."""
    found = []
    while start < end:
        tag, length, content = data[start], data[start + 1], start + 2
        if length & 0x80:
            octets = length & 0x7F
            length = int.from_bytes(data[content:content + octets], "big")
            content += octets
        found.append((tag, start, content, content + length))
        start = content + length
    return found


def inside(data, element):
    return children(data, element[2], element[3])


def content(data, element):
    return data[element[2]:element[3]]


def name(data, element):
    """The attributes of a name: type and value."""
    pairs = [inside(data, pair) for names in inside(data, element) for pair in inside(data, names)]
    return [(content(data, pair[0]), content(data, pair[1])) for pair in pairs]


def extensions(data, fields):
    """Identifier to whether it is critical."""
    found = {}
    for wrapper in (field for field in fields if field[0] == 0xA3):
        for item in inside(data, inside(data, wrapper)[0]):
            parts = inside(data, item)
            found[content(data, parts[0])] = len(parts) == 3 and any(content(data, parts[1]))
    return found


def broken(data):
    """The rules that a CA certificate breaks."""
    fields = inside(data, inside(data, children(data, 0, len(data))[0])[0])
    if fields[0][0] == 0xA0:
        fields = fields[1:]
    serial, issuer, subject = content(data, fields[0]), name(data, fields[2]), name(data, fields[4])
    if serial[0] & 0x80 or not any(serial):
        yield "serial-number-positive"
    countries = [value for kind, value in issuer + subject if kind == COUNTRY]
    if any(value != value.upper() for value in countries):
        yield "country-upper-case"
    if len({value.upper() for value in countries}) > 1:
        yield "countries-agree"
    if not all(any(kind == COMMON_NAME for kind, _ in side) for side in (issuer, subject)):
        yield "common-name"
    algorithm = inside(data, inside(data, fields[5])[0])
    if content(data, algorithm[0]) == EC_PUBLIC_KEY and algorithm[1][0] == 0x06:
        yield "curve-explicit"
    found = extensions(data, fields)
    for number, rule in MANDATORY.items():
        if bytes([0x55, 0x1D, number]) not in found:
            yield rule
    for number, rule in CRITICAL.items():
        if found.get(bytes([0x55, 0x1D, number]), True) is False:
            yield rule
    is_self_issued = [(kind, value.upper()) for kind, value in issuer] == [(kind, value.upper()) for kind, value in subject]
    if not is_self_issued and b"\x55\x1d\x23" not in found:
        yield "authority-key-identifier-missing"
    if b"\x55\x1d\x25" in found:
        yield "extended-key-usage-forbidden"
    if NETSCAPE in found:
        yield "netscape-certificate-type-forbidden"


def count(path):
    counts = collections.Counter(rule for der in SignedData(open(path, "rb").read()).master_list() for rule in broken(der))
    return {rule: counts[rule] for rule in RULES}


def counted_by(program, path):
    result = subprocess.run(
        [program, "store", "lint", "--exit-zero", "--format", "ndjson", "--store", path], capture_output=True, check=True)
    rules = json.loads(result.stdout.splitlines()[-1])["rules"]
    return {row["rule"]: row["count"] for row in rules if row["rule"] in RULES}


def main(arguments):
    program = None
    if arguments[:1] == ["--mrtd"]:
        program, arguments = arguments[1], arguments[2:]
    differs = False
    for path in arguments:
        own = count(path)
        print(json.dumps({"file": path, **own}))
        if program:
            theirs = counted_by(program, path)
            for rule in RULES:
                if own[rule] != theirs.get(rule):
                    differs = True
                    print(f"{path}: {rule}: {own[rule]} here, {theirs.get(rule)} by mrtd", file=sys.stderr)
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
