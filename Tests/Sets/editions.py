"""Two made editions of the labour report of Inputs/, of other years: its table VII.1 with columns renamed, added, left out and in another order.

editions(folder) writes the PDFs and gives what a series over all three must have of them: {(document, row, measure, period): value}, in the names
of the report of Inputs/, whose table is the newest that has the label."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Golden/small"))
from typeset import advance, pdf  # noqa: E402

REGIONS = {
    "NOROESTE": ["Baja California", "Baja California Sur", "Sinaloa", "Sonora"],
    "NORTE": ["Coahuila", "Nuevo León", "Tamaulipas", "Zacatecas"],
}
# As the report of Inputs/ calls its columns, and one that only the newest edition has.
VISITS, MEASURES, CHANGE, FINES = "Visitas", "Medidas ordenadas", "Variación de las medidas (%)", "Multas"

NEW = {
    "file": "informe-laboral-2025.pdf", "title": "Informe anual de labores 2024-2025", "label": "CUADRO VII.2.",
    "caption": "VISITAS DE INSPECCIÓN Y MEDIDAS ORDENADAS POR ENTIDAD FEDERATIVA, 2023-2024 Y 2024-2025", "periods": ["2023-2024", "2024-2025"],
    "heads": [("Medidas ordenadas", MEASURES, 2), ("Visitas practicadas", VISITS, 2), ("Variación de las medidas (%)", CHANGE, 1), ("Multas", FINES, 1)],
    "leave": [],
}
OLD = {
    "file": "informe-laboral-2022.pdf", "title": "Informe anual de labores 2021-2022", "label": "CUADRO VII.1.",
    "caption": "VISITAS DE INSPECCIÓN Y MEDIDAS ORDENADAS POR ENTIDAD FEDERATIVA, 2020-2021 Y 2021-2022", "periods": ["2020-2021", "2021-2022"],
    "heads": [("Visitas", VISITS, 2), ("Medidas dictadas", MEASURES, 2)],
    "leave": ["Zacatecas"],
}


def cells(edition):
    """Rows of a table: (region or None, name, values in the order of its columns)."""
    seed = int(edition["periods"][-1][:4])
    out = []
    for region, states in REGIONS.items():
        out.append((None, region, []))
        total = None
        for place, state in enumerate(state for state in states if state not in edition["leave"]):
            values = []
            for _, measure, count in edition["heads"]:
                for year in range(count):
                    base = 2100 + 37 * place + 11 * (seed % 100) + 503 * year + len(state) * 13
                    values.append({VISITS: base, MEASURES: 3 * base + 17, FINES: base // 9, CHANGE: None}[measure])
            values = [change(values, edition) if value is None else value for value in values]
            total = [a + b for a, b in zip(total, values)] if total else values
            out.append((region, state, values))
        total = [None if isinstance(value, float) else value for value in total]
        out.append((region, "Subtotal", [change(total, edition) if value is None else value for value in total]))
    return out


def change(values, edition):
    at = 0
    for _, measure, count in edition["heads"]:
        if measure == MEASURES:
            return round(100 * (values[at + 1] / values[at] - 1), 1)
        at += count
    return None


def shown(value):
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}"


def page(edition):
    width = 52
    out = ["page 595 842", f"72 100 18 b {edition['title']}", "72 122 11 - Instituto Nacional de Inspección y Servicios Laborales"]
    out += ["72 170 12 b VII. Inspección", "72 190 10 - La inspección visitó los centros de trabajo de las entidades; el cuadro siguiente da las cifras."]
    y = 220
    out += [f"72 {y} 9 b {edition['label']} {edition['caption'][:70].rsplit(' ', 1)[0]}"]
    out += [f"72 {y + 11} 9 b {edition['caption'][len(edition['caption'][:70].rsplit(' ', 1)[0]) + 1:]}", f"72 {y + 22} 8 - (número de visitas y de medidas)"]
    y += 30
    out += [f"rule 72 {y} 545 {y}", f"76 {y + 18} 7 b Región y entidad"]
    x = 215
    for head, _, count in edition["heads"]:
        words = head.split(" ")
        lines = [head] if count == 2 or len(words) == 1 else [" ".join(words[:2]), " ".join(words[2:])] if len(words) > 3 else words
        for place, line in enumerate(lines):
            middle = x + (width * count - 14) / 2 if count == 2 else x + (advance(line, 7, "b")) / 2
            out.append(f"{middle - advance(line, 7, 'b') / 2:.1f} {y + 10 + 9 * place} 7 b {line}")
        if count == 2:
            out.append(f"rule {x - 6} {y + 14} {x + 2 * width - 14} {y + 14}")
            for place, period in enumerate(edition["periods"]):
                out.append(f"r{x + width * (place + 1) - 14} {y + 23} 7 b {period}")
        x += width * count
    y += 28
    out.append(f"rule 72 {y} 545 {y}")
    for region, name, values in cells(edition):
        y += 13
        out.append(f"76 {y} 8 {'b' if not values or name == 'Subtotal' else '-'} {name}")
        for place, value in enumerate(values):
            out.append(f"r{215 + width * (place + 1) - 14} {y} 8 - {shown(value)}")
    out += [f"rule 72 {y + 5} 545 {y + 5}", f"72 {y + 16} 7 - Fuente: Dirección de Inspección y Formalización del Empleo, Sistema de Registro de Visitas."]
    out += [f"72 {y + 50} 10 - Las cifras de cada ejercicio cierran el 30 de junio.", "290 815 8 - 1"]
    return "\n".join(out) + "\n"


def editions(folder):
    expected = {}
    for edition in (NEW, OLD):
        (Path(folder) / edition["file"]).write_bytes(pdf(page(edition)))
        for region, name, values in cells(edition):
            at = 0
            for _, measure, count in edition["heads"]:
                for year in range(count):
                    if values:
                        row = f"{region} / {name}" if name == "Subtotal" else name
                        period = edition["periods"][year] if count == 2 else ""
                        expected[edition["file"], row, measure, period] = shown(values[at]).replace(",", "")
                    at += 1
    return expected


if __name__ == "__main__":
    for key, value in editions(sys.argv[1]).items():
        print(key, value)
