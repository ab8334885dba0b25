"""Keys and signatures by plain integers; where `cryptography` can verify the same, it must agree."""
import hashlib

from asn1crypto import core
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

import curves
from tlv import Element

HASHES = {
    "1.2.840.113549.2.5": "md5", "1.3.14.3.2.26": "sha1", "2.16.840.1.101.3.4.2.4": "sha224", "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512",
}
HASH_NAMES = {"md5": "MD5", "sha1": "SHA-1", "sha224": "SHA-224", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
RSA_KEY, PSS, MGF1 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.8"
EC_KEY = "1.2.840.10045.2.1"
PKCS1 = {
    "1.2.840.113549.1.1.4": "md5", "1.2.840.113549.1.1.5": "sha1", "1.3.14.3.2.29": "sha1", "1.2.840.113549.1.1.14": "sha224",
    "1.2.840.113549.1.1.11": "sha256", "1.2.840.113549.1.1.12": "sha384", "1.2.840.113549.1.1.13": "sha512",
}
ECDSA = {
    "1.2.840.10045.4.1": "sha1", "1.2.840.10045.4.3.1": "sha224", "1.2.840.10045.4.3.2": "sha256", "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
PLAIN = {f"0.4.0.127.0.7.1.1.4.1.{n}": name for n, name in enumerate(["sha1", "sha224", "sha256", "sha384", "sha512"], 1)}
NAMES = {
    **{oid: f"ecdsa-with-{name.upper()}" for oid, name in ECDSA.items()},
    **{oid: f"ecdsa-plain-{name.upper()}" for oid, name in PLAIN.items()},
    **{oid: f"{name}WithRSAEncryption" for oid, name in PKCS1.items()}, "1.3.14.3.2.29": "sha1WithRSASignature",
    RSA_KEY: "rsaEncryption", PSS: "RSASSA-PSS", EC_KEY: "ecPublicKey", "1.2.840.10046.2.1": "dhpublicnumber",
}


class Unknown(ValueError):
    """An algorithm, or a curve, that nobody knows."""


class Disagreement(Exception):
    """Two readers of this oracle contradict each other."""


class Key:
    """A public key out of a SubjectPublicKeyInfo."""

    def __init__(self, der):
        self.der = der
        algorithm, bits = list(core.Sequence.load(der, strict=True).native.values())
        parts = list(algorithm.values()) if isinstance(algorithm, dict) else algorithm
        self.algorithm = parts[0]
        # BIT STRINGs of asn1crypto's generic reader are tuples of bits.
        octets = bytes(int("".join(map(str, bits[i:i + 8])), 2) for i in range(0, len(bits), 8))
        self.octets = octets
        self.curve = self.curve_name = self.point = None
        if self.algorithm in (RSA_KEY, PSS):
            # Some keys lack the octet that keeps their numbers positive.
            numbers = core.Sequence.load(octets, strict=True)
            self.modulus, self.exponent = (int.from_bytes(numbers[index].contents, "big") for index in (0, 1))
        elif self.algorithm == EC_KEY:
            raw = core.Sequence.load(core.Sequence.load(der)[0].dump())[1]
            if isinstance(raw, core.ObjectIdentifier):
                self.curve_name, self.is_explicit = raw.dotted, False
                self.curve = curves.named(raw.dotted)
            else:
                self.is_explicit = True
                self.curve = curves.explicit(raw.dump())
                self.curve_name = curves.name_of(self.curve)
            self.point = self.curve.point(octets)
            self.on_other_curve()

    def on_other_curve(self):
        """A point that is not on the stated curve may be on the other named one of the same size, which then is the key's."""
        self.signing_curve, self.signing_name = self.curve, self.curve_name
        if self.point is not None or self.curve_name is None or self.octets[:1] != b"\x04":
            return
        size = len(self.octets) // 2
        for dotted in curves.NAMES:
            other = curves.named(dotted)
            if dotted != self.curve_name and (other.p.bit_length() + 7) // 8 == size and other.point(self.octets) is not None:
                self.signing_curve, self.signing_name, self.point = other, dotted, other.point(self.octets)

    @property
    def is_rsa(self):
        return self.algorithm in (RSA_KEY, PSS)

    @property
    def is_usable(self):
        """Whether the numbers can be those of a key."""
        if self.is_rsa:
            return self.modulus % 2 == 1 and self.exponent % 2 == 1 and self.exponent > 1
        return self.curve_name is not None and self.point is not None


def digest(name, data):
    return hashlib.new(name, data, usedforsecurity=False).digest()


def mask(seed, length, name):
    """MGF1, RFC 8017, B.2.1."""
    blocks = -(-length // hashlib.new(name, usedforsecurity=False).digest_size)
    return b"".join(digest(name, seed + counter.to_bytes(4, "big")) for counter in range(blocks))[:length]


def digest_info(name, with_null):
    oid = next(oid for oid, known in HASHES.items() if known == name)
    parameters = b"\x05\x00" if with_null else b""
    identifier = core.ObjectIdentifier(oid).dump() + parameters
    inner = b"\x30" + bytes([len(identifier)]) + identifier
    size = hashlib.new(name, usedforsecurity=False).digest_size
    body = inner + b"\x04" + bytes([size])
    return b"\x30" + bytes([len(body) + size]) + body


def verify_pkcs1(key, name, message, signature):
    """RSASSA-PKCS1-v1_5, also with the DigestInfo without NULL that some issuers make; returns (valid, without NULL)."""
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= key.modulus:
        return False, False
    found = pow(number, key.exponent, key.modulus).to_bytes(size, "big")
    for with_null in (True, False):
        tail = digest_info(name, with_null) + digest(name, message)
        if size >= len(tail) + 11 and found == b"\x00\x01" + b"\xff" * (size - len(tail) - 3) + b"\x00" + tail:
            return True, not with_null
    return False, False


def verify_pss(key, name, mask_name, salt_length, message, signature):
    """RSASSA-PSS, RFC 8017, 8.1.2."""
    bits = key.modulus.bit_length() - 1
    size, width = (key.modulus.bit_length() + 7) // 8, (bits + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= key.modulus:
        return False
    block = pow(number, key.exponent, key.modulus)
    if block.bit_length() > bits:
        return False
    block = block.to_bytes(width, "big")
    hashed = digest(name, message)
    if width < len(hashed) + salt_length + 2 or block[-1] != 0xBC:
        return False
    masked, tail = block[:width - len(hashed) - 1], block[width - len(hashed) - 1:-1]
    spare = 8 * width - bits
    if masked[0] >> (8 - spare) if spare else 0:
        return False
    data = bytearray(a ^ b for a, b in zip(masked, mask(tail, len(masked), mask_name)))
    data[0] &= 0xFF >> spare
    start = len(masked) - salt_length - 1
    if any(data[:start]) or data[start] != 1:
        return False
    return tail == digest(name, bytes(8) + hashed + bytes(data[start + 1:]))


def pss_parameters(parameters):
    """Hash, mask hash and salt length of RSASSA-PSS-params; absent members have the defaults of RFC 8017, A.2.3."""
    name, mask_name, salt = "sha1", "sha1", 20
    if parameters is None or parameters.dump() == b"\x05\x00":
        return name, mask_name, salt
    for outer in Element(parameters.dump(), 0).children():
        inner = Element(outer.data, outer.start)
        if outer.tag == "A0":
            name = HASHES[algorithm_parts(outer.value)[0]]
        elif outer.tag == "A1":
            generator, hash_identifier = algorithm_parts(outer.value)
            if generator != MGF1:
                raise ValueError("mask generation function " + generator)
            mask_name = HASHES[algorithm_parts(hash_identifier.dump())[0]]
        elif outer.tag == "A2":
            salt = int.from_bytes(inner.value, "big")
    return name, mask_name, salt


def algorithm_parts(der):
    """The dotted identifier and the parameters (an asn1crypto value or None) of an AlgorithmIdentifier."""
    parts = [core.Any.load(part.data[part.start - part.header:part.end]) for part in Element(der, 0).children()]
    return parts[0].native, (parts[1] if len(parts) > 1 else None)


def verify(key, algorithm_der, message, signature, digest_name=None, is_loose=False):
    """Verifies one signature. Returns (valid, notes); `digest_name` is the digest of CMS where the algorithm says only rsaEncryption.

    `is_loose` is for EF.SOD: it takes salts of another length than the stated one, and r and s side by side, as some issuers have them, and no
    curve that nobody named."""
    oid, parameters = algorithm_parts(algorithm_der)
    if oid == PSS:
        name, mask_name, salt = pss_parameters(parameters)
        valid = key.is_rsa and verify_pss(key, name, mask_name, salt, message, signature)
        if key.is_rsa and is_loose and not valid:
            salt, valid = next(((n, True) for n in range(65) if verify_pss(key, name, mask_name, n, message, signature)), (salt, False))
        second(key, valid, lambda public: public.verify(
            signature, message, padding.PSS(padding.MGF1(hash_of(mask_name)), salt), hash_of(name)))
        return valid, []
    if oid == RSA_KEY or oid in PKCS1:
        name = PKCS1.get(oid, digest_name)
        valid, without_null = verify_pkcs1(key, name, message, signature) if key.is_rsa else (False, False)
        if not without_null:
            second(key, valid, lambda public: public.verify(signature, message, padding.PKCS1v15(), hash_of(name)))
        return valid, ["digest-info-without-null"] if without_null else []
    if oid in ECDSA or oid in PLAIN or oid == EC_KEY:
        name = ECDSA.get(oid) or PLAIN.get(oid) or digest_name
        if is_loose and key.point is not None and key.curve_name is None:
            # Anybody can sign on a curve whose base point he chose (CVE-2020-0601).
            raise Unknown("a curve that nobody named")
        is_plain = oid in PLAIN or is_loose and key.curve is not None and len(signature) == 2 * ((key.signing_curve.order.bit_length() + 7) // 8) \
            and not is_sequence(signature)
        return verify_ecdsa(key, name, message, signature, is_plain=is_plain), []
    raise Unknown("unknown signature algorithm " + oid)


def is_sequence(octets):
    try:
        return len(core.Sequence.load(octets, strict=True)) == 2
    except ValueError:
        return False


def verify_ecdsa(key, name, message, signature, is_plain):
    if key.point is None:
        return False
    if is_plain:
        if len(signature) % 2:
            return False
        half = len(signature) // 2
        r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    else:
        try:
            pair = core.Sequence.load(signature, strict=True)
            r, s = pair[0].native, pair[1].native
        except (ValueError, KeyError, TypeError):
            return False
    valid = curves.verify(key.signing_curve, key.point, digest(name, message), r, s)
    if r > 0 and s > 0:
        second(key, valid, lambda public: public.verify(encode_dss_signature(r, s), message, ec.ECDSA(hash_of(name))))
    return valid


def hash_of(name):
    return getattr(hashes, name.upper())()


def public_key(key):
    """The key for `cryptography`, or None where it cannot have it; an explicit curve goes by its name."""
    try:
        if key.is_rsa:
            return rsa.RSAPublicNumbers(key.exponent, key.modulus).public_key()
        known = {"1.2.840.10045.3.1.1": ec.SECP192R1, "1.3.132.0.33": ec.SECP224R1, "1.2.840.10045.3.1.7": ec.SECP256R1,
                 "1.3.132.0.34": ec.SECP384R1, "1.3.132.0.35": ec.SECP521R1, "1.3.36.3.3.2.8.1.1.7": ec.BrainpoolP256R1,
                 "1.3.36.3.3.2.8.1.1.11": ec.BrainpoolP384R1, "1.3.36.3.3.2.8.1.1.13": ec.BrainpoolP512R1}.get(key.signing_name)
        return ec.EllipticCurvePublicNumbers(*key.point, known()).public_key() if known else None
    except (ValueError, UnsupportedAlgorithm):
        return None


COUNTS = {"alone": 0, "with cryptography": 0}


def second(key, valid, check):
    """Asks `cryptography` the same where it can answer."""
    public = public_key(key)
    try:
        if public is None:
            raise UnsupportedAlgorithm("no such key")
        check(public)
        other = True
    except InvalidSignature:
        other = False
    except (UnsupportedAlgorithm, ValueError, AttributeError):
        COUNTS["alone"] += 1
        return
    COUNTS["with cryptography"] += 1
    if other != valid:
        raise Disagreement(f"own arithmetic says {valid}, cryptography says {other}")


def recover(key, signature, challenge):
    """Active authentication by ISO/IEC 9796-2, scheme 1: returns (valid, hash name, trailer) (Doc 9303-11, 6.1)."""
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    # Zeros before the number may be missing or superfluous.
    if not number or number >= key.modulus:
        return False, None, None
    block = pow(number, key.exponent, key.modulus)
    # ISO/IEC 9796-2 lets a signer take the smaller of s and n - s.
    if block % 16 != 12:
        block = key.modulus - block
    block = block.to_bytes(size, "big").lstrip(b"\x00").rjust(size, b"\x00")
    trailers = {0xBC: ("sha1", 1)}
    if block[-1] == 0xCC:
        names = {0x33: "sha1", 0x34: "sha256", 0x35: "sha512", 0x36: "sha384", 0x38: "sha224",
                 0x31: "ripemd160", 0x39: "sha512_224", 0x3A: "sha512_256"}
        name, width = names.get(block[-2]), 2
    else:
        name, width = trailers.get(block[-1], (None, 1))
    if name is None or block[0] & 0xC0 != 0x40:
        return False, name, None
    length = len(digest(name, b""))
    # Header 01, partial recovery bit, more-data padding up to a nibble A.
    nibbles = "".join(f"{octet:02x}" for octet in block)
    if nibbles[0] not in "46" or "a" not in nibbles[1:]:
        return False, name, None
    end = 1
    while nibbles[end] == "b":
        end += 1
    if nibbles[end] != "a" or (end + 1) % 2:
        return False, name, None
    recovered = block[(end + 1) // 2:size - length - width]
    found = block[size - length - width:size - width]
    return found == digest(name, recovered + challenge), name, block[size - width:].hex()


def verify_answer(key, name, challenge, answer):
    """Active authentication by ECDSA: r and s side by side or in DER, by the hash function that is expected or else by any."""
    names = [name] + [other for other in ("sha1", "sha224", "sha256", "sha384", "sha512") if other != name]
    for function in names:
        for is_plain in (True, False):
            try:
                if verify_ecdsa(key, function, challenge, answer, is_plain=is_plain):
                    return True
            except ValueError:  # not in DER
                continue
    return False
