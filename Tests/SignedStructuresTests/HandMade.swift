import SignedStructures
import TagLengthValue
import TestSupport

/// A certificate put together from parts, so that one of them can be wrong.
struct HandMadeCertificate {
    var version = bytes(hex: "A003020102")
    var serialNumber = bytes(hex: "02012A")
    var algorithm = bytes(hex: "300A06082A8648CE3D040302")
    var issuer = HandMade.name([[("2.5.4.6", 0x13, "UT")], [("2.5.4.3", 0x0C, "CSCA")]])
    var notBefore = HandMade.element(0x17, "260601000000Z")
    var notAfter = HandMade.element(0x17, "360601000000Z")
    var subject = HandMade.name([[("2.5.4.6", 0x13, "UT")], [("2.5.4.3", 0x0C, "Signer")]])
    var key = HandMade.sequence([
        bytes(hex: "301306072A8648CE3D020106082A8648CE3D030107"), bytes(hex: "03420004") + [UInt8](repeating: 7, count: 64),
    ])
    var uniqueIdentifiers: [UInt8] = []
    /// The members of the extension list; nil for no list.
    var extensions: [[UInt8]]? = []
    var afterExtensions: [UInt8] = []
    var outerAlgorithm: [UInt8]?
    var signature = bytes(hex: "030400AABBCC")
    var trailing: [UInt8] = []

    var encoded: [UInt8] {
        let list = extensions.map { HandMade.wrap(0xA3, HandMade.sequence($0)) } ?? []
        let tbs = HandMade.sequence([
            version, serialNumber, algorithm, issuer, HandMade.sequence([notBefore, notAfter]), subject, key, uniqueIdentifiers, list,
            afterExtensions,
        ])
        return HandMade.sequence([tbs, outerAlgorithm ?? algorithm, signature]) + trailing
    }
}

/// Small DER builders.
enum HandMade {
    static func wrap(_ tag: UInt32, _ content: [UInt8]) -> [UInt8] {
        ElementWriter.header(Tag(tag), length: content.count) + content
    }

    static func element(_ tag: UInt32, _ text: String) -> [UInt8] { wrap(tag, Array(text.utf8)) }

    static func sequence(_ members: [[UInt8]]) -> [UInt8] { wrap(0x30, Array(members.joined())) }

    static func identifier(_ dotted: String) -> [UInt8] { wrap(0x06, OID(dotted: dotted)?.content ?? []) }

    static func name(_ parts: [[(String, UInt32, String)]]) -> [UInt8] {
        rawName(parts.map { $0.map { ($0.0, $0.1, Array($0.2.utf8)) } })
    }

    static func rawName(_ parts: [[(String, UInt32, [UInt8])]]) -> [UInt8] {
        sequence(parts.map { attributes in wrap(0x31, Array(attributes.map { sequence([identifier($0.0), wrap($0.1, $0.2)]) }.joined())) })
    }

    static func extensionElement(_ dotted: String, critical: [UInt8] = [], _ value: [UInt8]) -> [UInt8] {
        sequence([identifier(dotted), critical, wrap(0x04, value)])
    }
}
