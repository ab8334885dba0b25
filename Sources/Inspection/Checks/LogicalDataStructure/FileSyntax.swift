import DocumentVerification
import Irregularities
import LogicalDataStructure
import TravelDocuments

extension Check {
    static let ldsFileSyntax = Check(
        "lds.file-syntax", "Structure of each file of the chip", Citation(.doc9303(part: 10), "4.6 and 4.7")
    ) { record, collector in
        guard let chip = record.chip else {
            collector.add(.notApplicable, .notApplicable)
            return
        }
        for index in chip.files.indices {
            let (verdict, reason) = verdict(of: chip.files[index])
            collector.add(verdict, reason, .file(UInt8(truncatingIfNeeded: index)))
        }
    }

    private static func verdict(of file: ChipFile) -> (Verdict, ReasonCode?) {
        switch file.content {
        case .unreadable(let error):
            // A newer version is not a broken file: whoever knows it may read it.
            return error.code == .unknownVersion ? (.undetermined, error.code) : (.failed, error.code)
        case .decoded(.securityObject(let object)):
            if case .failure(let error) = object.ldsSecurityObject { return (.failed, error.code) }
            return object.hasUnknownVersion ? (.undetermined, .unknownVersion) : (.passed, nil)
        case .decoded(.cardSecurity(let object)):
            return object.hasUnknownVersion ? (.undetermined, .unknownVersion) : (.passed, nil)
        case .decoded:
            return (.passed, nil)
        }
    }
}
