extension Messages {
  /// By the English text. What is missing here stays English.
  static let spanish: [String: String] = [
    // Summaries
    "Nothing to do: {1} unchanged since the last run.": "Nada que hacer: {1} sin cambios desde la última corrida.",
    "Read {1}, {2}": "Se leyeron {1}, {2}",
    "{1} document": "{1} documento", "{1} documents": "{1} documentos",
    "{1} page": "{1} página", "{1} pages": "{1} páginas",
    "{1} complete": "{1} completos", "{1} partial": "{1} parciales", "{1} refused": "{1} rechazados", "{1} failed": "{1} fallidos",
    "{1} unchanged": "{1} sin cambios",
    "{1} to be tried again in a later run (foja retry)": "{1} se intentarán de nuevo en otra corrida (foja retry)",
    "{1} has the bytes of {2}": "{1} tiene los mismos bytes que {2}",
    "{1} more duplicates (foja status)": "{1} duplicados más (foja status)",
    "{1} still arriving": "{1} todavía llegando",
    "{1} no longer among the inputs, their records kept (foja prune)":
      "{1} ya no están entre las entradas; sus registros se conservan (foja prune)",
    "Records: {1}": "Registros: {1}",
    "The whole set: {1}": "El conjunto: {1}",
    "no Parquet: {1}": "sin Parquet: {1}",
    "{1} would be read, {2} unchanged.": "Se leerían {1}; {2} sin cambios.",
    "{1}: still arriving": "{1}: todavía llegando",
    "{1}: the folder cannot be read: {2}": "{1}: no se puede leer la carpeta: {2}",
    "{1}: its record cannot be read and is left out of the set": "{1}: su registro no se puede leer y queda fuera del conjunto",
    "Nothing new.": "Nada nuevo.", "Nothing needs attention.": "Nada requiere atención.",
    "Nothing found.": "No se encontró nada.",
    // What to do next
    "{1} is a file: foja convert {1} reads single files, foja run reads folders":
      "{1} es un archivo: foja convert {1} lee archivos sueltos, foja run lee carpetas",
    "the folder {1} is not there: make it, or name another with --inputs": "la carpeta {1} no existe: créela o indique otra con --inputs",
    "{1} is a folder: foja run --inputs {1} reads folders, foja convert reads single files":
      "{1} es una carpeta: foja run --inputs {1} lee carpetas, foja convert lee archivos sueltos",
    "{1} is not there": "{1} no existe",
    "{1} is not a file": "{1} no es un archivo",
    "no rule set '{1}'; known are {2}": "no hay un conjunto de reglas '{1}'; se conocen {2}",
    "no run has written to {1} yet: type foja run": "ninguna corrida ha escrito en {1} todavía: escriba foja run",
    "there is no {1}: foja run --outputs {2} makes it, or name another folder with --outputs":
      "no hay {1}: foja run --outputs {2} lo crea, o indique otra carpeta con --outputs",
    "there is no word in '{1}'": "no hay ninguna palabra en '{1}'",
    "no table is called '{1}': foja search finds words of captions, and the view table_values of records.sqlite lists all":
      "ningún cuadro se llama '{1}': foja search busca palabras de los títulos, y la vista table_values de records.sqlite los lista todos",
  ]
}
