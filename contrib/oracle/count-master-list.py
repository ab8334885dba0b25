#!/usr/bin/env python3
"""Counts what a CSCA master list holds, with no code of mrtd: how many certificates, how many of them are self-signed, by the openssl command.

usage: count-master-list.py [--self-signed] FILE…      one line a file: NAME CERTIFICATES [SELF-SIGNED]

The structure is walked by its DER alone (RFC 5652; Doc 9303-12, 9.1). A certificate is self-signed where subject and issuer are the
same and `openssl dgst` verifies it with its own key, explicit curve parameters included; that takes three runs of openssl a certificate.
"""
import os
import subprocess
import sys
import tempfile


def header(data, at):
    """The tag at an offset, where its content begins and where it ends."""
    tag, length, at = data[at], data[at + 1], at + 2
    if length == 0x80:
        raise ValueError("indefinite length")
    if length > 0x80:
        count = length & 0x7F
        length, at = int.from_bytes(data[at : at + count], "big"), at + count
    return tag, at, at + length


def members(data, start, end):
    """The elements between two offsets: tag, where each begins, its content and its end."""
    while start < end:
        tag, content, stop = header(data, start)
        yield tag, start, content, stop
        start = stop


def certificates(data):
    """The certificates of a CscaMasterList inside its SignedData."""
    _, content, end = header(data, 0)
    _, explicit = list(members(data, content, end))[:2]
    _, content, end = header(data, explicit[2])
    encapsulated = list(members(data, content, end))[2]
    kind, value = list(members(data, encapsulated[2], encapsulated[3]))
    if data[kind[1] : kind[3]] != bytes.fromhex("0606678108010102"):
        raise ValueError("no master list")
    tag, content, end = header(data, value[2])
    octets = data[content:end]
    if tag == 0x24:
        octets = b"".join(data[c:e] for _, _, c, e in members(data, content, end))
    _, content, end = header(octets, 0)
    _, listed = list(members(octets, content, end))
    return [octets[s:e] for _, s, _, e in members(octets, listed[2], listed[3])]


def is_self_signed(certificate):
    """Whether subject and issuer are the same and the signature is right under the certificate's own key."""
    names = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-noout", "-subject", "-issuer", "-nameopt", "RFC2253,utf8"],
        input=certificate, capture_output=True).stdout.decode(errors="replace").splitlines()
    if len(names) != 2 or names[0].split("=", 1)[1].strip().lower() != names[1].split("=", 1)[1].strip().lower():
        return False
    with_key = subprocess.run(["openssl", "x509", "-inform", "DER", "-noout", "-pubkey"], input=certificate, capture_output=True)
    return with_key.returncode == 0 and verifies(certificate, with_key.stdout)


def verifies(certificate, key):
    """Whether the signature over the TBSCertificate is right under a key in PEM, by `openssl dgst`."""
    _, content, end = header(certificate, 0)
    tbs, algorithm, signature = list(members(certificate, content, end))
    text = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-noout", "-text", "-certopt", "ca_default"], input=certificate, capture_output=True
    ).stdout.decode(errors="replace")
    line = next(part for part in text.splitlines() if "Signature Algorithm" in part).lower()
    oid = certificate[algorithm[2] :]
    pss = "rsassapss" in line
    digest = next((name for name in ("sha512", "sha384", "sha256", "sha224", "sha1") if name in (text.lower() if pss else line)), "sha1")
    if not pss and oid.startswith(bytes.fromhex("06072a8648ce3d0401")):
        digest = "sha1"
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "signature", "signed")]
        parts = [key, certificate[signature[2] + 1 : signature[3]], certificate[tbs[1] : tbs[3]]]
        for path, part in zip(paths, parts):
            with open(path, "wb") as file:
                file.write(part)
        options = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:auto"] if pss else []
        command = ["openssl", "dgst", "-" + digest, "-verify", paths[0], "-signature", paths[1], *options, paths[2]]
        return subprocess.run(command, capture_output=True).returncode == 0


arguments = sys.argv[1:]
with_self_signed = arguments[:1] == ["--self-signed"]
for path in arguments[with_self_signed:]:
    with open(path, "rb") as file:
        found = certificates(file.read())
    print(path, len(found), *([sum(is_self_signed(certificate) for certificate in found)] if with_self_signed else []))
