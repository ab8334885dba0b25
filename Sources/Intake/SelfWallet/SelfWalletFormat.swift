import Irregularities

extension ResultFormat {
    /// The passport data of the Self wallet: the zone, and EF.SOD taken apart.
    ///
    /// EF.SOD is not put together again: what would be judged would be our own encoding, not the issuer's.
    static let selfWallet = ResultFormat("self") { value in
        let data = value["passportData"] ?? value
        return data["mrz"]?.text != nil && data["eContent"] != nil && data["encryptedDigest"] != nil
    } read: { value, draft in
        let place = value["passportData"] == nil ? "" : "/passportData"
        let data = value["passportData"] ?? value
        draft.zone(place + "/mrz", data["mrz"])
        for name in ["eContent", "signedAttr", "encryptedDigest", "dsc"] where data[name] != nil {
            draft.skip("\(place)/\(name)", .securityObjectInParts)
        }
    }
}
