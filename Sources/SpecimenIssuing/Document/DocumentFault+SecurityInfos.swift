import SignedStructures
import TagLengthValue

/// DG14, DG15 and EF.CardSecurity as real chips have them, signed so.
extension DocumentFault {
    // MARK: Rows

    private typealias Infos = @Sendable (inout [SecurityInfoParts]) -> Void

    private static func infos(isSorted: Bool = true, _ change: @escaping Infos) -> Edit {
        { form in
            form.plan = { $0.dataGroups.insert(14) }
            form.groups[14] = { file in
                var reader = ElementReader(file[...])
                guard let outer = try? reader.next() else { return file }
                let set = SecurityInfoParts.changing(Array(outer.content), isSorted: isSorted, change)
                return encoded { writer in writer.write(Tag(0x6E)) { $0.append(set) } }
            }
        }
    }

    /// A deviation of DG14.
    private static func chip(
        _ name: String, _ summary: String, finds codes: [String], repeats: String? = nil, _ change: @escaping Infos
    ) -> DocumentFault {
        .tolerance(name, summary, finds: codes.map { "DG14 " + $0 }, repeats: repeats, infos(change))
    }

    private static let isProtocol: @Sendable (SecurityInfoParts) -> Bool = { $0.identifier == OID(dotted: "0.4.0.127.0.7.2.2.3.2.2") }
    private static let isKey: @Sendable (SecurityInfoParts) -> Bool = { $0.identifier == .chipAuthenticationKeyECDH }

    /// Changes the infos of chip authentication: that of the protocol and that of the key.
    private static func keyIdentifier(_ ofProtocol: [UInt8]?, _ ofKey: [UInt8]) -> Infos {
        { infos in
            for index in infos.indices {
                if isProtocol(infos[index]) { infos[index].optional = ofProtocol }
                if isKey(infos[index]) { infos[index].optional = ofKey }
            }
        }
    }

    /// States that the key on a curve is one over a prime.
    private static let labelledAsPrime: Infos = { infos in
        for index in infos.indices where isKey(infos[index]) { infos[index].identifier = .chipAuthenticationKeyDH }
    }

    // MARK: Deviations

    static let securityInfoTolerances: [DocumentFault] = [
        chip(
            "chip-authentication-info-absent", "DG14 has a key for chip authentication and does not state the protocol (France)",
            finds: ["chip-authentication-info-absent"]
        ) { $0.removeAll(where: isProtocol) },
        chip(
            "chip-authentication-cipher-absent", "DG14 states chip authentication without its cipher",
            finds: ["malformed-value", "chip-authentication-info-absent"]
        ) { infos in
            for index in infos.indices where isProtocol(infos[index]) { infos[index].identifier = .chipAuthenticationECDH }
        },
        chip(
            "chip-authentication-key-misnamed", "DG14 labels a key on a curve as one over a prime", finds: ["key-of-other-protocol"],
            labelledAsPrime),
        .tolerance(
            "card-security-key-misnamed", "EF.CardSecurity labels a key on a curve as one over a prime (Germany)",
            finds: "EF.CardSecurity key-of-other-protocol"
        ) { form in
            form.plan = { $0.hasCardSecurity = true }
            form.cardSecurityInfos = { SecurityInfoParts.changing($0, isSorted: true, labelledAsPrime) }
        },
        chip(
            "key-identifier-long-form", "the identifier of the key in DG14 with a superfluous zero", finds: ["key-identifier-form"],
            keyIdentifier([0x02, 0x01, 0x07], [0x02, 0x02, 0x00, 0x07])),
        chip(
            "key-identifier-octets", "the identifier of the key in DG14 as octets in place of a number", finds: ["key-identifier-form"],
            repeats: "key-identifier-long-form", keyIdentifier([0x02, 0x01, 0x07], [0x04, 0x01, 0x07])),
        chip("security-info-unknown", "DG14 has a security info of a kind that nobody knows", finds: ["unknown-security-info"]) { infos in
            // Below the arc that ISO gives its members; not assigned.
            if let identifier = OID(dotted: "1.2.999.7") {
                infos.append(SecurityInfoParts(identifier: identifier, required: [0x02, 0x01, 0x01]))
            }
        },
        .tolerance(
            "security-infos-unsorted", "the security infos in DG14 not in DER's order, and hashed so", finds: ["DG14 unsorted-set"],
            infos(isSorted: false) { $0.reverse() }),
        .tolerance(
            "hash-function-not-stated", "the chip answers by ECDSA, and DG14 does not state its hash function",
            finds: ["chip.active-authentication hash-function-not-stated"],
            answeringOnCurve { form in
                infos { $0.removeAll { $0.identifier == .activeAuthentication } }(&form)
            }),
        .tolerance(
            "answer-by-short-key", "the chip answers by RSA of 768 bits", finds: ["chip.active-authentication weak-algorithm"],
            answering(.rsa(bits: 768, exponent: 65537))),
    ]

    private static func answering(_ key: SigningAlgorithm.Key) -> Edit {
        { form in
            form.plan = {
                $0.dataGroups.insert(15)
                $0.activeAuthentication = .trailerBC
                $0.activeAuthenticationKey = key
            }
        }
    }

    private static func answeringOnCurve(_ parameters: IssuingKey.ParameterForm = .named, _ change: @escaping Edit = { _ in }) -> Edit {
        { form in
            change(&form)
            form.plan = {
                $0.dataGroups.formUnion([14, 15])
                $0.activeAuthentication = .plainECDSA
                $0.activeAuthenticationParameters = parameters
            }
        }
    }

    // MARK: Allowed

    static let securityInfoVariants: [DocumentFault] = [
        .variant(
            "key-identifier-large", "the identifier of the key in DG14 has nine octets (Malta)", allowedBy: "BSI TR-03110-3, A.1.1.2",
            infos(
                keyIdentifier(
                    [0x02, 0x09, 0x4D, 0x54, 0xFA, 0xCE, 0x00, 0xBA, 0xDC, 0x0D, 0xE5],
                    [0x02, 0x09, 0x4D, 0x54, 0xFA, 0xCE, 0x00, 0xBA, 0xDC, 0x0D, 0xE5]))),
        .variant(
            "key-identifier-negative", "the identifier of the key in DG14 is a negative number", allowedBy: "BSI TR-03110-3, A.1.1.2",
            infos(keyIdentifier([0x02, 0x01, 0x9C], [0x02, 0x01, 0x9C]))),
        .variant(
            "chip-authentication-over-prime", "DG14 has a key for chip authentication by Diffie-Hellman over a prime",
            allowedBy: "ICAO Doc 9303-11, 6.2",
            infos { infos in
                for index in infos.indices {
                    if isProtocol(infos[index]), let identifier = OID(dotted: "0.4.0.127.0.7.2.2.3.1.2") {
                        infos[index].identifier = identifier
                    }
                    if isKey(infos[index]) {
                        infos[index].identifier = .chipAuthenticationKeyDH
                        infos[index].required = DiffieHellmanKey.subjectPublicKeyInfo
                    }
                }
            }),
        .variant(
            "answer-by-explicit-curve", "the chip answers by ECDSA, and DG15 writes its curve with all parameters",
            allowedBy: "ICAO Doc 9303-11, 6.1.2.3", answeringOnCurve(.explicit)),
        .variant(
            "answer-by-small-exponent", "the chip answers by RSA of 1024 bits with the exponent 3", allowedBy: "ICAO Doc 9303-11, 6.1.2.2",
            answering(.rsa(bits: 1024, exponent: 3))),
        .variant(
            "answer-by-large-exponent", "the chip answers by RSA of 1024 bits with an exponent of 33 bits",
            allowedBy: "ICAO Doc 9303-11, 6.1.2.2", answering(.rsa(bits: 1024, exponent: 0x1_0000_0001))),
    ]
}

/// A security info taken apart.
struct SecurityInfoParts {
    var identifier: OID
    /// The required and the optional data as whole elements.
    var required: [UInt8]
    var optional: [UInt8]?

    /// A set of security infos with its members changed; what is none is left as it is.
    static func changing(_ set: [UInt8], isSorted: Bool, _ change: (inout [SecurityInfoParts]) -> Void) -> [UInt8] {
        var reader = ElementReader(set[...])
        guard let whole = try? reader.next() else { return set }
        var parts: [SecurityInfoParts] = []
        var members = whole.elements()
        while let member = try? members.next() {
            var fields = member.elements()
            guard let identifier = (try? fields.next()).flatMap({ $0 }).flatMap({ OID(content: $0.content) }),
                let required = try? fields.next()
            else { return set }
            let optional = try? fields.next()
            parts.append(
                SecurityInfoParts(identifier: identifier, required: Array(required.bytes), optional: (optional?.bytes).map(Array.init)))
        }
        change(&parts)
        let encodings = parts.map(\.bytes)
        if isSorted { return encoded { $0.writeSetOf(encodings) } }
        return encoded { writer in writer.write(.set) { for encoding in encodings { $0.append(encoding) } } }
    }

    private var bytes: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { info in
                info.write(identifier)
                info.append(required)
                if let optional { info.append(optional) }
            }
        }
    }
}
