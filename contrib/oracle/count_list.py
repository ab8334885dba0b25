"""Counts the certificates of master lists and of LDIF files of the ICAO PKD, and verifies each list's own signature.

usage: count_list.py [--mrtd PROGRAM] FILE…      one line of JSON a file

With --mrtd the counts are compared with those of `mrtd doctor --store FILE`, and the exit status is 1 where they differ."""
import base64
import hashlib
import json
import re
import subprocess
import sys

from certificates import Certificate, SignedData


def values(text):
    """The attributes of an LDIF file (RFC 2849), name and bytes, with folded lines joined; what a change deletes is left out."""
    is_deleted = False
    for line in re.sub(r"\r?\n ", "", text).splitlines():
        name, separator, value = line.partition(":")
        if not line or line == "-":
            is_deleted = False
        if separator and not line.startswith("#"):
            name = name.lower()
            is_deleted = is_deleted or name == "delete"
            if is_deleted:
                continue
            yield name, base64.b64decode(value[1:]) if value.startswith(":") else value.strip().encode()


def count(path):
    data = open(path, "rb").read()
    lists, found, revocation_lists = [], [], []
    if data[:1] == b"\x30":
        lists.append(data)
    else:
        for name, value in values(data.decode("utf-8", "replace")):
            if name.startswith(("pkdmasterlistcontent", "cscamasterlistdata")):
                lists.append(value)
            elif name.startswith("usercertificate"):
                found.append(value)
            elif name.startswith("certificaterevocationlist"):
                revocation_lists.append(value)
    verified = 0
    for der in lists:
        signed = SignedData(der)
        signer = signed.signer
        verified += bool(signer and signed.attributes_hold and signed.verify(signer))
        found += signed.master_list() or []
    unread = 0
    for der in found:
        try:
            Certificate(der, path)
        except (ValueError, KeyError, TypeError):
            unread += 1
    return {
        "file": path, "masterLists": len(lists), "verified": verified, "certificates": len(found),
        "distinct": len({hashlib.sha256(der).digest() for der in found}), "revocationLists": len(revocation_lists),
        "unreadableHere": unread,
    }


def counted_by(program, path):
    """How many certificates mrtd finds in the file: CSCA, link and others."""
    result = subprocess.run([program, "doctor", "--exit-zero", "--format", "json", "--store", path], capture_output=True, check=True)
    holdings = json.loads(result.stdout)[0]["store"]["holdings"]
    return sum(holdings[kind]["total"] for kind in ("csca", "link", "dsc"))


def main(arguments):
    program = None
    if arguments[:1] == ["--mrtd"]:
        program, arguments = arguments[1], arguments[2:]
    differences = 0
    for path in arguments:
        found = count(path)
        if program:
            found["mrtd"] = counted_by(program, path)
            differences += found["mrtd"] != found["distinct"] or found["verified"] != found["masterLists"]
        print(json.dumps(found))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
