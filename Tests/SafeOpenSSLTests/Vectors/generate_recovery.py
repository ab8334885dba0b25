"""Makes recovery.json beside this file: signatures of ISO/IEC 9796-2, digital signature scheme 1, right and wrong.

Needs the Python package cryptography, for the keys and as a second reader of the modulus; blocks and signatures are made by arithmetic in this
file. Keys and nonces are random, so that every run makes other bytes. The keys are for these vectors only and are not kept. The last vector has
the block of Doc 9303-11, Appendix F, signed by a key of this file: the standard does not give its own.
"""
import hashlib, json, os, secrets
from cryptography.hazmat.primitives.asymmetric import rsa

HERE = os.path.dirname(os.path.abspath(__file__))
CHALLENGE = bytes.fromhex("55544F2041413031")
TRAILERS = {
    "sha1": "33CC", "sha224": "38CC", "sha256": "34CC", "sha384": "36CC", "sha512": "35CC", "ripemd160": "31CC", "sha512_224": "39CC",
    "sha512_256": "3ACC"}
# What the reader calls those that hashlib has under another name.
NAMES = {"sha512_224": "sha512t224", "sha512_256": "sha512t256"}
APPENDIX_F = bytes.fromhex(
    "6A9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524CF23A5303CD6C98599F40B79F377B5F3A1406B3B4D8F9"
    "6784D23AA88DB7E1032A405E69325FA91A6E86F5C71AEA978264C4A207446DAD4E7292E2DCDA3024B47DA8C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127BC")
APPENDIX_F_CHALLENGE = bytes.fromhex("F173589974BF40C6")


class Key:
    def __init__(self, bits, exponent):
        numbers = rsa.generate_private_key(exponent, bits).private_numbers()
        self.modulus, self.exponent, self.private, self.size = numbers.public_numbers.n, exponent, numbers.d, bits // 8

    def sign(self, block):
        return pow(int.from_bytes(block, "big"), self.private, self.modulus)

    def octets(self, number):
        return number.to_bytes(self.size, "big")


def block(key, digest="sha1", trailer="BC", header="6A", padding=0, challenge=CHALLENGE, change=lambda octets: octets):
    """Header, padding, recoverable part, hash, trailer, in the octets of the modulus."""
    start = bytes.fromhex(header) if not padding else bytes.fromhex(header[0] + "B" + "BB" * (padding - 1) + "BA")
    hasher = hashlib.new(digest)
    end = bytes.fromhex(trailer)
    recoverable = secrets.token_bytes(key.size - len(start) - hasher.digest_size - len(end))
    hasher.update(recoverable + challenge)
    return change(start + recoverable + hasher.digest() + end)


cases = []


def add(name, key, signature, result, digest=None, challenge=CHALLENGE):
    cases.append({
        "name": name, "key": {"modulus": "%x" % key.modulus, "exponent": "%06x" % key.exponent}, "challenge": challenge.hex(),
        "signature": signature.hex(), "result": result, "digest": NAMES.get(digest, digest)})


def signed(name, key, made, result, digest=None, **more):
    add(name, key, key.octets(key.sign(made)), result, digest, **more)


small, odd, large = Key(1024, 65537), Key(1024, 3), Key(2048, 65537)
for key, size in ((small, "1024"), (odd, "1024 e=3"), (large, "2048")):
    signed(f"{size} BC", key, block(key), "valid", "sha1")
    for digest, trailer in TRAILERS.items():
        made = block(key, digest, trailer)
        signed(f"{size} {trailer}", key, made, "valid", digest)
        add(f"{size} {trailer}, n - s", key, key.octets(key.modulus - key.sign(made)), "valid", digest)
        signed(f"{size} {trailer}, another challenge", key, block(key, digest, trailer, challenge=bytes(8)), "invalid", digest)
signed("padded by one octet", small, block(small, padding=1), "valid", "sha1")
signed("padded by nine octets", small, block(small, "sha256", "34CC", padding=9), "valid", "sha256")
signed("claims the whole message", small, block(small, header="4A"), "looseRecovery", "sha1")
while True:
    number = small.sign(block(small, "sha256", "34CC"))
    if number < 1 << 1016:
        break
add("a zero before it is missing", small, number.to_bytes(127, "big"), "looseRecovery", "sha256")
add("a zero before it", small, bytes(1) + small.octets(number), "looseRecovery", "sha256")
add("an octet behind it", small, small.octets(number) + bytes(1), "invalid")
add("empty", small, b"", "invalid")
add("zeros", small, bytes(128), "invalid")
add("the modulus", small, small.octets(small.modulus), "invalid")
add("the number one", small, small.octets(1), "invalid")
for trailer, name in (("32CC", "RIPEMD-128"), ("37CC", "Whirlpool")):
    signed(f"trailer {trailer}, {name}", small, block(small, "sha256", trailer), "unsupported")
signed("trailer 30CC, which nobody has", small, block(small, "sha256", "30CC"), "invalid")
signed("trailer DC", small, block(small, trailer="DC"), "invalid")
signed("trailer of another function", small, block(small, "sha256", "38CC"), "invalid", "sha224")
signed("header 2A", small, block(small, header="2A"), "invalid")
signed("header 6C", small, block(small, header="6C"), "invalid")
signed("padding without an end", small, block(small, padding=2, change=lambda octets: octets[:1] + b"\xbb\xbb" + octets[3:]), "invalid")
signed("padding to the end", small, b"\x6b" + b"\xbb" * 126 + b"\xbc", "invalid")
signed("a bit of the hash", small, block(small, change=lambda octets: octets[:-2] + bytes([octets[-2] ^ 1]) + octets[-1:]), "invalid", "sha1")
signed("a bit of the recoverable part", small, block(small, change=lambda octets: octets[:9] + bytes([octets[9] ^ 1]) + octets[10:]), "invalid", "sha1")
signed("no room for the hash", small, b"\x6b" + b"\xbb" * 61 + b"\xba" + secrets.token_bytes(63) + b"\x35\xcc", "invalid")
signed("Doc 9303-11, Appendix F", small, APPENDIX_F, "valid", "sha1", challenge=APPENDIX_F_CHALLENGE)

with open(os.path.join(HERE, "recovery.json"), "w") as file:
    origin = "generate_recovery.py in this folder: blocks by hashlib, signatures by integers of Python; the last block is the standard's."
    rows = ",\n".join("  " + json.dumps(row) for row in cases)
    file.write('{\n "origin": %s,\n "cases": [\n%s\n ]\n}\n' % (json.dumps(origin), rows))
