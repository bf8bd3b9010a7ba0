import { html } from 'lit';

/** What nobody can see, or what turns round how text is read. */
export const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const TOKENS = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

const TONES = {
  applied: 'good', available: 'good', accepted: 'good', create: 'good', new: 'good',
  refused: 'bad', 'turned-away': 'bad', 'circuit-open': 'bad', 'credential-refused': 'bad', failed: 'bad', delete: 'bad', impossible: 'bad',
  deferred: 'warn', throttled: 'warn', held: 'warn', waits: 'warn', busy: 'warn', partly: 'warn', update: 'warn',
  queued: 'info', planned: 'info',
};

/** Text of others with what nobody can see written as its number, so that no name hides or turns round what stands beside it. */
export const visible = (text) =>
  String(text ?? '').replace(HIDDEN, (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));

/** Text of others on one line. */
export const line = (text) => visible(text).replace(/\s+/g, ' ');

/** How long ago something was, or when it will be; the exact time on hover. */
export function ago(iso) {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? html`<span class="muted">never</span>` : html`<time datetime=${iso}>${relative(time)}</time>`;
}

/** A list has many times, and few of them are asked for. */
document.addEventListener('pointerover', ({ target }) => {
  if (target.localName === 'time') {
    target.title = exact(target.dateTime);
  }
});

export const exact = (iso) => `${EXACT.format(new Date(iso))} · ${iso}`;

function relative(time) {
  const seconds = Math.round((Date.now() - time) / 1000);
  const size = Math.abs(seconds);
  if (size < 5) {
    return 'just now';
  }
  if (size >= 30 * 86_400) {
    return DAY.format(time);
  }
  const [unit, length] = size < 60 ? ['s', 1] : size < 3600 ? ['min', 60] : size < 86_400 ? ['h', 3600] : ['d', 86_400];
  const number = `${Math.floor(size / length)} ${unit}`;
  return seconds < 0 ? `in ${number}` : `${number} ago`;
}

export const number = (value) => Number(value ?? 0).toLocaleString('en');

/** `1 delete`, `12 deletes`. */
export const count = (value, one, many = one + 's') => `${number(value)} ${value === 1 ? one : many}`;

export const badge = (word, more = '') => html`<span class="badge ${TONES[word] ?? 'plain'}">${line(word)}${more}</span>`;

export const tone = (word) => TONES[word] ?? 'plain';

/** JSON with indents, each of its tokens as it came, so that no digit of a number changes; anything else as it is. */
export function indented(text) {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  let out = '';
  const tokens = text.match(TOKENS) ?? [];
  tokens.forEach((token, i) => {
    const isEmpty = (token === '{' && tokens[i + 1] === '}') || (token === '[' && tokens[i + 1] === ']');
    if (token === '}' || token === ']') {
      depth--;
      out += tokens[i - 1] === '{' || tokens[i - 1] === '[' ? token : '\n' + '  '.repeat(depth) + token;
    } else if (token === '{' || token === '[') {
      depth++;
      out += isEmpty ? token : token + '\n' + '  '.repeat(depth);
    } else {
      out += token === ',' ? ',\n' + '  '.repeat(depth) : token === ':' ? ': ' : token;
    }
  });
  return out;
}

export const json = (value) => visible(JSON.stringify(value, null, 2));

/** What went wrong, for people. */
export const problem = (failure) =>
  failure && failure.name !== 'AbortError'
    ? html`<div class="notice bad" role="alert"><strong>${failure.status > 0 ? failure.status : 'Sorry'}</strong> ${line(failure.message)}${mistakes(failure)}</div>`
    : '';

const mistakes = (failure) =>
  failure.json?.mistakes?.length > 1
    ? html`<ul>${failure.json.mistakes.map((one) => html`<li>${line(one)}</li>`)}</ul>`
    : '';

/** Nothing to show, and what to do about it. */
export const empty = (title, more = '') => html`<div class="empty"><p><strong>${title}</strong></p>${more ? html`<p>${more}</p>` : ''}</div>`;
