"""Charts and pictures of the sample reports, drawn from numbers: bars, columns, lines, a flow of boxes, a landscape.

`draw` gives an SVG string and the list of the words in it, which belong to the figure and never to the body text.
"""
import io
import math
from html import escape

INK = ["#1f4e79", "#c55a11", "#7f9f3f", "#7a5c99"]


def label(x, y, s, size=7.5, anchor="start", fill="#222", extra=""):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}" {extra}>'
            f"{escape(s)}</text>")


def number(v, style):
    s = f"{v:,.1f}" if v != int(v) else f"{int(v):,}"
    return s.replace(",", "\u00a0").replace(".", ",") if style == "es" else s


def draw(a, series):
    kind, w, h = a.get("kind", "bars"), float(a.get("w", "420")), float(a.get("h", "190"))
    ink = a.get("ink", "").split() or INK
    names = [n.strip() for n in a.get("names", "").split(";") if n.strip()]
    style = a.get("numbers", "en")
    parts, texts = [], []

    def put(x, y, s, *more, **kw):
        parts.append(label(x, y, s, *more, **kw))
        texts.append(s)

    top = max(max(v) for _, v in series) if kind != "flow" else 1
    if kind == "bars":
        row = h / len(series)
        for k, (n, v) in enumerate(series):
            y = k * row
            put(116, y + row * .62, n, anchor="end")
            parts.append(f'<rect x="122" y="{y + row * .2:.1f}" width="{(w - 180) * v[0] / top:.1f}" height="{row * .6:.1f}" fill="{ink[0]}"/>')
            put(126 + (w - 180) * v[0] / top, y + row * .62, number(v[0], style))
    elif kind in ("columns", "lines"):
        base, left = h - 26, 34
        step = (w - left - 6) / len(series)
        for k in range(5):
            y = base - (base - 20) * k / 4
            parts.append(f'<line x1="{left}" x2="{w}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ccc" stroke-width=".5"/>')
            put(left - 4, y + 2.5, number(round(top * k / 4, 1), style), 6.5, "end")
        n_series = len(series[0][1])
        for s in range(n_series):
            if kind == "lines":
                pts = " ".join(f"{left + step * (k + .5):.1f},{base - (base - 20) * v[s] / top:.1f}" for k, (_, v) in enumerate(series))
                parts.append(f'<polyline points="{pts}" fill="none" stroke="{ink[s]}" stroke-width="1.6"/>')
            else:
                bar = step * .7 / n_series
                for k, (_, v) in enumerate(series):
                    x, y = left + step * (k + .15) + bar * s, base - (base - 20) * v[s] / top
                    parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{bar:.1f}" height="{base - y:.1f}" fill="{ink[s]}"/>')
                    if n_series == 1 and len(series) <= 14:
                        put(x + bar / 2, y - 3, number(v[s], style), 6.5, "middle")
        for k, (n, _) in enumerate(series):
            put(left + step * (k + .5), base + 10, n, 6.5, "middle")
        for s, n in enumerate(names):
            x = left + 110 * s
            parts.append(f'<rect x="{x}" y="{h - 8}" width="7" height="7" fill="{ink[s]}"/>')
            put(x + 10, h - 1.5, n, 7)
    elif kind == "flow":
        step = w / len(series)
        for k, (n, _) in enumerate(series):
            x = k * step
            parts.append(f'<rect x="{x + 3:.1f}" y="6" width="{step - 18:.1f}" height="{h - 12}" rx="4" fill="{ink[k % len(ink)]}" opacity=".85"/>')
            for j, line in enumerate(n.split("/")):
                put(x + 3 + (step - 18) / 2, h / 2 + 3 + (j - (len(n.split("/")) - 1) / 2) * 9.5, line.strip(), 7.5, "middle", fill="#fff")
            if k + 1 < len(series):
                parts.append(f'<path d="M{x + step - 14:.1f} {h / 2 - 5} l9 5 l-9 5 z" fill="#666"/>')
    if a.get("title"):
        put(w / 2, 9, a["title"], 8, "middle", extra='font-weight="bold"')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
            f'font-family="Liberation Sans">' + "".join(parts) + "</svg>"), texts


def landscape(seed, w=480, h=270):
    """A picture with nothing to read: sky, hills and a building, as JPEG bytes; the same bytes for the same seed."""
    from PIL import Image, ImageDraw
    im = Image.new("RGB", (w, h))
    d = ImageDraw.Draw(im)
    for y in range(h):
        d.line([(0, y), (w, y)], fill=(150 + y * 90 // h, 175 + y * 60 // h, 205 + y * 20 // h))
    for layer in range(4):
        pts = [(x, h * (.45 + .13 * layer) + 22 * math.sin(x / (37 + 11 * layer) + seed * 1.7 + layer)) for x in range(0, w + 8, 8)]
        tone = 130 - 25 * layer
        d.polygon([(0, h)] + pts + [(w, h)], fill=(tone - 20, tone + 10, tone - 10))
    x = 60 + seed * 97 % 240
    d.rectangle([x, h * .42, x + 120, h * .8], fill=(196, 184, 164))
    for i in range(6):
        for j in range(4):
            d.rectangle([x + 8 + i * 19, h * .46 + j * 22, x + 18 + i * 19, h * .46 + j * 22 + 13], fill=(84, 92, 110))
    out = io.BytesIO()
    im.convert("L" if seed % 2 else "RGB").save(out, "JPEG", quality=70)
    return out.getvalue()
