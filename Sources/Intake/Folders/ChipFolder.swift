import Irregularities
import LogicalDataStructure
import TravelDocuments

/// A folder of the files of a chip, told by their names and by their content.
///
/// Folders inside are looked at only where the folder itself has no file of a chip, one level down, and only one of them may have any: files of
/// two chips are never mixed.
struct ChipFolder {
    private var files: [CapturedFile] = []
    private var skipped: [SkippedFile] = []
    private var readings: [PageReading] = []
    /// The files of a recorded active authentication: the challenge, and the chip's answer.
    private var recordings: [(part: FileNames.Recording, file: CapturedFile)] = []
    /// Names of folders inside.
    private var folders: [String] = []
    /// The bytes that may still be read.
    private var allowance = IntakeLimits.document

    static func capture(_ path: String, _ options: CaptureOptions) throws(IntakeError) -> Capture {
        let result: Result<Capture, IntakeError>
        do throws(SystemError) {
            result = try capture(OpenFolder(path), path, adapter: "folder", options)
        } catch {
            throw IntakeError(.inputOutput, path: path, reason: error.reason, errno: error.number)
        }
        return try result.get()
    }

    /// The capture of a folder with files of a chip, or with the result of a vendor's software.
    static func capture<Folder: ReadableFolder & ~Copyable>(
        _ folder: borrowing Folder, _ path: String, adapter: String, _ options: CaptureOptions, ending: ReasonCode? = nil
    ) throws(SystemError) -> Result<Capture, IntakeError> {
        if let wanted = options.adapter {
            guard wanted != adapter else { return try capture(chip: folder, path, adapter, ending).0 }
            return try ResultFolder.capture(folder, path, options)
                ?? .failure(IntakeError(.noDocument, path: path, reason: .unknownInputFormat))
        }
        let (result, isEmpty) = try capture(chip: folder, path, adapter, ending)
        guard isEmpty, let other = try ResultFolder.capture(folder, path, options) else { return result }
        return other
    }

    /// The capture of the files of a chip, and whether there are none.
    private static func capture<Folder: ReadableFolder & ~Copyable>(
        chip folder: borrowing Folder, _ path: String, _ adapter: String, _ ending: ReasonCode?
    ) throws(SystemError) -> (Result<Capture, IntakeError>, isEmpty: Bool) {
        var found = ChipFolder()
        try found.read(folder, prefix: "")
        if found.files.isEmpty { found = try found.descending(into: folder) }
        if let ending { found.skipped.append(SkippedFile(name: ".", reason: ending, commonName: ".")) }
        guard !found.files.isEmpty else {
            let areSeveral = found.skipped.contains { $0.reason == .severalFolders }
            let failure = IntakeError(.noDocument, path: path, reason: areSeveral ? .severalFolders : .noChipFiles)
            return (.failure(failure), !areSeveral)
        }
        let files = (found.files + found.recordings.map(\.file)).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let capture = Capture(
            path: path, kind: .chipFiles, adapter: adapter, files: found.recordings.isEmpty ? found.files : files,
            skipped: found.skipped, pageReadings: found.readings, activeAuthentication: found.transcript)
        return (.success(capture), false)
    }

    /// The challenge with its answer; nil where one of them is not there.
    private var transcript: ActiveAuthenticationTranscript? {
        guard let challenge = recordings.first(where: { $0.part == .challenge }),
            let answer = recordings.first(where: { $0.part == .answer })
        else { return nil }
        return ActiveAuthenticationTranscript(challenge: challenge.file.bytes, signature: answer.file.bytes)
    }

    /// What the one folder inside that has files of a chip holds; this folder's own finds where there is none or more than one.
    private func descending<Folder: ReadableFolder & ~Copyable>(into folder: borrowing Folder) throws(SystemError) -> ChipFolder {
        var candidates: [ChipFolder] = []
        var allowance = allowance
        for name in folders.prefix(IntakeLimits.folders) {
            // A folder that cannot be opened stays among the skipped ones.
            guard let inner = try? folder.folder(name) else { continue }
            var found = ChipFolder()
            found.allowance = allowance
            try found.read(inner, prefix: name + "/")
            allowance = found.allowance
            if !found.files.isEmpty { candidates.append(found) }
        }
        guard var chosen = candidates.first else { return self }
        guard candidates.count == 1 else {
            var result = self
            result.skipped = skipped.map { $0.reason == .folder ? SkippedFile(name: $0.name, reason: .severalFolders) : $0 }
            return result
        }
        let own = skipped.filter { file in file.reason != .folder || !chosen.files.contains { $0.name.hasPrefix(file.name + "/") } }
        chosen.skipped = (own + chosen.skipped).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        chosen.readings = readings + chosen.readings
        return chosen
    }

    // MARK: One folder

    private mutating func read<Folder: ReadableFolder & ~Copyable>(_ folder: borrowing Folder, prefix: String) throws(SystemError) {
        let (all, areUnlisted) = try folder.names(limit: IntakeLimits.listedNames)
        let (names, areMore) = all.count > IntakeLimits.names ? (ChipFolder.likeliest(all), true) : (all, areUnlisted)
        let generation = ChipFolder.generation(names)
        for name in names {
            let said = FileNames(name)
            if !said.roles.isEmpty, said.generation != generation {
                skip(prefix + name, .otherGeneration)
            } else {
                take(name, said, folder, prefix)
            }
        }
        if areMore { skip(prefix + ".", .tooManyFiles) }
        settleNames()
    }

    /// As many names as are looked at: those that name a file of a chip first, in the order of the folder.
    private static func likeliest(_ names: [String]) -> [String] {
        let named = names.filter { !FileNames($0).roles.isEmpty }.prefix(IntakeLimits.names)
        let chosen = Set(named)
        let others = names.lazy.filter { !chosen.contains($0) }.prefix(IntakeLimits.names - named.count)
        return (named + others).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The dump that is read where a folder holds several: the first one.
    ///
    /// Files of two dumps are never mixed.
    private static func generation(_ names: [String]) -> Int {
        names.map { FileNames($0) }.filter { !$0.roles.isEmpty }.map(\.generation).min() ?? 0
    }

    /// Gives a file that holds a copy of another one the role of its own name: it is the file that it is named as, and broken.
    ///
    /// Else EF.SOD with the bytes of DG1 in it would be a second DG1, and EF.SOD absent.
    private mutating func settleNames() {
        for index in files.indices where files[index].roleIdentifiedBy == .content {
            let file = files[index]
            let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
            guard let named = FileNames(name).roles.first, !files.contains(where: { $0.role == named }),
                files.contains(where: { $0.role == file.role && $0.roleIdentifiedBy == .both })
            else { continue }
            files[index] = CapturedFile(
                name: file.name, role: named, roleIdentifiedBy: .name, encoding: file.encoding, bytes: file.bytes)
        }
    }

    private mutating func skip(_ name: String, _ reason: ReasonCode) {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        skipped.append(SkippedFile(name: name, reason: reason, commonName: FileNames(last).isCommon ? last : nil))
    }

    private mutating func take<Folder: ReadableFolder & ~Copyable>(
        _ name: String, _ said: FileNames, _ folder: borrowing Folder, _ prefix: String
    ) {
        do throws(SystemError) {
            switch try folder.kind(name) {
            case .folder:
                folders.append(name)
                skip(prefix + name, .folder)
            case .other: skip(prefix + name, .notARegularFile)
            case .regular(let size): try takeFile(name, size, said, folder, prefix)
            }
        } catch {
            // A link that leads nowhere or in a circle.
            let isLink = folder.isSymbolicLink(name) && error.reason != .permissionDenied
            skip(prefix + name, isLink ? .symbolicLink : [.readError, .noSuchFile].contains(error.reason) ? .unreadableFile : error.reason)
        }
    }

    private mutating func takeFile<Folder: ReadableFolder & ~Copyable>(
        _ name: String, _ size: Int, _ said: FileNames, _ folder: borrowing Folder, _ prefix: String
    ) throws(SystemError) {
        if name.lowercased() == "mrz.txt", size <= IntakeLimits.text {
            readings += PageReading.readings(in: try folder.read(name, limit: IntakeLimits.text), source: .mrzFile)
            if readings.isEmpty { skip(prefix + name, .noMachineReadableZone) }
            return
        }
        if let part = said.recording, (1...IntakeLimits.recording).contains(size), !recordings.contains(where: { $0.part == part }) {
            let bytes = try folder.read(name, limit: IntakeLimits.recording)
            recordings.append((part, CapturedFile(name: prefix + name, role: nil, roleIdentifiedBy: .name, bytes: bytes)))
            return
        }
        if said.isDerived || name.hasPrefix(".") || size == 0 && said.roles.isEmpty { return skip(prefix + name, .notAChipFile) }
        guard size <= min(IntakeLimits.file, allowance) else { return skip(prefix + name, .fileTooLarge) }
        if said.roles.isEmpty, !said.isText {
            let head = try folder.read(name, limit: IntakeLimits.head)
            guard FileContents.canBeChipFile(head) || said.isBare && FileContents.isText(head) else {
                return skip(prefix + name, .notAChipFile)
            }
        }
        let bytes = try folder.read(name, limit: size)
        allowance -= bytes.count
        if let file = ChipFolder.file(prefix + name, bytes, said) { files.append(file) } else { skip(prefix + name, .notAChipFile) }
    }

    /// The file as its content, or else its name, has it; nil where neither says anything.
    private static func file(_ name: String, _ bytes: ArraySlice<UInt8>, _ said: FileNames) -> CapturedFile? {
        if let role = FileContents.role(bytes) {
            return CapturedFile(name, WrittenFile(bytes, .binary, role), named: said.roles)
        }
        let isWritten = said.isText || (!said.roles.isEmpty || said.isBare) && FileContents.isText(PlainText(bytes).bytes)
        if isWritten, let written = WrittenFile(bytes, wanted: said.roles), written.role != nil {
            return CapturedFile(name, written, named: said.roles)
        }
        // A text that is none of the encodings is a report about the file rather than the file.
        return said.isText || said.roles.isEmpty ? nil : CapturedFile(name, WrittenFile(bytes, .binary, nil), named: said.roles)
    }
}
