"""Makes the octets of Sources/SpecimenIssuing/Document/JPEG2000Picture.swift: rings and stripes, and nobody.

Needs Pillow with OpenJPEG (pip install pillow). Prints hexadecimal digits; another version of OpenJPEG may make other octets of the same picture.
"""

import io

from PIL import Image

WIDTH, HEIGHT = 48, 64


def grey(x: int, y: int) -> int:
    dx, dy = x - WIDTH // 2, (y - 26) * 4 // 5
    distance = dx * dx + dy * dy
    if distance < 256:
        return 150 + (distance // 16) % 2 * 60
    return 90 if y > 46 and (x + y) % 8 < 4 else 210 - y


picture = Image.new("L", (WIDTH, HEIGHT))
picture.putdata([grey(x, y) for y in range(HEIGHT) for x in range(WIDTH)])
file = io.BytesIO()
picture.save(file, "JPEG2000", irreversible=True, quality_mode="rates", quality_layers=[12])
digits = file.getvalue().hex()
for start in range(0, len(digits), 120):
    print(digits[start : start + 120])
