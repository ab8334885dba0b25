import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import TravelDocuments

extension Check {
    static let documentSpecimen = Check(
        "document.specimen", "Document is no specimen", Citation(.doc9303(part: 3), "5")
    ) { record, collector in
        guard let zone = record.dataGroup1?.zone ?? record.document.printedZone else {
            collector.add(.undetermined, .needsMrz)
            return
        }
        let isSpecimen = zone.isOf(.utopia) || zone.hasNamePart("SPECIMEN")
        collector.add(isSpecimen ? .failed : .passed, isSpecimen ? .specimen : nil)
    }
}
