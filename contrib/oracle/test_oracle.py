"""Shows that the oracle can fail: damaged files, damaged stores, and every value of the JSON changed in turn must be noticed.

usage: MRTD=PROGRAM python -m unittest test_oracle        in this folder"""
import copy
import datetime
import json
import os
import pathlib
import secrets
import subprocess
import sys
import tempfile
import unittest

from asn1crypto import core
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

import certificates
import curves
import document
import infrastructure
import judgement
import oracle
import signatures
import zone

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
PROGRAM = os.environ.get("MRTD", "mrtd")
AT = datetime.date(2026, 6, 1)
GOOD = ["passport", "identity-card", "td2-card"]


def reports(folder):
    report, = oracle.run(PROGRAM, ["verify", folder, "--store", SAMPLES / "store", "--at", f"{AT}T00:00:00Z"])
    shown, = oracle.run(PROGRAM, ["show", folder, "--at", f"{AT}T00:00:00Z"])
    return report, shown


def files(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def leaves(value, place=()):
    """Every place of a value that is not a container, and every empty container."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in items:
        yield from leaves(member, place + (name,))
    if not isinstance(value, (dict, list)):
        yield place


def changed(value, place):
    value = copy.deepcopy(value)
    target = value
    for name in place[:-1]:
        target = target[name]
    old = target[place[-1]]
    target[place[-1]] = not old if isinstance(old, bool) else old + 1 if isinstance(old, int) else (old or "") + "0"
    return value


# What the oracle leaves to others: words, and what only repeats other members.
UNCOMPARED = {"irregularities", "edits", "unknownTags"}


class Damage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = certificates.Store(SAMPLES / "store")
        cls.reports = {name: reports(SAMPLES / name) for name in GOOD}

    def differences(self, name, report=None, shown=None, data=None, store=None):
        good = self.reports[name]
        return document.compare(report or good[0], shown or good[1], data or files(SAMPLES / name), store or self.store, AT).differences

    def test_good_samples_agree(self):
        for name in GOOD:
            self.assertEqual(self.differences(name), [])

    def test_every_damaged_file_is_noticed(self):
        for name in GOOD:
            for file, octets in files(SAMPLES / name).items():
                for position in (len(octets) // 3, len(octets) - 1):
                    damaged = octets[:position] + bytes([octets[position] ^ 1]) + octets[position + 1:]
                    with self.subTest(name=name, file=file, position=position):
                        try:
                            found = self.differences(name, data=files(SAMPLES / name) | {file: damaged})
                        except (ValueError, TypeError, KeyError, IndexError):
                            continue
                        self.assertNotEqual(found, [])

    def test_a_missing_file_is_noticed(self):
        rest = files(SAMPLES / "passport")
        del rest["EF_DG12.bin"]
        self.assertRaises(KeyError, self.differences, "passport", data=rest)

    def test_every_changed_value_is_noticed(self):
        for name in GOOD:
            report, shown = self.reports[name]
            for place in leaves(report["document"]):
                if UNCOMPARED & set(map(str, place)):
                    continue
                with self.subTest(name=name, place=place):
                    one = changed(report, ("document",) + place)
                    two = changed(shown, ("document",) + place)
                    self.assertNotEqual(self.differences(name, report=one, shown=two), [])

    def test_every_changed_verdict_is_noticed(self):
        report = self.reports["passport"][0]
        for index, check in enumerate(report["checks"]):
            if check["id"] in judgement.LEFT.keys() - {"consistency.names"} or check["verdict"] not in ("passed", "failed"):
                continue
            with self.subTest(check=check["id"]):
                self.assertNotEqual(self.differences("passport", report=changed(report, ("checks", index, "verdict"))), [])

    def test_a_damaged_store_is_noticed(self):
        for file in sorted((SAMPLES / "store").iterdir()):
            with tempfile.TemporaryDirectory() as folder, self.subTest(file=file.name):
                for other in (SAMPLES / "store").iterdir():
                    octets = bytearray(other.read_bytes())
                    if other.name == file.name:
                        octets[-1] ^= 1
                    (pathlib.Path(folder) / other.name).write_bytes(octets)
                self.assertNotEqual(oracle.check_store(folder, certificates.Store(folder)), [])

    def test_the_command_fails_on_a_difference(self):
        """Run as a program, with an mrtd that reports another document than the one in the folder."""
        with tempfile.TemporaryDirectory() as folder:
            fake = pathlib.Path(folder) / "mrtd"
            fake.write_text(f'#!/bin/sh\n[ "$1" = doctor ] && exec "{PROGRAM}" "$@"\nset -- "$1" "{SAMPLES}/passport" $(shift 2; echo "$@")\nexec "{PROGRAM}" "$@"\n')
            fake.chmod(0o755)
            for name, status in (("passport", 0), ("passport-tampered", 1), ("td2-card", 1)):
                result = subprocess.run(
                    [sys.executable, "oracle.py", "--mrtd", fake, "--store", SAMPLES / "store", SAMPLES / name], capture_output=True,
                    cwd=pathlib.Path(__file__).parent, check=False, env=os.environ)
                self.assertEqual(result.returncode, status, result.stdout.decode() + result.stderr.decode())


def key_of(public):
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    return signatures.Key(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


class Arithmetic(unittest.TestCase):
    """The integers against keys and signatures that `cryptography` makes, and against the openssl command's curves."""

    def test_ecdsa(self):
        for curve in (ec.SECP224R1, ec.SECP256R1, ec.SECP384R1, ec.SECP521R1, ec.BrainpoolP256R1, ec.BrainpoolP384R1, ec.BrainpoolP512R1):
            private = ec.generate_private_key(curve())
            key = key_of(private.public_key())
            r, s = utils.decode_dss_signature(private.sign(b"message", ec.ECDSA(hashes.SHA256())))
            digest = signatures.digest("sha256", b"message")
            self.assertTrue(curves.verify(key.curve, key.point, digest, r, s))
            for wrong in ((r + 1, s), (r, s + 1), (0, s), (r, 0), (r, key.curve.order)):
                self.assertFalse(curves.verify(key.curve, key.point, digest, *wrong))

    def test_all_named_curves_by_the_openssl_command(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "message").write_bytes(b"message")
            for dotted, name in curves.NAMES.items():
                for encoding in ("named_curve", "explicit"):
                    with self.subTest(name=name, encoding=encoding):
                        self.openssl(path, "ecparam", "-name", name, "-genkey", "-noout", "-param_enc", encoding, "-out", "key")
                        self.openssl(path, "ec", "-in", "key", "-pubout", "-outform", "DER", "-param_enc", encoding, "-out", "public")
                        self.openssl(path, "dgst", "-sha256", "-sign", "key", "-out", "signature", "message")
                        key = signatures.Key((path / "public").read_bytes())
                        self.assertEqual((key.curve_name, key.is_explicit), (dotted, encoding == "explicit"))
                        signature = (path / "signature").read_bytes()
                        self.assertTrue(signatures.verify_ecdsa(key, "sha256", b"message", signature, is_plain=False))
                        self.assertFalse(signatures.verify_ecdsa(key, "sha256", b"massage", signature, is_plain=False))

    @staticmethod
    def openssl(folder, *arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)

    def test_rsa(self):
        private = rsa.generate_private_key(65537, 2048)
        key = key_of(private.public_key())
        for name in ("sha1", "sha224", "sha256", "sha384", "sha512"):
            hashed = signatures.hash_of(name)
            signed = private.sign(b"message", padding.PKCS1v15(), hashed)
            self.assertEqual(signatures.verify_pkcs1(key, name, b"message", signed), (True, False))
            self.assertEqual(signatures.verify_pkcs1(key, name, b"massage", signed), (False, False))
            for salt in (0, 20, 32):
                signed = private.sign(b"message", padding.PSS(padding.MGF1(hashed), salt), hashed)
                self.assertTrue(signatures.verify_pss(key, name, name, salt, b"message", signed))
                self.assertFalse(signatures.verify_pss(key, name, name, salt + 1, b"message", signed))
                self.assertFalse(signatures.verify_pss(key, name, name, salt, b"massage", signed))

    def test_digest_info_without_null(self):
        private = rsa.generate_private_key(3, 2048)
        key, numbers = key_of(private.public_key()), private.private_numbers()
        tail = signatures.digest_info("sha1", False) + signatures.digest("sha1", b"message")
        block = b"\x00\x01" + b"\xff" * (256 - 3 - len(tail)) + b"\x00" + tail
        signed = pow(int.from_bytes(block, "big"), numbers.d, key.modulus).to_bytes(256, "big")
        self.assertEqual(signatures.verify_pkcs1(key, "sha1", b"message", signed), (True, True))

    def test_recovery_of_9796_2(self):
        private = rsa.generate_private_key(65537, 1024)
        key, numbers = key_of(private.public_key()), private.private_numbers()
        challenge = bytes(range(8))
        trailers = {"bc": "sha1", "33cc": "sha1", "34cc": "sha256", "35cc": "sha512", "36cc": "sha384", "38cc": "sha224"}
        for text, name in trailers.items():
            trailer = bytes.fromhex(text)
            first = secrets.token_bytes(128 - 1 - len(signatures.digest(name, b"")) - len(trailer))
            block = b"\x6a" + first + signatures.digest(name, first + challenge) + trailer
            number = pow(int.from_bytes(block, "big"), numbers.d, key.modulus)
            for signed in (number, key.modulus - number):
                octets = signed.to_bytes(128, "big")
                self.assertEqual(signatures.recover(key, octets, challenge), (True, name, text))
                self.assertFalse(signatures.recover(key, octets, bytes(8))[0])
                self.assertFalse(signatures.recover(key, octets[:-1] + bytes([octets[-1] ^ 1]), challenge)[0])


def issues_infrastructures():
    return subprocess.run([PROGRAM, "specimen", "pki", "--help"], capture_output=True, check=False).returncode == 0


@unittest.skipUnless(issues_infrastructures(), "this mrtd issues no specimens of a PKI")
class Infrastructures(unittest.TestCase):
    """The PKI that `mrtd specimen pki` writes, with every fault, and in every algorithm of certificates."""

    def issue(self, *options):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        subprocess.run([PROGRAM, "specimen", "pki", "-o", folder, *options], check=True, capture_output=True)
        return infrastructure.Folder(folder)

    def test_every_fault(self):
        folder = self.issue("--signers", "20", "--fault", "all")
        folder.compare()
        self.assertEqual(folder.differences, [])
        self.assertGreater(folder.compared, 10_000)

    def test_every_algorithm(self):
        listed = subprocess.run([PROGRAM, "specimen", "pki", "--list-algorithms", "--format", "json"], check=True, capture_output=True).stdout
        names = [entry["name"] for entry in json.loads(listed)]
        self.assertGreater(len(names), 100)
        for start in range(0, len(names), 16):
            some = names[start:start + 16]
            folder = self.issue("--seed", str(start), "--signers", str(2 * len(some)), "--generations", str(len(some)),
                                *[word for name in some for word in ("--algorithm", name)])
            folder.compare()
            self.assertEqual(folder.differences, [])

    def test_damage_is_noticed(self):
        folder = self.issue("--signers", "1", "--generations", "1")
        for entry in folder.entries:
            file = folder.path / entry["path"]
            whole = file.read_bytes()
            file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
            again = infrastructure.Folder(folder.path)
            again.compare()
            self.assertNotEqual(again.differences, [], entry["path"])
            file.write_bytes(whole)

    def test_a_changed_index_is_noticed(self):
        folder = self.issue("--signers", "1", "--generations", "1")
        index = json.loads((folder.path / "index.json").read_text())
        uncompared = {"kind", "store", "outcome", "revokedBy", "deviations", "remark"}
        for number, entry in enumerate(index["files"]):
            for name, value in entry.items():
                if name in uncompared or not isinstance(value, (int, bool)) and not (isinstance(value, str) and name not in ("signedBy", "path")):
                    continue
                if name == "signatureValid" and entry["signedBy"] is None or name in ("algorithm", "chainsTo") and "subject" not in entry:
                    continue
                again = infrastructure.Folder(folder.path)
                again.entries = changed(index, ("files", number, name))["files"]
                again.compare()
                self.assertNotEqual(again.differences, [], (entry["path"], name))


@unittest.skipUnless(issues_infrastructures(), "this mrtd issues no specimens")
class Faults(unittest.TestCase):
    """Documents that `mrtd specimen document` issues with wrong or odd answers of the chip and names: both readers come to the same."""

    def test_answers_and_names(self):
        listed = subprocess.run([PROGRAM, "specimen", "document", "--list-faults", "--format", "json"], check=True, capture_output=True).stdout
        names = [entry["name"] for entry in json.loads(listed) if entry["name"].startswith(("answer-", "name"))]
        self.assertGreater(len(names), 12)
        verdicts = set()
        for name in names:
            with tempfile.TemporaryDirectory() as folder, self.subTest(fault=name):
                subprocess.run([PROGRAM, "specimen", "document", "-o", folder, "--fault", name], check=True, capture_output=True)
                path = pathlib.Path(folder) / "document"
                report, = oracle.run(PROGRAM, ["verify", path, "--store", path.parent / "store", "--at", f"{AT}T00:00:00Z"])
                shown, = oracle.run(PROGRAM, ["show", path, "--at", f"{AT}T00:00:00Z"])
                store = certificates.Store(path.parent / "store")
                self.assertEqual(document.compare(report, shown, files(path), store, AT).differences, [])
                verdicts |= {(entry["id"], entry["verdict"]) for entry in report["checks"]}
        for check in ("chip.active-authentication", "consistency.names"):
            self.assertLessEqual({(check, "passed"), (check, "failed")}, verdicts)


class Zones(unittest.TestCase):
    """The specimens of Doc 9303-4 and -5, whose fields the standard itself states."""

    def test_specimens(self):
        passport = zone.read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10", AT)
        self.assertEqual((passport["documentNumber"], passport["primaryIdentifier"], passport["secondaryIdentifier"]),
                         ("L898902C3", "ERIKSSON", "ANNA MARIA"))
        self.assertEqual((passport["dateOfBirth"]["date"], passport["dateOfExpiry"]["date"]), ("1974-08-12", "2012-04-15"))
        self.assertTrue(all(entry["valid"] for entry in passport["checkDigits"].values()))
        card = zone.read("I<UTOD23145890<7349<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<2ERIKSSON<<ANNA<MARIA<<<<<<<<<<", AT)
        self.assertEqual((card["documentNumber"], card["optionalData"]), ("D23145890734", [None, None]))
        self.assertEqual(card["checkDigits"]["documentNumber"]["column"], 19)
        self.assertTrue(card["checkDigits"]["documentNumber"]["valid"])

    def test_unknown_dates(self):
        self.assertEqual(zone.birth("74<<<<", AT), "1974")
        self.assertEqual(zone.birth("7408<<", AT), "1974-08")
        self.assertIsNone(zone.birth("<<<<<<", AT))
        self.assertIsNone(zone.birth("740231", AT))


if __name__ == "__main__":
    unittest.main()
