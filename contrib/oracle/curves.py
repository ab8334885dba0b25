"""Elliptic curves over prime fields by plain integers, so that any parameters can be used: named, explicit, or wrong."""
import functools
import subprocess
from dataclasses import dataclass

from asn1crypto import core

NAMES = {
    "1.2.840.10045.3.1.1": "prime192v1", "1.3.132.0.33": "secp224r1", "1.2.840.10045.3.1.7": "prime256v1",
    "1.3.132.0.34": "secp384r1", "1.3.132.0.35": "secp521r1",
    **{f"1.3.36.3.3.2.8.1.1.{n}": f"brainpoolP{bits}r1"
       for n, bits in [(1, 160), (3, 192), (5, 224), (7, 256), (9, 320), (11, 384), (13, 512)]},
}


@dataclass(frozen=True)
class Curve:
    p: int
    a: int
    b: int
    generator: tuple
    order: int
    cofactor: int

    @property
    def size(self):
        return (self.p.bit_length() + 7) // 8

    def contains(self, point):
        x, y = point
        return 0 <= x < self.p and 0 <= y < self.p and (y * y - x * x * x - self.a * x - self.b) % self.p == 0

    def point(self, octets):
        """Reads an uncompressed or compressed point; None is no point of the curve."""
        size = self.size
        if octets[:1] == b"\x04" and len(octets) == 1 + 2 * size:
            point = int.from_bytes(octets[1:1 + size], "big"), int.from_bytes(octets[1 + size:], "big")
            return point if self.contains(point) else None
        if octets[:1] in (b"\x02", b"\x03") and len(octets) == 1 + size and self.p % 4 == 3:
            x = int.from_bytes(octets[1:], "big")
            y = pow(x ** 3 + self.a * x + self.b, (self.p + 1) // 4, self.p)
            y = y if y % 2 == octets[0] % 2 else self.p - y
            return (x, y) if self.contains((x, y)) else None
        return None

    def double(self, point):
        """Doubles in Jacobian coordinates: x/z², y/z³; z = 0 is the point at infinity."""
        x, y, z = point
        if not y or not z:
            return 1, 1, 0
        square = y * y % self.p
        middle = 4 * x * square % self.p
        slope = (3 * x * x + self.a * pow(z, 4, self.p)) % self.p
        x3 = (slope * slope - 2 * middle) % self.p
        return x3, (slope * (middle - x3) - 8 * square * square) % self.p, 2 * y * z % self.p

    def add(self, left, right):
        """Adds in Jacobian coordinates."""
        if not left[2] or not right[2]:
            return right if not left[2] else left
        (x1, y1, z1), (x2, y2, z2) = left, right
        s1, s2 = z1 * z1 % self.p, z2 * z2 % self.p
        u1, u2, v1, v2 = x1 * s2 % self.p, x2 * s1 % self.p, y1 * s2 * z2 % self.p, y2 * s1 * z1 % self.p
        h, r = (u2 - u1) % self.p, (v2 - v1) % self.p
        if not h:
            return (1, 1, 0) if r else self.double(left)
        hh = h * h % self.p
        hhh, v = h * hh % self.p, u1 * hh % self.p
        x3 = (r * r - hhh - 2 * v) % self.p
        return x3, (r * (v - x3) - v1 * hhh) % self.p, h * z1 * z2 % self.p

    def combine(self, u, left, v, right):
        """u·left + v·right, doubling once for both; None is the point at infinity."""
        left, right = (*left, 1), (*right, 1)
        terms, total = {(1, 0): left, (0, 1): right, (1, 1): self.add(left, right)}, (1, 1, 0)
        for bit in reversed(range(max(u.bit_length(), v.bit_length()))):
            total = self.double(total)
            term = terms.get((u >> bit & 1, v >> bit & 1))
            if term is not None:
                total = self.add(total, term)
        if not total[2]:
            return None
        inverse = pow(total[2], -1, self.p)
        return total[0] * inverse * inverse % self.p, total[1] * inverse ** 3 % self.p


@functools.lru_cache(maxsize=1 << 12)
def verify(curve, point, digest, r, s):
    """ECDSA, SEC 1, 4.1.4."""
    n = curve.order
    if not (0 < r < n and 0 < s < n):
        return False
    e = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - n.bit_length())
    w = pow(s, -1, n)
    found = curve.combine(e * w % n, curve.generator, r * w % n, point)
    return found is not None and found[0] % n == r


@functools.lru_cache(maxsize=None)
def named(dotted):
    """The curve of an object identifier, from the openssl command's own table."""
    der = subprocess.run(
        ["openssl", "ecparam", "-name", NAMES[dotted], "-param_enc", "explicit", "-conv_form", "uncompressed", "-outform", "DER"],
        check=True, capture_output=True).stdout
    return explicit(der)


def explicit(der):
    """Reads ECParameters of X9.62 (SpecifiedECDomain) by hand."""
    fields = list(core.Sequence.load(der, strict=True).native.values())
    field, coefficients, generator, order = fields[1], fields[2], fields[3], fields[4]
    field, coefficients = list(field.values()), list(coefficients.values())
    if field[0] != "1.2.840.10045.1.1":
        raise ValueError("no prime field: " + str(field[0]))
    p = field[1]
    bare = Curve(p, int.from_bytes(coefficients[0], "big"), int.from_bytes(coefficients[1], "big"), (0, 0), order,
                 fields[5] if len(fields) > 5 else 1)
    point = bare.point(generator)
    if point is None:
        raise ValueError("the generator is not on the curve")
    return Curve(bare.p, bare.a, bare.b, point, order, bare.cofactor)


def name_of(curve):
    """The dotted name of the curve that has exactly these parameters, or None."""
    return next((dotted for dotted in NAMES if named(dotted) == curve), None)
