// What differs between two records or two runs, document by document, kind by kind. Long lists are made a piece at a time: a run may differ in
// a hundred thousand places.
'use strict';

(() => {
  const {el, say, data} = foja;
  // Changes of a kind, and documents, that are put on the page at once.
  const changesEach = 200, documentsEach = 50;
  const side = (name, text) => text === null || text === undefined ? null : el(name, {}, text);
  const change = entry => el('li', {class: 'change ' + entry.change}, el('span', {class: 'badge'}, say(entry.change)), ' ',
    entry.page ? el('span', {class: 'extra'}, say('p', entry.page) + ' ') : null, entry.field ? el('span', {class: 'extra'}, entry.field + ': ') : null,
    side('del', entry.before), entry.before !== undefined && entry.after !== undefined ? ' → ' : null, side('ins', entry.after));
  const kinds = entry => Object.entries(entry.changes).filter(([, list]) => list.length);
  const whole = data.documents.filter(entry => entry.change || kinds(entry).length);

  // Fills `place` with pieces of a list; a button under it brings the next.
  const grow = (place, list, each, made) => {
    let shown = 0;
    const button = el('button', {type: 'button', class: 'more', onclick: () => { const first = shown; more(); place.children[first]?.querySelector('summary')?.focus(); }}, '');
    const more = () => {
      place.append(...list.slice(shown, shown + each).map(made));
      shown = Math.min(list.length, shown + each);
      if (shown < list.length) { button.textContent = say('more-of', list.length - shown); place.after(button); } else button.remove();
    };
    more();
  };
  const kindOf = ([kind, list]) => {
    const cards = el('ul', {class: 'cards'});
    let isMade = false;
    const make = () => { if (!isMade) { isMade = true; grow(cards, list, changesEach, change); } };
    const details = el('details', {open: list.length <= changesEach}, el('summary', {}, `${say(kind)}: ${list.length}`), cards);
    if (details.open) make(); else details.addEventListener('toggle', make);
    return details;
  };
  const documentOf = entry => el('section', {}, el('h2', {}, entry.document, entry.change ? ` (${say(entry.change)})` : ''), kinds(entry).map(kindOf));

  // How much of each kind over all: what a change of rules did, before its places.
  const sums = new Map();
  for (const entry of whole) for (const [kind, list] of kinds(entry)) sums.set(kind, (sums.get(kind) ?? 0) + list.length);
  document.title = `${say('diff')} · Foja`;
  const list = el('div', {});
  const main = el('main', {}, whole.length === 0 ? el('p', {class: 'none'}, say('no-difference'))
    : el('p', {class: 'extra'}, [say('documents-differ', whole.length), ...[...sums].map(([kind, count]) => `${say(kind)}: ${count}`)].join(' · ')), list);
  document.body.replaceChildren(
    el('header', {}, el('div', {class: 'line'}, el('h1', {}, say('diff')), el('span', {class: 'extra'}, say('diff-of', data.before, data.after)), el('span', {class: 'push'}), ...foja.switches())),
    main);
  grow(list, whole, documentsEach, documentOf);
  document.documentElement.dataset.ready = 'yes';
})();
