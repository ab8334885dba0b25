import CivilTime
package import DocumentPKI
package import SafeOpenSSL
package import SignedStructures
import TagLengthValue

/// Signs an exported bundle: a CMS SignedData of version 1 with one signature over signed attributes (RFC 5652, 5).
package struct BundleSigner {
    private let key: PrivateKey
    private let certificate: Certificate

    /// Takes a key and the certificate that verifies what it signs; nil where the two do not belong together.
    package init?(key: PrivateKey, certificate: Certificate) {
        guard let own = try? key.publicKey(), let stated = try? certificate.subjectPublicKeyInfo.publicKey() else { return nil }
        let probe = (try? DigestEngine().digest(.sha256, of: certificate.bytes)).flatMap { digest in
            (try? key.sign(digest, scheme: BundleSigner.scheme(of: own.kind))).map { (digest, $0) }
        }
        guard let (digest, signature) = probe,
            case .valid = stated.verify(signature[...], over: digest, scheme: BundleSigner.scheme(of: own.kind))
        else { return nil }
        self.key = key
        self.certificate = certificate
    }

    private static func scheme(of kind: PublicKey.Kind) -> SignatureScheme {
        switch kind {
        case .rsa: .rsaPKCS1(.sha256)
        case .ellipticCurve: .ecdsa(.sha256)
        }
    }

    package func sign(_ content: StoreBundleContent) throws(DatabaseError) -> [UInt8] {
        do {
            return try signedData(content.encoded, at: content.created)
        } catch {
            throw DatabaseError(.failed)
        }
    }

    private func signedData(_ content: [UInt8], at time: Timestamp) throws(OpenSSLError) -> [UInt8] {
        let engine = DigestEngine()
        let attributes = BundleSigner.attributes(digest: try engine.digest(.sha256, of: content[...]), time)
        let scheme = BundleSigner.scheme(of: key.kind)
        let signature = try key.sign(try engine.digest(.sha256, prefix: 0x31, of: attributes.dropFirst()), scheme: scheme)
        // The content is large, so what holds it gets its header before it, and nothing is moved.
        var rest = ElementWriter()
        rest.write(.context(0)) { $0.append(certificate.bytes) }
        rest.write(.set) { writeSigner(attributes, signature, &$0) }
        let octets = ElementWriter.header(.octetString, length: content.count)
        let explicit = ElementWriter.header(.context(0), length: octets.count + content.count)
        var type = ElementWriter()
        type.write(.objectIdentifier, OID.data.content)
        let encapsulated = ElementWriter.header(.sequence, length: type.bytes.count + explicit.count + octets.count + content.count)
        var head = ElementWriter()
        head.writeInteger(1)
        head.write(.set) { $0.write(.sequence) { $0.write(.objectIdentifier, OID.sha256.content) } }
        let length =
            head.bytes.count + encapsulated.count + type.bytes.count + explicit.count + octets.count + content.count + rest.bytes.count
        let sequence = ElementWriter.header(.sequence, length: length)
        let outer = ElementWriter.header(.context(0), length: sequence.count + length)
        var identifier = ElementWriter()
        identifier.write(.objectIdentifier, OID.signedData.content)
        let whole = ElementWriter.header(.sequence, length: identifier.bytes.count + outer.count + sequence.count + length)
        return whole + identifier.bytes + outer + sequence + head.bytes + encapsulated + type.bytes + explicit + octets + content
            + rest.bytes
    }

    /// The attributes as they stand in the message: [0], in the order of DER.
    private static func attributes(digest: Digest, _ time: Timestamp) -> [UInt8] {
        func attribute(_ type: OID, _ value: (inout ElementWriter) -> Void) -> [UInt8] {
            var writer = ElementWriter()
            writer.write(.sequence) { attribute in
                attribute.write(.objectIdentifier, type.content)
                attribute.write(.set, value)
            }
            return writer.bytes
        }
        let digits = String(time.description.filter { $0.isNumber })
        let isShort = (1950..<2050).contains(time.date.year)
        var writer = ElementWriter()
        writer.writeSetOf(
            [
                attribute(.contentTypeAttribute) { $0.write(.objectIdentifier, OID.data.content) },
                attribute(.messageDigestAttribute) { $0.write(.octetString, digest.bytes) },
                attribute(.signingTimeAttribute) { value in
                    value.write(isShort ? .utcTime : .generalizedTime, Array(((isShort ? String(digits.dropFirst(2)) : digits) + "Z").utf8))
                },
            ], tag: .context(0))
        return writer.bytes
    }

    private func writeSigner(_ attributes: [UInt8], _ signature: [UInt8], _ writer: inout ElementWriter) {
        writer.write(.sequence) { signer in
            signer.writeInteger(1)
            signer.write(.sequence) { identifier in
                identifier.append(certificate.issuer.bytes)
                identifier.write(.integer, certificate.serialNumber)
            }
            signer.write(.sequence) { $0.write(.objectIdentifier, OID.sha256.content) }
            signer.append(attributes)
            signer.write(.sequence) { algorithm in
                switch key.kind {
                case .rsa:
                    algorithm.write(.objectIdentifier, OID.sha256WithRSAEncryption.content)
                    algorithm.write(.null, [])
                case .ellipticCurve: algorithm.write(.objectIdentifier, OID.ecdsaWithSHA256.content)
                }
            }
            signer.write(.octetString, signature)
        }
    }
}
