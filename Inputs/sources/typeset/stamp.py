"""Put fixed marks where a typesetter wrote the hour and chance into a PDF, in the same length, so no offset moves."""
import hashlib
import os
import re
import time


def fixed(pdf, name):
    hour = time.strftime("%Y%m%d%H%M%S", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))).encode()
    mark = hashlib.md5(name.encode()).hexdigest().upper().encode()
    pdf = re.sub(rb"\(D:\d{14}", b"(D:" + hour, pdf)
    pdf = re.sub(rb"(/ID\s*\[\s*<)[0-9A-Fa-f]{32}(>\s*<)[0-9A-Fa-f]{32}", lambda m: m[1] + mark + m[2] + mark, pdf)
    return re.sub(rb"(/DocChecksum\s*/)[0-9A-F]{32}", lambda m: m[1] + mark, pdf)


def turned(pdf, name):
    """Every page drawn sideways on its sheet and shown upright by /Rotate, as annexes come out of spreadsheets."""
    import io
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import ArrayObject, ByteStringObject, RectangleObject
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for page in writer.pages:
        w, h = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(Transformation().rotate(90).translate(h, 0))
        for box in ("mediabox", "cropbox", "trimbox", "bleedbox", "artbox"):
            setattr(page, box, RectangleObject((0, 0, h, w)))
        page.rotate(90)
    mark = ByteStringObject(hashlib.md5(name.encode()).digest())
    writer._ID = ArrayObject([mark, mark])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
