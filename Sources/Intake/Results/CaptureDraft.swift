import Irregularities
import LogicalDataStructure
import MachineReadableZone
import TravelDocuments

/// A capture in the making: what an adapter found in a vendor's file.
///
/// What a format holds in the wrong type or encoding is skipped with its reason or kept as a file that cannot be read: it never hides the rest.
struct CaptureDraft {
    /// The most files of one document; a chip has below 25, and formats may hold some twice.
    private static let fileLimit = 64
    /// The most readings of the page that are kept; vendors hold a handful, of several lights and of the chip.
    private static let readingLimit = 16

    let adapter: String
    /// Where the result stands in the file, as a JSON pointer; empty as a rule.
    private let root: String
    private(set) var files: [CapturedFile] = []
    private(set) var skipped: [SkippedFile] = []
    private(set) var readings: [PageReading] = []
    private(set) var claims: [Claim] = []
    private(set) var activeAuthentication: ActiveAuthenticationTranscript?
    /// The pointers of a mapping file that lead to nothing.
    private(set) var misses: [String] = []
    /// Why no capture can be made, however much was found.
    private(set) var refusal: ReasonCode?
    /// The bytes that may still be taken.
    private var allowance = IntakeLimits.document

    init(adapter: String, root: String = "") {
        self.adapter = adapter
        self.root = root
    }

    /// A name as the report has it: inside the whole file.
    private func placed(_ name: String) -> String {
        root.isEmpty ? name : name.hasPrefix("/") ? root + name : "\(root)/\(name)"
    }

    /// Whether the adapter found anything that a document can be made of.
    var isEmpty: Bool { files.isEmpty && skipped.isEmpty && readings.isEmpty && claims.isEmpty }

    func capture(_ path: String) -> Capture {
        Capture(
            path: path, kind: .vendorResult, adapter: adapter, files: files,
            skipped: skipped + misses.map { SkippedFile(name: $0, reason: .nothingAtPointer, commonName: $0) }, pageReadings: readings,
            claims: claims,
            activeAuthentication: activeAuthentication)
    }

    /// Says which members of the result came more than once: the first of each counts.
    mutating func duplicates(in value: JSONValue) {
        for place in value.duplicates(limit: CaptureDraft.duplicateLimit) where !skipped.contains(where: { $0.name == placed(place) }) {
            skip(place, .duplicateMember)
        }
    }

    /// The most members that are named as coming more than once.
    private static let duplicateLimit = 64

    /// Says that nothing stands where a mapping file points to.
    mutating func miss(_ pointer: String) {
        misses.append(pointer)
    }

    /// Gives up, as with the results of several documents in one file.
    mutating func refuse(_ reason: ReasonCode) {
        refusal = reason
    }

    // MARK: Files

    /// Takes a file of the chip that the format names; absent and null values are passed over.
    mutating func file(_ name: String, _ role: ElementaryFile, _ value: JSONValue?, usually encoding: FileEncoding = .base64) {
        switch value {
        case nil, .null?: return
        case .string(let text)?:
            if text.allSatisfy(\.isWhitespace) { return skip(name, .emptyFile) }
            if let written = WrittenFile(Array(text.utf8)[...], wanted: [role], usually: encoding) {
                add(name, role, written)
            } else {
                // The text itself, so that the report has a file that cannot be read, with its hash.
                let text = Array(text.utf8)[...]
                add(
                    CapturedFile(
                        name: placed(name), role: role, roleIdentifiedBy: .name, bytes: text,
                        irregularities: [Irregularity(.undecodableText, at: SourceLocation(of: text))]))
            }
        case .array(let values)?:
            if values.isEmpty { return skip(name, .emptyFile) }
            integers(name, role, value)
        case .object?: integers(name, role, value)
        default: skip(name, .unexpectedType)
        }
    }

    private mutating func integers(_ name: String, _ role: ElementaryFile, _ value: JSONValue?) {
        guard let bytes = value?.integerBytes else { return skip(name, .unexpectedType) }
        file(name, role, bytes: bytes[...], .jsonIntegers)
    }

    /// Takes a file of the chip as bytes.
    mutating func file(_ name: String, _ role: ElementaryFile, bytes: ArraySlice<UInt8>, _ encoding: FileEncoding = .binary) {
        if bytes.isEmpty { return skip(name, .emptyFile) }
        // A part of a larger file begins at 0 again: offsets are those in the file of the chip.
        let own = bytes.startIndex == 0 ? bytes : Array(bytes)[...]
        add(name, role, WrittenFile(own, encoding, FileContents.role(own)))
    }

    /// Takes a file of the chip that was found by what it is, under names that may say another.
    mutating func file(_ name: String, _ written: WrittenFile, named: [ElementaryFile]) {
        add(CapturedFile(placed(name), written, named: named))
    }

    /// The content decides the role, and a name that says another is an irregularity.
    private mutating func add(_ name: String, _ role: ElementaryFile, _ written: WrittenFile) {
        add(CapturedFile(placed(name), written, named: [role]))
    }

    private mutating func add(_ file: CapturedFile) {
        guard files.count < CaptureDraft.fileLimit else { return skip(placed: file.name, .tooManyFiles) }
        guard file.bytes.count <= min(allowance, IntakeLimits.file) else { return skip(placed: file.name, .fileTooLarge) }
        allowance -= file.bytes.count
        files.append(file)
    }

    mutating func skip(_ name: String, _ reason: ReasonCode) { skip(placed: placed(name), reason) }

    private mutating func skip(placed name: String, _ reason: ReasonCode) {
        guard skipped.count < IntakeLimits.names else { return }
        skipped.append(SkippedFile(name: name, reason: reason, commonName: name))
    }

    // MARK: Readings, claims, transcripts

    /// Takes the text of a zone, its lines parted as `separator` or line ends have it; anything that is no zone is said under the name.
    mutating func zone(_ name: String, _ value: JSONValue?, separator: Character? = nil) {
        guard let value, value != .null else { return }
        let lines = value.elements?.compactMap(\.text).joined(separator: "\n")
        guard let text = value.text ?? lines else { return skip(name, .unexpectedType) }
        if text.isEmpty { return }
        let parted = separator.map { text.split(separator: $0, omittingEmptySubsequences: false).joined(separator: "\n") } ?? text
        guard parted.utf8.count <= IntakeLimits.text else { return skip(name, .fileTooLarge) }
        let found = PageReading.readings(in: Array(parted.utf8)[...], source: .vendorResult)
        if found.isEmpty { skip(name, .noMachineReadableZone) }
        for reading in found { self.reading(reading) }
    }

    /// Takes a reading; vendors repeat a zone by source, and one that is already there says nothing new.
    mutating func reading(_ reading: PageReading) {
        guard !readings.contains(where: { $0.zone == reading.zone }), readings.count < CaptureDraft.readingLimit else { return }
        readings.append(reading)
    }

    mutating func claim(
        _ subject: Claim.Subject, _ statement: Claim.Statement, dataGroup: Int? = nil, at place: String, _ value: JSONValue?
    ) {
        guard claims.count < Claim.limit else { return }
        claims.append(
            Claim(
                subject, statement, dataGroup: dataGroup, adapter: adapter, place: placed(place), value: value.map(CaptureDraft.text) ?? "")
        )
    }

    /// What a claim says, in its own words where it has some.
    private static func text(_ value: JSONValue) -> String {
        value.scalarText ?? (value.members == nil ? "[…]" : "{…}")
    }

    /// Keeps a challenge and its signature with the names of both, where both can be decoded and are not empty; one that cannot is said under its name.
    mutating func activeAuthentication(
        challenge: (name: String, value: JSONValue?)?, signature: (name: String, value: JSONValue?)?
    ) {
        let (challenge, signature) = (recording(challenge), recording(signature))
        guard let challenge, let signature else { return }
        activeAuthentication(challenge: challenge, signature: signature)
    }

    private mutating func recording(_ part: (name: String, value: JSONValue?)?) -> ArraySlice<UInt8>? {
        guard let part, let value = part.value, value != .null, value.text?.isEmpty != true else { return nil }
        let bytes = bytes(value)
        if bytes == nil { skip(part.name, value.text == nil ? .unexpectedType : .undecodableText) }
        return bytes
    }

    mutating func activeAuthentication(challenge: ArraySlice<UInt8>, signature: ArraySlice<UInt8>) {
        guard !challenge.isEmpty, !signature.isEmpty else { return }
        activeAuthentication = ActiveAuthenticationTranscript(challenge: challenge, signature: signature)
    }

    private func bytes(_ value: JSONValue?) -> ArraySlice<UInt8>? {
        guard let text = value?.text else { return value?.integerBytes?[...] }
        return TextEncodings.bytes(of: Array(text.utf8)[...])?[...]
    }
}
