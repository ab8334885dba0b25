import InspectionReport
import SpecimenIssuing

/// The folder of issued documents: what is in it, and what an inspection must find.
struct SpecimenFolder {
    private let path: String
    private var documents: [(name: String, document: IssuedDocument)] = []
    private var pending: [(path: String, bytes: [UInt8])] = []
    /// The certificates and lists that are written already, by their bytes: documents share their CSCA.
    private var store: [[UInt8]: String] = [:]
    private(set) var fileCount = 1

    init(_ path: String) {
        self.path = path
    }

    /// Takes up a document; its files are pending.
    mutating func add(_ name: String, _ document: IssuedDocument) {
        documents.append((name, document))
        pending += document.filesWithAnswer.map { ("\(name)/\($0.name)", $0.bytes) }
        pending.append(("\(name).mrz.txt", Array((document.zone.joined(separator: "\n") + "\n").utf8)))
        for file in document.store where store[file.bytes] == nil {
            let parts = file.name.split(separator: ".")
            let stored = "store/\(parts[0])-\(store.count + 1).\(parts.last ?? "cer")"
            store[file.bytes] = stored
            pending.append((stored, file.bytes))
        }
    }

    mutating func writeNewFiles() throws(ExitStatus) {
        for file in pending { try NewFiles.write(file.bytes, to: path + "/" + file.path) }
        fileCount += pending.count
        pending = []
    }

    func writeIndex(seed: UInt64) throws(ExitStatus) {
        var index = JSONWriter(pretty: true)
        index.object { writer in
            writer.key("schema")
            writer.value("mrtd.specimen-document-index/1")
            writer.key("at")
            writer.value(Samples.time)
            writer.key("policy")
            writer.value("field")
            writer.key("seed")
            // Beyond 2^53 a number would lose its last digits in many readers.
            writer.value(String(seed))
            writer.key("documents")
            writer.array { list in for (name, document) in documents { SpecimenFolder.write(name, document, to: &list) } }
        }
        try NewFiles.write(index.bytes + [0x0A], to: path + "/index.json")
    }

    private static func write(_ name: String, _ document: IssuedDocument, to list: inout JSONWriter) {
        let fault = document.fault.flatMap(DocumentFault.named)
        func texts(_ key: StaticString, _ texts: [String], to writer: inout JSONWriter) {
            writer.key(key)
            writer.array { list in for text in texts { list.value(text) } }
        }
        list.object { writer in
            writer.key("folder")
            writer.value(name)
            writer.key("type")
            writer.value(document.plan.kind.rawValue)
            writer.key("algorithm")
            writer.value(document.plan.signerAlgorithm.name)
            writer.key("fault")
            if let fault { writer.value(fault.name) } else { writer.null() }
            writer.key("kind")
            if let fault { writer.value(fault.kind.name) } else { writer.null() }
            texts("mrz", document.zone, to: &writer)
            texts("files", document.files.map(\.name), to: &writer)
            let failed = fault?.checksThatFail(of: document.plan) ?? Set(DocumentFault.checksThatFail(of: document.plan))
            writer.key("pageDiffers")
            writer.value(document.pageDiffers)
            texts("failed", failed.sorted(), to: &writer)
            texts("reasons", fault?.reasons ?? [], to: &writer)
            texts("tolerated", (fault?.findings ?? []).sorted(), to: &writer)
            writer.key("conclusion")
            writer.value(fault?.conclusion ?? "passed")
        }
    }

    /// Says what was written.
    func report(_ format: Format) { SpecimenFolder.report(path, documents: documents.count, files: fileCount, format) }

    /// Says how much was written to a folder.
    static func report(_ path: String, documents: Int, files: Int, _ format: Format) {
        guard format != .text else {
            Output.write("\(files) files written to \(printable(path))\n")
            Output.write("  documents: \(documents)\n")
            return
        }
        var json = JSONOutput(format)
        json.write { writer in
            writer.object { object in
                object.key("schema")
                object.value("mrtd.specimen-document/1")
                object.key("folder")
                object.value(path)
                object.key("files")
                object.value(files)
                object.key("documents")
                object.value(documents)
            }
        }
        json.finish()
    }
}
