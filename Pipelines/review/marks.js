// Corrections: what a person marks as wrong, kept by the browser until it is downloaded as `<document>.corrections.yaml`.
//
// A correction names its place by page, box and text, never by an id: ids move when rules change.
//
//     {kind: heading, says: no|1…6}   {kind: table, says: joined, with: {page, box, text}}   {kind: header, says: yes|no}   (a cell)
//     {kind: cell, type, value: {…}|null}
//     {kind: value, type, value: {…}|null}   {kind: name, type, says}   {kind: mention, type, says: no}   {kind: title, says}
//
// each with page, box, text.
'use strict';

foja.Marks = class {
  constructor(document, file) {
    this.document = document;
    this.file = file;
    this.key = 'marks.' + document;
    this.all = [];
    try { this.all = JSON.parse(foja.recall(this.key) || '[]'); } catch { /* none */ }
  }

  // One mark of a kind for a place; a new one takes the place of the old.
  put(mark) {
    const same = other => other.kind === mark.kind && other.page === mark.page && other.text === mark.text && String(other.box) === String(mark.box);
    this.all = this.all.filter(other => !same(other));
    this.all.push(mark);
    this.save();
  }

  drop(mark) {
    this.all = this.all.filter(other => other !== mark);
    this.save();
  }

  save() { foja.remember(this.key, JSON.stringify(this.all)); }

  // Strings as JSON writes them are strings of YAML; keys and words of ours need no quotes.
  yaml() {
    const value = part => Array.isArray(part) ? '[' + part.map(value).join(', ') + ']'
      : part && typeof part === 'object' ? '{' + Object.entries(part).map(([key, inner]) => `${key}: ${['kind', 'type'].includes(key) ? inner : value(inner)}`).join(', ') + '}'
      : typeof part === 'string' ? JSON.stringify(part).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, letter => '\\u' + letter.charCodeAt(0).toString(16).padStart(4, '0'))
      : String(part);
    const sorted = [...this.all].sort((a, b) => a.page - b.page || (a.box?.[1] ?? 0) - (b.box?.[1] ?? 0));
    return `document: ${value(this.document)}\nfile: ${value(this.file)}\ncorrections:\n` + sorted.map(mark => `  - ${value(mark)}\n`).join('');
  }

  download() { foja.download(`${this.file.replace(/[\/\\]/g, '_')}.corrections.yaml`, this.yaml(), 'application/yaml'); }
};

// The marks of the document that the page shows, and their list.
if (foja.data.record) {
  const marks = new foja.Marks(foja.data.record.id, foja.data.record.source.file);
  const {el, say} = foja;
  foja.marks = {
    put: mark => { marks.put(mark); foja.changed(); },
    count: () => marks.all.length,
    of: item => item.boxes.length ? marks.all.filter(mark => mark.page === item.boxes[0].page && String(mark.box) === String(item.boxes[0].box)) : [],
    drop: mark => { marks.drop(mark); foja.changed(); },
    yaml: () => marks.yaml(),
    download: () => marks.download(),
    list: () => marks.all.length === 0 ? el('p', {class: 'none'}, say('none-marks'))
      : el('div', {}, el('p', {}, el('button', {type: 'button', id: 'download', class: 'main', onclick: () => marks.download()}, say('download'))),
        el('p', {class: 'hint'}, say('where-to')),
        el('ul', {class: 'rows'}, marks.all.map(mark => el('li', {class: 'mark'},
          el('span', {class: 'badge'}, say('mark-' + mark.kind)), el('span', {class: 'words'}, mark.text),
          el('span', {class: 'extra'}, foja.markText(mark)),
          el('button', {type: 'button', class: 'quiet', onclick: () => foja.marks.drop(mark), 'aria-label': `${say('drop')}: ${mark.text}`}, say('drop')))))),
  };
}
foja.markText = mark => ['value', 'cell'].includes(mark.kind) ? foja.valueText(mark.value)
  : mark.kind === 'table' ? foja.say('joined-with', mark.with.page) : mark.says === 'no' ? foja.say('says-no') : mark.says === 'yes' ? foja.say('says-yes') : String(mark.says);
