"""Tag, length, value: the one form of all that a chip stores (X.690; lengths are definite)."""


class Element:
    def __init__(self, data, start):
        self.data, position = data, start
        first = data[position]
        position += 1
        if first & 0x1F == 0x1F:
            while data[position] & 0x80:
                position += 1
            position += 1
        self.tag = data[start:position].hex().upper()
        length = data[position]
        position += 1
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(data[position:position + count], "big")
            position += count
        self.start, self.end, self.header = position, position + length, position - start
        if self.end > len(data):
            raise ValueError(f"element {self.tag} ends behind its file")

    @property
    def value(self):
        return self.data[self.start:self.end]

    def children(self):
        found, position = [], self.start
        while position < self.end:
            found.append(Element(self.data, position))
            position = found[-1].end
        return found

    def child(self, tag):
        return next((element for element in self.children() if element.tag == tag), None)
