public import Irregularities

extension Citation {
    /// The citation as reports print it: `ICAO Doc 9303-11, 5.1`.
    public var words: String {
        switch standard {
        case .doc9303(let part): "ICAO Doc 9303-\(part), \(section)"
        case .tr03135: "BSI TR-03135-1, \(section)"
        case .tr03110(let part): "BSI TR-03110-\(part), \(section)"
        case .tr03111: "BSI TR-03111, \(section)"
        case .rfc(let number): "RFC \(number), \(section)"
        case .project: "mrtd, \(section)"
        }
    }
}
