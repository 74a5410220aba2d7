// What differs between two records or two runs, document by document, kind by kind.
'use strict';

(() => {
  const {el, say, data} = foja;
  const side = (name, text) => text === null || text === undefined ? null : el(name, {}, text);
  const change = entry => el('li', {class: 'change ' + entry.change}, el('span', {class: 'badge'}, say(entry.change)), ' ',
    entry.page ? el('span', {class: 'extra'}, say('p', entry.page) + ' ') : null, entry.field ? el('span', {class: 'extra'}, entry.field + ': ') : null,
    side('del', entry.before), entry.before !== undefined && entry.after !== undefined ? ' → ' : null, side('ins', entry.after));
  const kinds = entry => Object.entries(entry.changes).filter(([, list]) => list.length);
  const whole = data.documents.filter(entry => entry.change || kinds(entry).length);
  document.title = `${say('diff')} · Foja`;
  document.body.replaceChildren(
    el('header', {}, el('div', {class: 'line'}, el('h1', {}, say('diff')), el('span', {class: 'extra'}, say('diff-of', data.before, data.after)), el('span', {class: 'push'}), ...foja.switches())),
    el('main', {}, whole.length === 0 ? el('p', {class: 'none'}, say('no-difference')) : whole.map(entry => el('section', {},
      el('h2', {}, entry.document, entry.change ? ` (${say(entry.change)})` : ''),
      kinds(entry).map(([kind, list]) => el('details', {open: list.length <= 200}, el('summary', {}, `${say(kind)}: ${list.length}`), el('ul', {class: 'cards'}, list.map(change))))))));
  document.documentElement.dataset.ready = 'yes';
})();
