import Irregularities
import TravelDocuments

/// An archive with the files of one chip, or with one file; archives inside are not opened.
enum ArchiveFile {
    static let adapter = "archive"

    /// The capture of the archive at the file's path, or of its bytes where these are in memory already.
    static func capture(
        _ file: LoneFile, _ archives: any ArchiveUnpacking, bytes: ArraySlice<UInt8>? = nil
    ) throws(IntakeError) -> Capture {
        let bounds = ArchiveBounds(names: IntakeLimits.names, file: IntakeLimits.result, total: IntakeLimits.document)
        let archive: UnpackedArchive
        do throws(UnpackingError) {
            if let bytes {
                archive = try archives.files(bytes: bytes, bounds: bounds)
            } else {
                archive = try archives.files(path: file.path, bounds: bounds)
            }
        } catch {
            throw file.failure(error.reason, offset: nil)
        }
        let folder = ArchiveFolder.root(of: archive).content
        // One file that was packed, such as a vendor's result; its name says nothing where only compressed.
        if let only = folder.onlyFile, FileNames(only.name).roles.isEmpty,
            archives.recognises(only.bytes.prefix(IntakeLimits.archiveHead)) == false
        {
            var options = file.options
            options.adapter = nil
            return try LoneFile(file.path, options).capture(only.bytes)
        }
        let result: Result<Capture, IntakeError>
        do throws(SystemError) {
            result = try ChipFolder.capture(folder, file.path, adapter: adapter, file.options, ending: archive.ending)
        } catch {
            throw file.failure(error.reason, offset: nil)
        }
        return try result.get()
    }
}
