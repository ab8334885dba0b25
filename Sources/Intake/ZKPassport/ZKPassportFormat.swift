import Irregularities
import LogicalDataStructure

extension ResultFormat {
    /// The passport object of ZKPassport: data groups as arrays of integers.
    static let zkPassport = ResultFormat("zkpassport") { value in
        value["dataGroups"]?.elements?.contains { $0["groupNumber"]?.number != nil } == true
    } read: { value, draft in
        var hasZone = false
        for (index, group) in (value["dataGroups"]?.elements ?? []).enumerated() {
            let place = "/dataGroups/\(index)"
            guard let role = group["groupNumber"]?.number.flatMap(RoleNames.dataGroup) else {
                draft.skip(place, .unknownDataGroup)
                continue
            }
            draft.file(place, role, group["value"])
            hasZone = hasZone || role == .dataGroup(.one)
        }
        // As text or integers, or an object around them.
        draft.file("/sod", .securityObject, value["sod", "bytes"] ?? value["sod"])
        // The zone is that of DG1: beside DG1 it is no reading of the page.
        if !hasZone { draft.zone("/mrz", value["mrz"]) }
    }
}
