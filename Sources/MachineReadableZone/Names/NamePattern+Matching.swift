extension NamePattern {
    /// Whether the characters of a zone's part are a whole part of the name, its beginning, or neither.
    enum PartMatch { case whole, beginning, none }

    /// Follows all values at once: the places that can be reached after each character.
    static func match(_ part: [Position], _ characters: ArraySlice<UInt8>) -> PartMatch {
        // A place is a position and how many characters of which of its values have been read.
        struct Place: Hashable {
            var position: Int
            var value: Int
            var offset: Int
        }
        /// The places from which a character can be read, where positions may be left out.
        func opened(_ position: Int) -> Set<Place> {
            var places: Set<Place> = []
            var current = position
            while current < part.count {
                let values = part[current].values
                for (value, characters) in values.enumerated() where !characters.isEmpty {
                    places.insert(Place(position: current, value: value, offset: 0))
                }
                guard values.contains([]) else { return places }
                current += 1
            }
            places.insert(Place(position: part.count, value: 0, offset: 0))
            return places
        }
        var places = opened(0)
        for character in characters {
            var next: Set<Place> = []
            for place in places where place.position < part.count {
                let value = part[place.position].values[place.value]
                guard value[place.offset] == character else { continue }
                if place.offset + 1 < value.count {
                    next.insert(Place(position: place.position, value: place.value, offset: place.offset + 1))
                } else {
                    next.formUnion(opened(place.position + 1))
                }
            }
            if next.isEmpty { return .none }
            places = next
        }
        return places.contains { $0.position == part.count } ? .whole : .beginning
    }

    /// Whether a zone's identifier is this one, each part whole.
    func isWhole(_ zoneParts: [ArraySlice<UInt8>]) -> Bool {
        zoneParts.count == parts.count && zip(parts, zoneParts).allSatisfy { NamePattern.match($0, $1) == .whole }
    }

    /// Whether a zone's identifier is this one cut: parts shortened, and parts left out but the first.
    func isCut(_ zoneParts: [ArraySlice<UInt8>]) -> Bool {
        guard zoneParts.count <= parts.count, let first = zoneParts.first else { return zoneParts.isEmpty }
        guard NamePattern.match(parts[0], first) != .none else { return false }
        // The earliest part that fits is the best choice: later ones stay open for what follows.
        var rest = parts.dropFirst()
        for characters in zoneParts.dropFirst() {
            guard let fit = rest.firstIndex(where: { NamePattern.match($0, characters) != .none }) else { return false }
            rest = rest[(fit + 1)...]
        }
        return true
    }
}
