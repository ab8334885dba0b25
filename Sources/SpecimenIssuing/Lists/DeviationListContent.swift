import CivilTime
package import SafeOpenSSL
package import SignedStructures
import TagLengthValue

/// What a deviation list says of which documents (Doc 9303-3, 7.3; Doc 9303-12, 10).
package struct DeviationListContent: Sendable {
    package var deviations: [Deviation] = []

    package init() {}

    /// Documents, all of whose criteria must match, and what is wrong with them.
    package struct Deviation: Sendable {
        package var documentType: String?
        package var signer: SignerIdentifier?
        package var issued: Period?
        package var documentNumbers: [String] = []
        package var descriptions: [Description] = []

        package init() {}
    }

    package enum SignerIdentifier: Sendable {
        /// The content octets of the serial number.
        case issuerAndSerialNumber(Name, [UInt8])
        case subjectKeyIdentifier([UInt8])
        /// The hash value of the certificate by the list's digest algorithm.
        case certificateDigest([UInt8])
    }

    package struct Description: Sendable {
        package var text: String?
        package var type: Kind
        package var parameter: Parameter?

        package init(_ type: Kind, _ parameter: Parameter? = nil, text: String? = nil) {
            self.type = type
            self.parameter = parameter
            self.text = text
        }
    }

    /// The types of deviation, by the last arcs of their identifiers below 2.23.136.1.1.7.
    package enum Kind: String, Sendable, CaseIterable {
        case documentSignerSignature = "1.1"
        case documentSignerEncoding = "1.2"
        case authorityEncoding = "1.3"
        case activeAuthenticationKeyCompromised = "1.4"
        case dataGroupMalformed = "2.1"
        case dataGroupHashWrong = "2.2"
        case securityObjectSignatureWrong = "2.3"
        case commonDataInconsistent = "2.4"
        case zoneWrongData = "3.1"
        case zoneWrongCheckDigit = "3.2"
        case chip = "4"
        case nationalUse = "5"

        var identifier: OID? { OID(dotted: "2.23.136.1.1.7." + rawValue) }
    }

    package enum Parameter: Sendable {
        /// A data group, or 20 for EF.SOD and 21 for EF.COM; a field of the zone; a field of a certificate's body.
        case number(UInt)
        /// An extension of a certificate.
        case identifier(OID)
    }

    /// DeviationList ::= SEQUENCE { version INTEGER { v0(0) }, digestAlg AlgorithmIdentifier OPTIONAL, deviations SET OF Deviation }.
    package func bytes(digest: DigestAlgorithm = .sha256) -> [UInt8] {
        encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.writeAlgorithm(digest.identifier, withNull: true)
                list.writeSetOf(deviations.map(\.bytes))
            }
        }
    }
}

extension DeviationListContent.Deviation {
    /// Deviation ::= SEQUENCE { documents DeviationDocuments, descriptions SET OF DeviationDescription }.
    fileprivate var bytes: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { deviation in
                deviation.write(.sequence) { writeDocuments(to: &$0) }
                deviation.writeSetOf(descriptions.map(\.bytes))
            }
        }
    }

    /// documentType [0], dscIdentifier [1] to [3], issuingDate [4], documentNumbers [5], with implicit tags.
    private func writeDocuments(to documents: inout ElementWriter) {
        if let documentType { documents.write(.contextPrimitive(0), text: documentType) }
        switch signer {
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            documents.write(.context(1)) { pair in
                pair.append(issuer.bytes)
                pair.write(.integer, serialNumber)
            }
        case .subjectKeyIdentifier(let identifier): documents.write(.contextPrimitive(2), identifier)
        case .certificateDigest(let digest): documents.write(.contextPrimitive(3), digest)
        case nil: break
        }
        if let issued {
            documents.write(.context(4)) { period in
                period.write(.generalizedTime, text: issued.notBefore.generalized)
                period.write(.generalizedTime, text: issued.notAfter.generalized)
            }
        }
        if !documentNumbers.isEmpty {
            documents.writeSetOf(documentNumbers.map { number in encoded { $0.write(.printableString, text: number) } }, tag: .context(5))
        }
    }
}

extension DeviationListContent.Description {
    /// DeviationDescription ::= SEQUENCE { description OPTIONAL, deviationType, parameters [0] ANY OPTIONAL, nationalUse [1] ANY OPTIONAL }.
    fileprivate var bytes: [UInt8] {
        encoded { writer in
            writer.write(.sequence) { description in
                if let text { description.write(.printableString, text: text) }
                if let identifier = type.identifier { description.write(identifier) }
                switch parameter {
                case .number(let number): description.write(.context(0)) { $0.writeInteger(number) }
                case .identifier(let identifier): description.write(.context(0)) { $0.write(identifier) }
                case nil: break
                }
                if type == .nationalUse { description.write(.context(1)) { $0.write(.utf8String, text: "Utopia") } }
            }
        }
    }
}

extension DeviationListContent {
    /// A list of one deviation of document numbers, as the Italian one of 2018, which names 346 275 identity cards.
    package static func wrongHash(in dataGroup: UInt, documentNumbers: [String]) -> DeviationListContent {
        var deviation = Deviation()
        // One character, where the standard has two: so does the real list.
        deviation.documentType = "C"
        deviation.documentNumbers = documentNumbers
        deviation.descriptions = [Description(.dataGroupHashWrong, .number(dataGroup))]
        var list = DeviationListContent()
        list.deviations = [deviation]
        return list
    }

    /// A list of every type of deviation; of one signer, named in every way, where there is one.
    package static func everyKind(
        of signer: (request: CertificateRequest, issuer: Name, certificate: [UInt8])?
    ) throws(OpenSSLError) -> DeviationListContent {
        var identifiers: [SignerIdentifier] = []
        if let signer {
            let digest = try DigestEngine().digest(.sha256, of: signer.certificate[...]).bytes
            identifiers = [
                .issuerAndSerialNumber(signer.issuer, signer.request.form.content(ofSerialNumber: signer.request.serialNumber)),
                .subjectKeyIdentifier(try signer.request.key.keyIdentifier()), .certificateDigest(digest),
            ]
        }
        var list = DeviationListContent()
        for (index, kind) in Kind.allCases.enumerated() {
            var deviation = Deviation()
            deviation.documentType = index % 3 == 0 ? "P" : "ID"
            if !identifiers.isEmpty { deviation.signer = identifiers[index % identifiers.count] }
            if index % 2 == 0, let signer { deviation.issued = signer.request.privateKeyUsage }
            if index % 4 == 1 { deviation.documentNumbers = ["UD0000001", "UD0000002"] }
            deviation.descriptions = [Description(kind, parameter(of: kind), text: "Deviation \(kind.rawValue)")]
            list.deviations.append(deviation)
        }
        return list
    }

    private static func parameter(of kind: Kind) -> Parameter? {
        switch kind {
        case .documentSignerEncoding: .identifier(.documentTypeList)
        case .authorityEncoding: .number(4)
        case .dataGroupMalformed: .number(2)
        case .dataGroupHashWrong: .number(11)
        case .zoneWrongData: .number(3)
        case .zoneWrongCheckDigit: .number(4)
        default: nil
        }
    }

    /// So many document numbers of nine characters, all different.
    package static func documentNumbers(_ count: Int, _ choices: inout ChoiceGenerator) -> [String] {
        let start = choices.below(1000)
        return (0..<count).map { index in
            // Multiplying by a number that has no factor in common with ten million scatters them without doubles.
            let number = String((start + index) &* 7_654_321 % 10_000_000)
            return "UD" + String(repeating: "0", count: 7 - number.count) + number
        }
    }
}
