// What findings are called on the pages: the record's own messages are English, and stand as they are where a language has none for them.
'use strict';

(() => {
  // By code: how the record's message reads, and how it is said. What fits none stays as it is.
  const findings = {
    es: {
      'call-without-note': [[/^The note (.+) is called, but no note with that mark was found\.$/, 'Se llama a la nota {0}, pero no se halló ninguna con esa marca.']],
      'note-without-call': [[/^The note (.+) is called nowhere\.$/, 'A la nota {0} no se la llama en ningún lugar.']],
      'total-mismatch': [[/^The table states (.+), its numbers add up to (.+)\.$/, 'La tabla dice {0}; sus números suman {1}.']],
      'repeated-header': [[/^The header of the table/, 'El encabezado de la tabla se imprime aquí de nuevo y se deja fuera.']],
      'furniture-in-table': [[/^A line within a table was left out as furniture: (.*)$/s, 'Un renglón dentro de una tabla se dejó fuera como adorno de página: {0}']],
      'page-errors': [[/^poppler found (\d+) faults in page (\d+)\.$/, 'poppler halló {0} fallas en la página {1}.']],
      'glyphs-unplaced': [[/^(\d+) of (\d+) glyphs/, '{0} de {1} letras de la página no hallaron lugar.']],
      'numbers-in-one-cell': [[/^A cell holds several numbers: (.*)$/s, 'Una celda tiene varios números: {0}']],
      'row-cut-short': [[/^A row ends (\d+) columns/, 'Una fila acaba {0} columnas antes que su encabezado, y ninguna otra.']],
      'numbers-between-tables': [[/^Numbers between two tables stand in neither: (.*)$/s, 'Números entre dos tablas no están en ninguna: {0}']],
      'hidden-text': [[/^(\d+) of (\d+) letters/, '{0} de {1} letras de la página no se pueden ver y se dejan fuera.']],
      'number-undecided': [
        [/^The document does not show whether “(.*)” means (.+) or (.+)\.$/s, 'El documento no muestra si «{0}» significa {1} o {2}.'],
        [/^Nothing shows whether “(.*)” and numbers like it in its column mean (.+) or (.+)\.$/s, 'Nada muestra si «{0}» y los números como él en su columna significan {1} o {2}.'],
      ],
      'value-mismatch': [[/^The text says (.+) in figures and (.+) in words\.$/, 'El texto dice {0} en cifras y {1} en letras.']],
      'page-truncated': [
        [/^The content of page (\d+) is damaged/, 'El contenido de la página {0} está dañado: se interrumpe antes del final.'],
        [/^Page (\d+) paints more/, 'La página {0} pinta más de lo que se puede leer; falta lo que pasa del límite.'],
      ],
      'page-unreadable': [
        [/^Page (\d+) cannot be read\.$/, 'La página {0} no se puede leer.'],
        [/^The content of page (\d+) is damaged/, 'El contenido de la página {0} está dañado: no se puede leer nada de él.'],
      ],
      'page-without-text': [[/^Page (\d+)/, 'La página {0} es una imagen y no se leyó.']],
      'ocr-text': [[/^Page (\d+) is a picture, read by Tesseract with a mean confidence of (\d+) %\.$/, 'La página {0} es una imagen; Tesseract la leyó con una confianza media de {1} %.']],
      'ocr-failed': [[/^Page (\d+)/, 'La página {0} es una imagen y Tesseract no pudo leerla.']],
      'covered-text': [[/^(\d+) letters/, '{0} letras están bajo una caja opaca y se dejan fuera.']],
      'running-number-missing': [[/^The rows are counted, and (\d+) /, 'Las filas van numeradas, y faltan {0} de los números anteriores a este.']],
      'garbled-text': [[/^(\d+) % of the letters of page (\d+)/, '{0} % de las letras de la página {1} no se pueden leer: sus tipos no dicen cuáles son.']],
      'letters-restored': [
        [/^1 word has letters.*?: (.*)\.$/s, '1 palabra tiene letras que los tipos no dicen; otras palabras las dicen: {0}.'],
        [/^(\d+) words have letters.*?: (.*)\.$/s, '{0} palabras tienen letras que los tipos no dicen; otras palabras las dicen: {1}.'],
      ],
      'file-truncated': [[/^The file is cut off/, 'El archivo está cortado: no se leyó lo que había en la parte que falta.']],
      portfolio: [[/^The file is a portfolio/, 'El archivo es una carpeta: los documentos van adjuntos a él.']],
      'rule-limit': [[/^rule (.+) could not/, 'La regla {0} no se pudo aplicar por completo: llegó a su límite.']],
      'correction-unfit': [[/^the correction of '(.+)' no longer fits: on page (\d+) «(.*)» is not/s, 'La corrección de «{0}» ya no encaja: en la página {1} «{2}» no está como cuando se marcó.']],
    },
  };

  // A finding's message in the page's language; its language where it has none of it.
  foja.finding = ({code, message}) => {
    const fits = (findings[foja.language] || {})[code] || [];
    for (const [pattern, text] of fits) {
      const found = pattern.exec(message);
      if (found) return {text: found.slice(1).reduce((said, value, index) => said.replaceAll('{' + index + '}', () => value), text), language: null};
    }
    return {text: message, language: foja.language === 'en' ? null : 'en'};
  };
})();
