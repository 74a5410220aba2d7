import Testing

@testable import Sets

/// Names of rows and columns: what is one name over the years, and what is not.
struct SeriesTests {
  @Test(
    arguments: [
      ("Trabajadores asegurados", "Trabajadores asegurados", 1.0...1.0), ("Trabajadoras aseguradas", "Trabajadores asegurados", 0.9...1),
      ("Trabajadores", "Trabajadores asegurados", 0.6...0.9), ("Número de empresas", "Empresas", 0.6...0.9),
      ("Medidas ordenadas", "Medidas dictadas", 0.4...0.6), ("Hombres", "Mujeres", 0...0), ("de", "de los", 0...0.6), ("", "", 1...1),
      ("", "Hombres", 0...0), ("Región", "REGION", 1...1),
    ] as [(String, String, ClosedRange<Double>)])
  func likenessOfNames(_ a: String, _ b: String, _ range: ClosedRange<Double>) {
    #expect(range.contains(likeness(a, b)), "\(likeness(a, b))")
    #expect(likeness(a, b) == likeness(b, a))
  }

  @Test func theMostAlikeComeTogether() {
    let found = pairs(["Total", "Total de hombres", "Edad"], ["Hombres, total", "Total"], from: 0.5)
    #expect(found.map { [$0.a, $0.b] } == [[0, 1], [1, 0]])
  }

  @Test(
    arguments: [
      ("Visitas / 2022-2023", "Visitas", "2022-2023"), ("2024", "", "2024"), ("Ingresos en 2021 / Real", "Ingresos en / Real", "2021"),
      ("Ley 1234", "Ley 1234", nil), ("Monto (2023)", "Monto", "2023"), ("2019–20", "", "2019–20"), ("Meta", "Meta", nil),
    ] as [(String, String, String?)])
  func yearsAreTakenOutOfHeads(_ name: String, _ measure: String, _ period: String?) {
    let parted = periodParted(name)
    #expect(parted.measure == measure)
    #expect(parted.period == period)
  }

  @Test(
    arguments: [
      ("convenio", "\"convenio\""), ("convenio de obra", "\"convenio de obra\" OR (\"convenio\" AND \"de\" AND \"obra\")"),
      ("\"obra pública\" 2020", "\"obra pública\" AND \"2020\""), ("inspec*", "\"inspec\" *"),
      ("AND ( x", "\"AND ( x\" OR (\"AND\" AND \"x\")"),
      ("- ¿?", nil),
    ] as [(String, String?)])
  func wordsAreLookedFor(_ words: String, _ query: String?) { #expect(Search.query(words) == query) }
}
