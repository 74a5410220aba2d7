// A sample to audit: each thing drawn beside the cut-out of its page, marked right or wrong with one key. The marks give the precision with
// Wilson's interval, and corrections to download, a file for each document.
'use strict';

(() => {
  const {el, say, data} = foja;
  const key = `sample.${data.run}.${data.type}.${data.seed}.${data.items.length}`;
  let verdicts = {};
  try { verdicts = JSON.parse(foja.recall(key) || '{}'); } catch { /* none */ }
  let at = 0;
  let result, files;

  // Wilson (1927): the share with its interval at 95 %, right for small samples and for shares near 1.
  const wilson = (right, of) => {
    const z = 1.959964;
    const share = right / of;
    const middle = (share + z * z / (2 * of)) / (1 + z * z / of);
    const half = z / (1 + z * z / of) * Math.sqrt(share * (1 - share) / of + z * z / (4 * of * of));
    return [Math.max(0, middle - half), Math.min(1, middle + half)];
  };
  foja.wilson = wilson;

  // Right ones are corrections too: they hold the value when rules change.
  const correction = (item, verdict) => {
    const spot = {page: item.page, box: item.box, text: item.text};
    if (item.kind === 'heading') return {kind: 'heading', says: verdict === 'right' ? item.level : 'no', ...spot};
    if (item.kind === 'cell') return verdict === 'right' ? {kind: 'cell', type: item.value?.type ?? 'missing', value: plain(item.value), ...spot} : {kind: 'cell', type: 'missing', value: null, ...spot};
    return verdict === 'right' ? {kind: 'value', type: item.type, value: plain(item.value), ...spot} : {kind: 'mention', type: item.type, says: 'no', ...spot};
  };
  const plain = value => value && Object.fromEntries(Object.entries(value).filter(([name, part]) => typeof part === 'string' && name !== 'type'));

  const tally = () => {
    const judged = data.items.filter((item, index) => verdicts[index]);
    const right = data.items.filter((item, index) => verdicts[index] === 'right').length;
    const [low, high] = judged.length ? wilson(right, judged.length) : [0, 1];
    result.textContent = judged.length ? say('precision', right, judged.length, (right / judged.length).toFixed(3), low.toFixed(3), high.toFixed(3)) : say('nothing-judged');
    const documents = new Map();
    data.items.forEach((item, index) => {
      if (!verdicts[index]) return;
      if (!documents.has(item.document)) documents.set(item.document, {file: item.file, marks: []});
      documents.get(item.document).marks.push(correction(item, verdicts[index]));
    });
    files.replaceChildren(...[...documents].map(([document, {file, marks}]) => el('button', {type: 'button', class: 'quiet', 'data-file': file, onclick: () => {
      const all = new foja.Marks(document, file);
      all.all = marks;
      all.download();
    }}, say('download-for', file))));
  };
  const judge = (index, verdict) => {
    verdicts[index] = verdict;
    foja.remember(key, JSON.stringify(verdicts));
    for (const name of ['right', 'wrong']) {
      cards[index].classList.toggle(name, verdict === name);
      cards[index].querySelector(`[data-verdict=${name}]`).setAttribute('aria-pressed', verdict === name);
    }
    tally();
  };
  const go = index => {
    at = Math.max(0, Math.min(cards.length - 1, index));
    cards.forEach((card, number) => card.toggleAttribute('aria-current', number === at));
    cards[at]?.scrollIntoView({block: 'nearest'});
  };

  const cards = data.items.map((item, index) => el('li', {class: 'card ' + (verdicts[index] || ''), onclick: () => go(index)},
    el('div', {class: 'line'}, el('span', {class: 'badge'}, foja.words[foja.language]['type-' + item.type] ?? item.type), el('span', {class: 'words'}, item.text),
      el('span', {}, say('read'), ' ', el('strong', {}, item.kind === 'heading' ? `${foja.words[foja.language]['type-heading']} ${item.level}` : foja.valueText(item.value))),
      el('span', {class: 'extra'}, `${item.file}, ${say('p', item.page)}`), el('span', {class: 'extra'}, item.rule ?? '')),
    item.picture ? el('img', {src: item.picture, loading: 'lazy', alt: `${say('page', item.page)}: ${item.text}`}) : el('p', {class: 'none'}, say('not-drawn', item.failed ?? '')),
    el('div', {class: 'line'}, ['right', 'wrong'].map(name => el('button', {type: 'button', 'data-verdict': name, 'aria-pressed': verdicts[index] === name,
      onclick: event => { event.stopPropagation(); judge(index, name); go(index + 1); }}, say(name === 'wrong' ? 'wrong-button' : 'right'))))));

  result = el('p', {class: 'figures', role: 'status', id: 'result'});
  files = el('div', {class: 'line'});
  document.title = `${say('sample')} · Foja`;
  document.body.replaceChildren(
    el('header', {}, el('div', {class: 'line'}, el('h1', {}, say('sample')), el('span', {class: 'extra'}, say('sample-of', data.items.length, data.population, data.type, data.seed)),
      el('span', {class: 'push'}), ...foja.switches()), el('div', {class: 'line'}, result, el('span', {class: 'extra'}, say('key-judge')))),
    el('main', {}, files, el('ol', {class: 'cards'}, cards)));
  tally();
  go(0);
  document.addEventListener('keydown', event => {
    if (!foja.isOrder(event)) return;
    const orders = {r: () => { judge(at, 'right'); go(at + 1); }, w: () => { judge(at, 'wrong'); go(at + 1); }, j: () => go(at + 1), k: () => go(at - 1), d: foja.switchTheme};
    if (!orders[event.key] || !cards.length) return;
    event.preventDefault();
    orders[event.key]();
  });
  document.documentElement.dataset.ready = 'yes';
})();
