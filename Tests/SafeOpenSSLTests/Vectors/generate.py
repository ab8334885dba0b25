"""Makes signatures.json and curves.json beside this file.

Needs the openssl command (3.0) and the Python packages cryptography, asn1crypto and ecdsa. Keys and signatures are random, so that
every run makes other bytes; every signature is checked twice before it is written: by arithmetic in this file, and by
python-cryptography where it knows the scheme. The keys are for these vectors only and are not kept.
"""
import hashlib, json, os, subprocess, tempfile
from asn1crypto.keys import ECDomainParameters, RSAPrivateKey
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils
import ecdsa as reference

HERE = os.path.dirname(os.path.abspath(__file__))
DIGESTS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]
OIDS = {
    "md5": "2a864886f70d0205", "sha1": "2b0e03021a", "sha224": "608648016503040204", "sha256": "608648016503040201",
    "sha384": "608648016503040202", "sha512": "608648016503040203",
}
CURVES = {  # the name in SafeOpenSSL: the name in OpenSSL, the curve in python-ecdsa
    "p192": ("prime192v1", reference.NIST192p), "p224": ("secp224r1", reference.NIST224p),
    "p256": ("prime256v1", reference.NIST256p), "p384": ("secp384r1", reference.NIST384p),
    "p521": ("secp521r1", reference.NIST521p),
    "brainpoolP160r1": ("brainpoolP160r1", reference.BRAINPOOLP160r1),
    "brainpoolP192r1": ("brainpoolP192r1", reference.BRAINPOOLP192r1),
    "brainpoolP224r1": ("brainpoolP224r1", reference.BRAINPOOLP224r1),
    "brainpoolP256r1": ("brainpoolP256r1", reference.BRAINPOOLP256r1),
    "brainpoolP320r1": ("brainpoolP320r1", reference.BRAINPOOLP320r1),
    "brainpoolP384r1": ("brainpoolP384r1", reference.BRAINPOOLP384r1),
    "brainpoolP512r1": ("brainpoolP512r1", reference.BRAINPOOLP512r1),
}
MESSAGE = "Utopia: a text that is signed"
folder = tempfile.TemporaryDirectory()


def run(*arguments, input=None):
    return subprocess.run(["openssl", *arguments], input=input, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True).stdout


def octets(number, length=None):
    return number.to_bytes(length or (number.bit_length() + 7) // 8 or 1, "big")


def keyfile(name, *arguments):
    path = os.path.join(folder.name, name + ".pem")
    run("genpkey", *arguments, "-out", path)
    return path


def rsa_key(bits, exponent):
    path = keyfile(f"rsa{bits}e{exponent}", "-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{bits}", "-pkeyopt",
                   f"rsa_keygen_pubexp:{exponent}")
    # python-cryptography refuses some exponents that real keys have, so the numbers are read from the PKCS #1 structure.
    der = run("rsa", "-in", path, "-outform", "DER", "-traditional")
    parsed = RSAPrivateKey.load(der).native
    return {"path": path, "n": parsed["modulus"], "e": parsed["public_exponent"], "d": parsed["private_exponent"],
            "public": {"modulus": octets(parsed["modulus"]).hex(), "exponent": octets(parsed["public_exponent"]).hex()}}


def ec_key(curve):
    path = keyfile(curve, "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + CURVES[curve][0])
    key = reference.SigningKey.from_pem(open(path).read())
    point = key.verifying_key.to_string("uncompressed")
    return {"path": path, "curve": curve, "secret": key.privkey.secret_multiplier, "key": key,
            "public": {"curve": curve, "point": point.hex()}}


def digest(name, message=MESSAGE):
    return hashlib.new(name, message.encode()).digest()


cases = []


def add(name, key, scheme, digest_name, signature, result, message=MESSAGE, **more):
    case = {"name": name, "key": key["public"], "scheme": scheme, "digest": digest_name,
            "value": digest(digest_name, message).hex(), "signature": signature.hex(), "result": result, **more}
    cases.append(case)


def openssl_sign(key, digest_name, *options):
    return run("dgst", "-" + digest_name, "-sign", key["path"], *options, input=MESSAGE.encode())


# --- arithmetic: what the standards say, without any library -------------------------------------------------------------------

def digest_info(name, value, null=True):
    oid = bytes.fromhex(OIDS[name])
    algorithm = b"\x06" + bytes([len(oid)]) + oid + (b"\x05\x00" if null else b"")
    inner = b"\x30" + bytes([len(algorithm)]) + algorithm + b"\x04" + bytes([len(value)]) + value
    return b"\x30" + bytes([len(inner)]) + inner


def pkcs1_block(key, info, first=b"\x00\x01", fill=b"\xff", separator=b"\x00", after=b""):
    length = len(octets(key["n"]))
    padding_length = length - 2 - len(separator) - len(info) - len(after)
    return first + fill * padding_length + separator + info + after


def raw_sign(key, block):
    return octets(pow(int.from_bytes(block, "big"), key["d"], key["n"]), len(octets(key["n"])))


def raw_verify(key, signature):
    return octets(pow(int.from_bytes(signature, "big"), key["e"], key["n"]), len(octets(key["n"])))


def mgf1(name, seed, length):
    out, counter = b"", 0
    while len(out) < length:
        out += hashlib.new(name, seed + counter.to_bytes(4, "big")).digest()
        counter += 1
    return out[:length]


def pss_holds(key, name, mask, salt_length, signature, value):
    bits = key["n"].bit_length() - 1
    length = (bits + 7) // 8
    block = octets(pow(int.from_bytes(signature, "big"), key["e"], key["n"]), length)
    size = len(value)
    if block[-1] != 0xBC: return False
    masked, check = block[: length - size - 1], block[length - size - 1 : -1]
    data = bytearray(a ^ b for a, b in zip(masked, mgf1(mask, check, len(masked))))
    data[0] &= 0xFF >> (8 * length - bits)
    padding_length = length - size - salt_length - 2
    if any(data[:padding_length]) or data[padding_length] != 1: return False
    return hashlib.new(name, bytes(8) + value + bytes(data[padding_length + 1 :])).digest() == check


def ecdsa_holds(key, r, s, value):
    curve = CURVES[key["curve"]][1]
    n = curve.order
    if not (0 < r < n and 0 < s < n): return False
    number = int.from_bytes(value, "big")
    number >>= max(0, 8 * len(value) - n.bit_length())
    w = pow(s, -1, n)
    point = curve.generator * (number * w % n) + key["key"].verifying_key.pubkey.point * (r * w % n)
    return point.x() % n == r


def der(r, s):
    return reference.util.sigencode_der(r, s, None)


def integers(signature):
    return utils.decode_dss_signature(signature)


# --- RSA ----------------------------------------------------------------------------------------------------------------------

# Odd sizes and exponents stand for those met in certificates: e = 3, 56611, 107903, 122125 and a modulus of 1 mod 8 bits.
rsa_keys = {label: rsa_key(bits, exponent) for label, bits, exponent in [
    ("RSA-1024", 1024, 65537), ("RSA-1025", 1025, 65537), ("RSA-2048", 2048, 65537), ("RSA-2048 e=3", 2048, 3),
    ("RSA-3072 e=3", 3072, 3), ("RSA-3072 e=122125", 3072, 122125), ("RSA-4096 e=107903", 4096, 107903),
    ("RSA-6144 e=56611", 6144, 56611)]}
for label, key in rsa_keys.items():
    for name in DIGESTS:
        if name != "sha256" and label not in ("RSA-1024", "RSA-2048", "RSA-2048 e=3"): continue
        signature = openssl_sign(key, name)
        assert raw_verify(key, signature) == pkcs1_block(key, digest_info(name, digest(name)))
        add(f"{label} PKCS#1 {name}", key, "rsaPKCS1", name, signature, "valid")

HASHES = {"md5": hashes.MD5(), "sha1": hashes.SHA1(), "sha224": hashes.SHA224(), "sha256": hashes.SHA256(),
          "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def pss(label, name, mask, salt, result="valid", stated=None, stated_mask=None):
    key = rsa_keys[label]
    signature = openssl_sign(key, name, "-sigopt", "rsa_padding_mode:pss", "-sigopt", f"rsa_pss_saltlen:{salt}",
                             "-sigopt", f"rsa_mgf1_md:{mask}")
    assert pss_holds(key, name, mask, salt, signature, digest(name))
    rsa.RSAPublicNumbers(key["e"], key["n"]).public_key().verify(
        signature, digest(name), padding.PSS(padding.MGF1(HASHES[mask]), salt), utils.Prehashed(HASHES[name]))
    text = f"{label} PSS {name} mask {mask} salt {salt}"
    if stated is not None: text += f" stated as {stated}"
    if stated_mask: text += f" mask stated as {stated_mask}"
    add(text, key, "rsaPSS", name, signature, result, maskDigest=stated_mask or mask, saltLength=salt if stated is None else stated)


for name in DIGESTS[1:]:
    for salt in sorted({0, 20, 32, 17, len(digest(name))}):
        pss("RSA-2048", name, name, salt)
pss("RSA-1024", "md5", "md5", 16)
pss("RSA-1025", "sha256", "sha256", 32)   # the block is one octet shorter than the modulus
pss("RSA-1025", "sha512", "sha512", 62)   # the longest salt that fits
pss("RSA-3072 e=3", "sha256", "sha256", 32)
pss("RSA-4096 e=107903", "sha512", "sha512", 64)
pss("RSA-2048", "sha256", "sha1", 20)
pss("RSA-2048", "sha512", "sha256", 64)
pss("RSA-2048", "sha1", "sha512", 20)
pss("RSA-2048", "sha256", "sha256", 20, "otherSaltLength", stated=32)
pss("RSA-2048", "sha512", "sha512", 64, "otherSaltLength", stated=20)
pss("RSA-2048", "sha256", "sha256", 32, "otherSaltLength", stated=1_000_000)
pss("RSA-2048", "sha256", "sha256", 32, "unsupported", stated=-2)
pss("RSA-2048", "sha256", "sha256", 32, "unsupported", stated=2**40)
pss("RSA-2048", "sha256", "sha256", 32, "invalid", stated_mask="sha1")

for label in ("RSA-1024", "RSA-2048", "RSA-2048 e=3", "RSA-3072 e=3"):
    key = rsa_keys[label]
    for name in DIGESTS:
        signature = raw_sign(key, pkcs1_block(key, digest_info(name, digest(name), null=False)))
        add(f"{label} DigestInfo without NULL {name}", key, "rsaPKCS1", name, signature, "digestInfoWithoutNull")

key = rsa_keys["RSA-2048"]
good, bare = digest_info("sha256", digest("sha256")), digest_info("sha256", digest("sha256"), null=False)
size = len(octets(key["n"]))
short = lambda info: b"\x00\x01" + b"\xff" * 8 + b"\x00" + info
forged = {
    "octets after DigestInfo": pkcs1_block(key, good, after=b"\x00" * 4),
    "octets after DigestInfo without NULL": pkcs1_block(key, bare, after=b"\x00" * 4),
    "eight octets of padding, garbage to the end": short(good) + bytes(size - len(short(good))),
    "the same without NULL": short(bare) + bytes(size - len(short(bare))),
    "block type 0": pkcs1_block(key, good, first=b"\x00\x00", fill=b"\x00"),
    "block type 2": pkcs1_block(key, good, first=b"\x00\x02", fill=b"\xaa"),
    "block type 2 without NULL": pkcs1_block(key, bare, first=b"\x00\x02", fill=b"\xaa"),
    "no separator": pkcs1_block(key, good, separator=b"\xff"),
    "one octet of padding is not FF": bytearray(pkcs1_block(key, bare)),
    "no padding": b"\x00\x01\x00" + good + bytes(size - 3 - len(good)),
    "the digest alone": pkcs1_block(key, digest("sha256")),
    "digest as OCTET STRING alone": pkcs1_block(key, b"\x04\x20" + digest("sha256")),
    "another function's identifier": pkcs1_block(key, good.replace(bytes.fromhex(OIDS["sha256"]), bytes.fromhex(OIDS["sha512"]))),
    "parameters are an empty OCTET STRING": pkcs1_block(key, good.replace(b"\x05\x00", b"\x04\x00")),
    "garbage inside the parameters": pkcs1_block(
        key, b"\x30\x39\x30\x15" + good[4:15] + b"\x05\x08garbage!" + good[17:]),
    "long-form length of DigestInfo": pkcs1_block(key, b"\x30\x81" + good[1:]),
    "long-form length without NULL": pkcs1_block(key, b"\x30\x81" + bare[1:]),
    "digest of another message": pkcs1_block(key, digest_info("sha256", digest("sha256", "another"), null=False)),
}
forged["one octet of padding is not FF"][40] = 0xFE
for text, block in forged.items():
    assert len(block) == size, text
    add(f"RSA-2048 forged block: {text}", key, "rsaPKCS1", "sha256", raw_sign(key, bytes(block)), "invalid")


def cube_root(number):
    low, high = 0, 1 << (number.bit_length() // 3 + 2)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**3 <= number else (low, middle - 1)
    return low


# Bleichenbacher 2006: with e = 3 and octets after DigestInfo, a cube root makes a block that begins rightly, without the private key.
for label in ("RSA-2048 e=3", "RSA-3072 e=3"):
    key = rsa_keys[label]
    size = len(octets(key["n"]))
    for text, info in (("", good), (" without NULL", bare)):
        start = short(info)
        root = cube_root(int.from_bytes(start + b"\xff" * (size - len(start)), "big"))
        assert octets(root**3, size).startswith(start)
        add(f"{label} forged by cube root{text}", key, "rsaPKCS1", "sha256", octets(root, size), "invalid")

key = rsa_keys["RSA-2048"]
size = len(octets(key["n"]))
signature = openssl_sign(key, "sha256")
for text, changed in {
    "empty": b"", "one octet": b"\x00", "zero": bytes(size), "one": octets(1, size), "n": octets(key["n"]),
    "n minus one": octets(key["n"] - 1), "all FF": b"\xff" * size, "a zero before it": b"\x00" + signature,
    "a zero after it": signature + b"\x00", "last octet missing": signature[:-1], "twice": signature * 2,
}.items():
    add(f"RSA-2048 signature: {text}", key, "rsaPKCS1", "sha256", changed, "invalid")
    add(f"RSA-2048 PSS signature: {text}", key, "rsaPSS", "sha256", changed, "invalid", maskDigest="sha256", saltLength=32)
add("RSA-2048 signed by another key", rsa_keys["RSA-2048 e=3"], "rsaPKCS1", "sha256", signature, "invalid")
add("RSA-2048 PKCS#1 stated as PSS", key, "rsaPSS", "sha256", signature, "invalid", maskDigest="sha256", saltLength=32)
add("RSA key with ECDSA", key, "ecdsa", "sha256", signature, "unsupported")
add("RSA key with plain ECDSA", key, "plainECDSA", "sha256", signature, "unsupported")

# --- ECDSA --------------------------------------------------------------------------------------------------------------------

ec_keys = {curve: ec_key(curve) for curve in CURVES}
for curve, key in ec_keys.items():
    order = CURVES[curve][1].order
    width = (order.bit_length() + 7) // 8
    for name in DIGESTS:
        signature = openssl_sign(key, name)
        r, s = integers(signature)
        assert ecdsa_holds(key, r, s, digest(name))
        add(f"{curve} {name}", key, "ecdsa", name, signature, "valid")
        add(f"{curve} {name} plain", key, "plainECDSA", name, octets(r, width) + octets(s, width), "valid")
    # The last r and s, over SHA-512.
    plain = octets(r, width) + octets(s, width)
    inner = lambda first, second: b"\x02" + bytes([len(first)]) + first + b"\x02" + bytes([len(second)]) + second
    def sequence(content, form=None):
        if form == 2: return b"\x30\x82" + len(content).to_bytes(2, "big") + content
        if len(content) >= 0x80 or form == 1: return b"\x30\x81" + bytes([len(content)]) + content
        return b"\x30" + bytes([len(content)]) + content
    rb, sb = octets(r), octets(s)
    signed = lambda b: b"\x00" + b if b[0] & 0x80 else b
    assert sequence(inner(signed(rb), signed(sb))) == signature
    table = {
        "plain form where DER is stated": (plain, "plainInsteadOfDER"),
        "superfluous zero before r": (sequence(inner(b"\x00" + signed(rb), signed(sb))), "notDistinguishedEncoding"),
        "superfluous zeros before s": (sequence(inner(signed(rb), b"\x00\x00" + signed(sb))), "notDistinguishedEncoding"),
        "length in two octets": (sequence(inner(signed(rb), signed(sb)), 2), "notDistinguishedEncoding"),
        "a zero after it": (signature + b"\x00", "notDistinguishedEncoding"),
        "another octet after it": (signature + b"\x01", "invalid"),
        "empty": (b"", "invalid"), "SEQUENCE alone": (b"\x30\x00", "invalid"), "tag alone": (b"\x30", "invalid"),
        "length beyond the end": (b"\x30\x84\xff\xff\xff\xff" + signature[2:], "invalid"),
        "r missing": (sequence(b"\x02" + bytes([len(signed(sb))]) + signed(sb)), "invalid"),
        "three numbers": (sequence(inner(signed(rb), signed(sb)) + b"\x02\x01\x00"), "invalid"),
        "zero and zero": (der(0, 0), "invalid"), "r zero": (der(0, s), "invalid"), "s zero": (der(r, 0), "invalid"),
        "one and one": (der(1, 1), "invalid"), "r = n": (der(order, s), "invalid"), "s = n": (der(r, order), "invalid"),
        "r + n": (der(r + order, s), "invalid"), "s + n": (der(r, s + order), "invalid"),
        "s and r exchanged": (der(s, r), "invalid"),
        "n - s, which is as good as s": (der(r, order - s), "valid"),
        "plain zeros": (bytes(2 * width), "invalid"), "all FF": (b"\xff" * (2 * width), "invalid"),
        "plain with an odd length": (plain + b"\x00", "invalid"),
    }
    if rb[0] & 0x80 or sb[0] & 0x80:
        table["sign octets missing"] = (sequence(inner(rb, sb)), "notDistinguishedEncoding")
    for text, (changed, result) in table.items():
        add(f"{curve} {text}", key, "ecdsa", "sha512", changed, result)
    padded = b"\x00" + octets(r, width) + b"\x00" + octets(s, width)
    for text, (changed, result) in {
        "padded": (padded, "paddedPlainForm"), "DER where plain is stated": (signature, "derInsteadOfPlain"),
        "odd length": (plain[:-1], "invalid"), "empty": (b"", "invalid"), "zeros": (bytes(2 * width), "invalid"),
        "r + n": (octets(r + order, width + 1) + octets(s, width + 1), "invalid"),
    }.items():
        add(f"{curve} plain: {text}", key, "plainECDSA", "sha512", changed, result)
    add(f"{curve} signed by another key", ec_key(curve), "ecdsa", "sha512", signature, "invalid")
    add(f"{curve} with PKCS#1", key, "rsaPKCS1", "sha512", signature, "unsupported")
    add(f"{curve} with PSS", key, "rsaPSS", "sha512", signature, "unsupported", maskDigest="sha512", saltLength=64)

# --- curves -------------------------------------------------------------------------------------------------------------------

curves = []
for curve, (name, known) in CURVES.items():
    entry = {"curve": curve, "command": f"openssl ecparam -name {name} -param_enc explicit -outform DER"}
    for form in ("uncompressed", "compressed"):
        encoded = run("ecparam", "-name", name, "-param_enc", "explicit", "-conv_form", form, "-outform", "DER")
        parsed = ECDomainParameters.load(encoded).chosen
        entry[form] = parsed["base"].native.hex() if isinstance(parsed["base"].native, bytes) else bytes(parsed["base"]).hex()
    prime = parsed["field_id"]["parameters"].native
    entry.update(prime=octets(prime).hex(), a=parsed["curve"]["a"].native.hex(), b=parsed["curve"]["b"].native.hex(),
                 order=octets(parsed["order"].native).hex(), cofactor=octets(parsed["cofactor"].native).hex(),
                 oid=run("ecparam", "-name", name, "-outform", "DER").hex())
    # python-ecdsa has its own copy of the standards' numbers.
    a, b = int(entry["a"], 16), int(entry["b"], 16)
    assert (prime, a, b) == (known.curve.p(), known.curve.a() % prime, known.curve.b() % prime), curve
    assert parsed["order"].native == known.order and parsed["cofactor"].native == 1
    assert entry["uncompressed"] == known.generator.to_bytes("uncompressed").hex()
    assert entry["compressed"] == known.generator.to_bytes("compressed").hex()
    # CVE-2020-0601: with G' = d^-1 Q the private key of Q is d, whatever the true one is.
    key = ec_keys[curve]
    entry["publicPoint"] = key["public"]["point"]
    chosen = 0x1234567
    entry["chosenGenerator"] = (key["key"].verifying_key.pubkey.point * pow(chosen, -1, known.order)).to_bytes("uncompressed").hex()
    curves.append(entry)

version = run("version").decode().split(" (")[0]
origin = f"generate.py in this folder; {version}; python-cryptography and python-ecdsa agree"
for file, key_name, rows in (("signatures.json", "cases", cases), ("curves.json", "curves", curves)):
    with open(os.path.join(HERE, file), "w") as out:
        out.write('{"origin": ' + json.dumps(origin) + f',\n"{key_name}": [\n')
        out.write(",\n".join(json.dumps(row) for row in rows))
        out.write("\n]}\n")
print(len(cases), "signatures,", len(curves), "curves")
