import DocumentVerification
import Irregularities
import MachineReadableZone

extension Check {
    static let mrzCharacters = Check(
        "mrz.characters", "Characters of the machine readable zone", Citation(.doc9303(part: 3), "4.3")
    ) { record, collector in
        judgeZones(record, &collector) { zone, _ in
            if zone.irregularities.contains(where: { $0.code == .illegalCharacter }) { return (.failed, .illegalCharacter) }
            if zone.irregularities.contains(where: { $0.code == .unreadCharacter }) { return (.undetermined, .unreadCharacter) }
            return (.passed, nil)
        }
    }
}
