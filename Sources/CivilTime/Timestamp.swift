/// A point of time in whole seconds of UTC, counted from 1970-01-01T00:00:00Z without leap seconds.
///
/// Law 9: nothing below the edges reads a clock; a `Timestamp` is always a parameter. The range is the years 0001 to 9999.
public struct Timestamp: Sendable, Hashable, Comparable {
    public let secondsSinceEpoch: Int64

    /// Makes a point of time, clamped to the years 0001 to 9999.
    public init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = Swift.min(Swift.max(secondsSinceEpoch, -62_135_596_800), 253_402_300_799)
    }

    /// Makes the point of time that a civil date and time of day in UTC name, or nil where there is no such date or time.
    public init?(_ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        // A leap second 60 is legal in UTCTime and GeneralizedTime; it counts as the second after it.
        guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
        let seconds = Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
        self.init(secondsSinceEpoch: Int64(date.daysSinceEpoch) * 86400 + seconds)
    }

    /// The civil date in UTC.
    public var date: CivilDate {
        let days = secondsSinceEpoch / 86400
        return CivilDate(daysSinceEpoch: Int(secondsSinceEpoch % 86400 < 0 ? days - 1 : days))
    }

    /// Hour, minute and second of the day in UTC.
    public var timeOfDay: (hour: Int, minute: Int, second: Int) {
        let second = Int(secondsSinceEpoch - Int64(date.daysSinceEpoch) * 86400)
        return (second / 3600, second / 60 % 60, second % 60)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }
}
