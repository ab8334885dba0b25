/// A table or an index: a tree of pages under its root.
struct PageTree {
    private let file: RestingFile
    private let root: UInt32

    /// The most levels of a tree: SQLite itself goes no deeper.
    private static let depthLimit = 20

    init(_ file: RestingFile, root: UInt32) {
        self.file = file
        self.root = root
    }

    /// One page of the tree.
    private struct Page {
        let bytes: ArraySlice<UInt8>
        /// Page 1 begins with the header of the file.
        let start: Int
        let isLeaf: Bool
        let isIndex: Bool
        let cells: Int

        init(_ number: UInt32, _ bytes: [UInt8]) throws(NotAtRest) {
            self.bytes = bytes[...]
            start = number == 1 ? 100 : 0
            let kind = try self.bytes.octet(start)
            guard [0x02, 0x05, 0x0A, 0x0D].contains(kind) else { throw NotAtRest() }
            isLeaf = kind & 0x08 != 0
            isIndex = kind & 0x07 == 0x02
            cells = Int(try self.bytes.number(start + 3, octets: 2))
        }

        func cell(_ index: Int) throws(NotAtRest) -> Int {
            Int(try bytes.number(start + (isLeaf ? 8 : 12) + 2 * index, octets: 2))
        }

        /// The page to the left of a cell, or behind the last one.
        func child(_ index: Int) throws(NotAtRest) -> UInt32 {
            UInt32(truncatingIfNeeded: try bytes.number(index < cells ? try cell(index) : start + 8, octets: 4))
        }
    }

    private func page(_ number: UInt32) throws(NotAtRest) -> Page { try Page(number, file.page(number)) }

    // MARK: Tables

    /// The row with this number, if there is one.
    func row(_ id: Int64) throws(NotAtRest) -> TableRecord? {
        var number = root
        for _ in 0..<PageTree.depthLimit {
            let page = try page(number)
            guard !page.isIndex else { throw NotAtRest() }
            let index = try first(in: page) { cell throws(NotAtRest) in try rowNumber(cell, page) >= id }
            if page.isLeaf {
                guard index < page.cells, try rowNumber(page.cell(index), page) == id else { return nil }
                var offset = try page.cell(index)
                let size = try page.bytes.variableNumber(&offset)
                _ = try page.bytes.variableNumber(&offset)
                return TableRecord(try payload(page, at: offset, size: size))
            }
            number = try page.child(index)
        }
        throw NotAtRest()
    }

    /// The number of the row of a cell; in an inner page the largest of the page to its left.
    private func rowNumber(_ cell: Int, _ page: Page) throws(NotAtRest) -> Int64 {
        var offset = cell
        if page.isLeaf { _ = try page.bytes.variableNumber(&offset) } else { offset += 4 }
        return try page.bytes.variableNumber(&offset)
    }

    /// All rows of a small table, one after the other, until the body returns false.
    func forEachRow(_ body: (TableRecord) throws(NotAtRest) -> Bool) throws(NotAtRest) {
        _ = try rows(of: root, depth: 0, body)
    }

    private func rows(
        of number: UInt32, depth: Int, _ body: (TableRecord) throws(NotAtRest) -> Bool
    ) throws(NotAtRest) -> Bool {
        guard depth < PageTree.depthLimit else { throw NotAtRest() }
        let page = try page(number)
        for index in 0..<page.cells {
            if page.isLeaf {
                var offset = try page.cell(index)
                let size = try page.bytes.variableNumber(&offset)
                _ = try page.bytes.variableNumber(&offset)
                guard try body(TableRecord(try payload(page, at: offset, size: size))) else { return false }
            } else {
                guard try rows(of: page.child(index), depth: depth + 1, body) else { return false }
            }
        }
        return page.isLeaf ? true : try rows(of: page.child(page.cells), depth: depth + 1, body)
    }

    // MARK: Indexes

    /// The entries of an index whose first column is this value, in order, until the body returns false.
    func forEachEntry(
        of key: TableRecord.Value, _ body: (TableRecord) throws(NotAtRest) -> Bool
    ) throws(NotAtRest) {
        _ = try entries(of: root, key, depth: 0, body)
    }

    private func entries(
        of number: UInt32, _ key: TableRecord.Value, depth: Int, _ body: (TableRecord) throws(NotAtRest) -> Bool
    ) throws(NotAtRest) -> Bool {
        guard depth < PageTree.depthLimit else { throw NotAtRest() }
        let page = try page(number)
        guard page.isIndex else { throw NotAtRest() }
        var index = try first(in: page) { cell throws(NotAtRest) in try !entry(cell, page).column(0).isBefore(key) }
        while true {
            if !page.isLeaf, try !entries(of: page.child(index), key, depth: depth + 1, body) { return false }
            guard index < page.cells else { return true }
            let entry = try entry(page.cell(index), page)
            guard try entry.column(0) == key, try body(entry) else { return false }
            index += 1
        }
    }

    private func entry(_ cell: Int, _ page: Page) throws(NotAtRest) -> TableRecord {
        var offset = page.isLeaf ? cell : cell + 4
        let size = try page.bytes.variableNumber(&offset)
        return TableRecord(try payload(page, at: offset, size: size))
    }

    /// The first cell of a page for which the condition holds, as it does for all after that; the number of cells where there is none.
    private func first(in page: Page, _ condition: (Int) throws(NotAtRest) -> Bool) throws(NotAtRest) -> Int {
        var (low, high) = (0, page.cells)
        while low < high {
            let middle = (low + high) / 2
            if try condition(page.cell(middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: Content

    /// The content of a cell, of which a long one continues in pages of its own.
    private func payload(_ page: Page, at offset: Int, size: Int64) throws(NotAtRest) -> ArraySlice<UInt8> {
        guard size >= 0, size <= file.size else { throw NotAtRest() }
        let size = Int(size)
        let usable = file.usableSize
        let most = page.isIndex ? (usable - 12) * 64 / 255 - 23 : usable - 35
        if size <= most { return try page.bytes.part(offset, count: size) }
        let least = (usable - 12) * 32 / 255 - 23
        let fitting = least + (size - least) % (usable - 4)
        let local = fitting <= most ? fitting : least
        var content = Array(try page.bytes.part(offset, count: local))
        var next = UInt32(truncatingIfNeeded: try page.bytes.number(offset + local, octets: 4))
        while content.count < size {
            // A chain that runs in a circle ends with the size, which is not more than that of the file.
            let bytes = try file.page(next)[...]
            next = UInt32(truncatingIfNeeded: try bytes.number(0, octets: 4))
            content += try bytes.part(4, count: min(usable - 4, size - content.count))
        }
        return content[...]
    }
}
