// What all pages share: making elements, the language, the theme, what the browser remembers.
//
// Texts of documents only ever become text nodes or attributes' values, never markup; the page's policy forbids any script but these files.
'use strict';
window.foja = window.foja || {};

(() => {
  const asked = new URLSearchParams(location.search);

  // Storage may be forbidden, or full: a page works without.
  foja.remember = (key, value) => { try { localStorage.setItem('foja.' + key, value); } catch { /* forgotten */ } };
  foja.recall = key => { try { return localStorage.getItem('foja.' + key); } catch { return null; } };

  // el('button', {class: 'row', onclick: f, 'aria-label': '…'}, 'text', child, …)
  foja.el = (tag, properties = {}, ...children) => {
    const svg = ['svg', 'rect', 'line', 'path', 'g'].includes(tag);
    const made = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value === true ? '' : value);
    }
    for (const child of children.flat()) if (child !== null && child !== undefined) made.append(child);
    return made;
  };

  const languages = Object.keys(foja.words);
  const usual = languages.find(name => (navigator.language || '').startsWith(name)) ?? 'en';
  foja.language = [asked.get('lang'), foja.recall('language'), usual].find(name => languages.includes(name));
  document.documentElement.lang = foja.language;

  // A word of the page in its language; {0}, {1} … are filled in.
  foja.say = (key, ...values) => {
    const text = (foja.words[foja.language] || {})[key] ?? foja.words.en[key] ?? key;
    return values.reduce((said, value, index) => said.replaceAll('{' + index + '}', value), text);
  };

  foja.theme = name => { document.documentElement.dataset.theme = name; };
  const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
  foja.theme(asked.get('theme') || foja.recall('theme') || (isDark() ? 'dark' : 'light'));
  foja.switchTheme = () => {
    const name = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    foja.theme(name);
    foja.remember('theme', name);
  };
  const nextLanguage = languages[(languages.indexOf(foja.language) + 1) % languages.length];
  foja.switchLanguage = () => {
    foja.remember('language', nextLanguage);
    const place = new URL(location.href);
    place.searchParams.set('lang', nextLanguage);
    location.replace(place);
  };

  // The two switches of every head.
  foja.switches = () => [
    foja.el('button', {type: 'button', class: 'quiet', onclick: foja.switchLanguage, lang: nextLanguage}, foja.words[nextLanguage]['this-language']),
    foja.el('button', {type: 'button', class: 'quiet', onclick: foja.switchTheme}, foja.say('theme')),
  ];

  // Without marks and case: what a search looks for.
  foja.fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

  // Letters typed into a field are no orders, nor are those with a modifier.
  foja.isOrder = event => !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest('input, select, textarea')
    && foja.recall('keys') !== 'off';

  foja.download = (name, text, type) => {
    const link = foja.el('a', {href: URL.createObjectURL(new Blob([text], {type})), download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // A value of a mention or cell, as people write it.
  foja.valueText = value => {
    if (!value) return foja.say('no-value');
    if (value.edtf) return value.edtf;
    if (value.amount) return value.amount + ' ' + (value.currency ?? '¤');
    if (value.number) return value.number + (value.unit ? ' ' + value.unit : '');
    if (value.flag) return value.flag;
    return Object.values(value).filter(part => part !== null).join(' · ');
  };
})();
