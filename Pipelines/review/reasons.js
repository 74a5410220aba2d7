// What findings and reasons are called on the pages: the record's own messages are English, and stand as they are where a language has none for them.
'use strict';

(() => {
  const add = (language, words) => Object.assign(foja.words[language], words);

  add('en', {
    by: 'By: {0}.', 'a-table': 'Taken as a table by {0}, {1}, sure to {2}: {3}.', 'no-table': 'Looked at as a table by {0}, {1}, and refused: {2}.',
    barred: 'No weight counts: {0}.', dropped: 'Taken out again: {0}.', raised: 'Taken all the same: {0}.',
    'by-line-numbers': 'numbers of lines beside the text', 'by-folio': 'a page number, which counts up with the pages',
    'by-band': 'a running head or foot, which comes back in one band of the pages', 'by-title': 'it repeats the title over its pages',
    'by-rule': 'it stands outside of a rule that comes back', 'by-stated': 'the file says that it is no content', 'by-side': 'it stands along the edge',
    'by-label': 'a label of what goes on', 'by-letterhead': 'a letterhead', 'by-drawn': 'cells drawn all around', 'by-half-ruled': 'rules part its rows or heads',
    'by-captioned': 'a caption stands over it', 'by-values': 'numbers fill rows and columns', 'by-shaded': 'its rows are shaded', 'by-headed': 'a rule closes its heads',
    'by-spaced': 'its rows stand apart by white space', 'by-weak': 'a listing or checklist', 'by-glossary': 'terms at one edge, meanings at another',
    'by-chart': 'strokes and fills of a chart', 'by-photo': 'a picture', 'by-image': 'a picture', 'by-map': 'a map', 'by-diagram': 'strokes and boxes of a diagram',
    'found-ruled': 'rules that meet', 'found-halfRuled': 'rules in a stack', 'found-shaded': 'shaded rows', 'found-open': 'lines that stand in columns',
    'no-one-column': 'nothing stands beside its first column', 'no-one-row': 'nothing stands under its first row', 'no-drawing': 'curves or slanted lines run through it',
    'no-chart': 'bars of a chart stand in it', 'no-figure': 'its frame begins with the caption of a figure', 'no-nearly-empty': 'too few cells have words',
    'no-boxes-of-text': 'paragraphs in few cells', 'no-form': 'a form: a label in each box', 'no-empty-cells': 'most cells are empty',
    'no-words-across-rules': 'words run across its rules', 'no-contents': 'titles with page numbers', 'no-list': 'items of a list',
    'no-lines-across-columns': 'lines run across its columns', 'no-running-text': 'running text in columns',
    'no-words-without-rules': 'words alone, without rules or numbers', 'no-no-grid': 'no rows and columns',
    'bar-long': 'it is too long', 'bar-letters': 'it has hardly a letter', 'bar-goes-on': 'its sentence goes on below', 'bar-interrupts': 'a sentence goes on over it', 'bar-sentence': 'it is a sentence', 'bar-date': 'it is a date and nothing else', 'bar-name': 'it names persons', 'bar-leaders': 'leaders lead to a page number',
    'bar-item': 'it stands in a list', 'drop-cover': 'a cover has larger type', 'drop-subtitle': 'it stands right under the title', 'drop-empty': 'nothing stands under it',
    'drop-contents': 'it is the head of the contents', 'raise-series': 'its number is the one that the headings around it lack', 'raise-label': 'it is nothing but the word of a part and its number',
    'm-cells-filled': 'cells filled', 'm-rows-filled': 'rows filled', 'm-columns-filled': 'columns filled', 'm-cells-of-values': 'cells of values',
    'm-rows-with-values': 'rows with values', 'm-words-per-cell': 'words a cell', 'm-words-of-running-text': 'words of running text',
    'm-cells-over-columns': 'cells over several columns', 'm-words-across-rules': 'words across rules', 'm-rules-level': 'level rules', 'm-rules-upright': 'upright rules',
    'm-caption-above': 'caption above', 'm-edge': 'edge', 'm-from-edge': 'points from the edge', 'm-pages-repeating': 'pages on which it comes back',
    'm-share-of-pages': 'share of the pages that print there', 'm-pictures': 'pictures', 'm-curves-and-slanted-lines': 'curves and slanted lines', 'm-fills': 'fills',
    'm-rules': 'rules', 'm-lines-of-words': 'lines of words', 'm-share-of-page': 'share of the page', 'm-entries': 'entries', 'm-terms-at': 'terms begin at',
    'm-meanings-at': 'meanings begin at', 'v-yes': 'yes', 'v-no': 'no', 'v-top': 'top', 'v-bottom': 'bottom',
  });

  add('es', {
    by: 'Por: {0}.', 'a-table': 'Se tomó como tabla por {0}, {1}, con seguridad de {2}: {3}.', 'no-table': 'Se examinó como tabla por {0}, {1}, y se rechazó: {2}.',
    barred: 'Ningún peso cuenta: {0}.', dropped: 'Se volvió a quitar: {0}.', raised: 'Se tomó a pesar de ello: {0}.',
    'by-line-numbers': 'números de línea junto al texto', 'by-folio': 'un número de página, que avanza con las páginas',
    'by-band': 'un encabezado o pie que vuelve en una misma banda de las páginas', 'by-title': 'repite el título sobre sus páginas',
    'by-rule': 'está por fuera de una línea que vuelve', 'by-stated': 'el archivo dice que no es contenido', 'by-side': 'está a lo largo del borde',
    'by-label': 'un rótulo de lo que continúa', 'by-letterhead': 'un membrete', 'by-drawn': 'celdas dibujadas por los cuatro lados', 'by-half-ruled': 'líneas separan sus filas o encabezados',
    'by-captioned': 'tiene un título encima', 'by-values': 'números llenan filas y columnas', 'by-shaded': 'sus filas están sombreadas', 'by-headed': 'una línea cierra sus encabezados',
    'by-spaced': 'sus filas están separadas por blancos', 'by-weak': 'una lista o relación', 'by-glossary': 'términos en un borde, significados en otro',
    'by-chart': 'trazos y rellenos de una gráfica', 'by-photo': 'una imagen', 'by-image': 'una imagen', 'by-map': 'un mapa', 'by-diagram': 'trazos y cajas de un diagrama',
    'found-ruled': 'líneas que se tocan', 'found-halfRuled': 'líneas apiladas', 'found-shaded': 'filas sombreadas', 'found-open': 'renglones en columnas',
    'no-one-column': 'no hay nada junto a su primera columna', 'no-one-row': 'no hay nada bajo su primera fila', 'no-drawing': 'la cruzan curvas o líneas inclinadas',
    'no-chart': 'contiene barras de una gráfica', 'no-figure': 'su marco empieza con el título de una figura', 'no-nearly-empty': 'muy pocas celdas tienen palabras',
    'no-boxes-of-text': 'párrafos en pocas celdas', 'no-form': 'un formulario: un rótulo en cada caja', 'no-empty-cells': 'la mayoría de las celdas están vacías',
    'no-words-across-rules': 'palabras cruzan sus líneas', 'no-contents': 'títulos con números de página', 'no-list': 'puntos de una lista',
    'no-lines-across-columns': 'renglones cruzan sus columnas', 'no-running-text': 'texto corrido en columnas',
    'no-words-without-rules': 'solo palabras, sin líneas ni números', 'no-no-grid': 'sin filas ni columnas',
    'bar-long': 'es demasiado largo', 'bar-letters': 'apenas tiene letras', 'bar-goes-on': 'su oración sigue debajo', 'bar-interrupts': 'una oración sigue por encima de él', 'bar-sentence': 'es una oración', 'bar-date': 'es una fecha y nada más', 'bar-name': 'nombra a personas', 'bar-leaders': 'unos puntos llevan a un número de página',
    'bar-item': 'está en una lista', 'drop-cover': 'una portada tiene letra mayor', 'drop-subtitle': 'está justo bajo el título', 'drop-empty': 'no hay nada debajo',
    'drop-contents': 'es el encabezado del índice', 'raise-series': 'su número es el que falta a los títulos que lo rodean', 'raise-label': 'no es más que la palabra de una parte y su número',
    'm-cells-filled': 'celdas llenas', 'm-rows-filled': 'filas llenas', 'm-columns-filled': 'columnas llenas', 'm-cells-of-values': 'celdas con valores',
    'm-rows-with-values': 'filas con valores', 'm-words-per-cell': 'palabras por celda', 'm-words-of-running-text': 'palabras de texto corrido',
    'm-cells-over-columns': 'celdas sobre varias columnas', 'm-words-across-rules': 'palabras que cruzan líneas', 'm-rules-level': 'líneas horizontales', 'm-rules-upright': 'líneas verticales',
    'm-caption-above': 'título encima', 'm-edge': 'borde', 'm-from-edge': 'puntos desde el borde', 'm-pages-repeating': 'páginas en que vuelve',
    'm-share-of-pages': 'parte de las páginas que imprimen ahí', 'm-pictures': 'imágenes', 'm-curves-and-slanted-lines': 'curvas y líneas inclinadas', 'm-fills': 'rellenos',
    'm-rules': 'líneas', 'm-lines-of-words': 'renglones', 'm-share-of-page': 'parte de la página', 'm-entries': 'entradas', 'm-terms-at': 'los términos empiezan en',
    'm-meanings-at': 'los significados empiezan en', 'v-yes': 'sí', 'v-no': 'no', 'v-top': 'arriba', 'v-bottom': 'abajo',
  });

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
