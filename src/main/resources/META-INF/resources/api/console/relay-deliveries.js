import { html } from 'lit';
import { View } from './element.js';
import { get, withQuery } from './api.js';
import { curl } from './curl.js';
import { address, filter } from './route.js';
import { ago, badge, count, empty, line, number, problem } from './text.js';

const EVERY = 5_000;
const MOST = 1_000;
const FILTERS = ['source', 'outcome', 'organization', 'application', 'event', 'status', 'kind', 'since', 'until'];
const OUTCOMES = ['applied', 'duplicate', 'stale', 'ignored', 'queued', 'planned', 'deferred', 'refused', 'turned-away'];
const KINDS = ['event', 'queue', 'event-grid', 'reconcile', 'replay', 'operator'];
const TIMES = [['', 'any time'], ['15m', 'the last 15 minutes'], ['1h', 'the last hour'], ['24h', 'the last 24 hours'], ['7d', 'the last 7 days']];

/** What came in, newest first, as it comes. While somebody points at the list, nothing in it moves: what is new waits above. */
class RelayDeliveries extends View {
  static properties = { rows: { state: true }, fresh: { state: true }, next: { state: true }, isPaused: { state: true } };

  #timer;
  #isPointedAt = false;

  constructor() {
    super();
    this.fresh = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#look(), EVERY);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  key() {
    return new URLSearchParams(this.#filters()).toString();
  }

  async load(signal) {
    this.fresh = [];
    const page = await get(withQuery('deliveries', this.#filters()), signal);
    this.rows = page.value;
    this.next = page.next;
  }

  render() {
    return html`
      <div class="heading">
        <h1>Deliveries</h1>
        <span class="live ${this.isPaused ? '' : 'on'}">${this.isPaused ? 'paused' : 'live'}</span>
        <button type="button" class="quiet" aria-pressed=${Boolean(this.isPaused)} @click=${() => (this.isPaused = !this.isPaused)}>${this.isPaused ? 'Go on' : 'Pause'}</button>
      </div>
      ${this.#strip()} ${this.#form()} ${problem(this.problem)}
      <div role="status" class="fresh">${this.fresh.length ? html`<button type="button" @click=${this.#show}>Show ${count(this.fresh.length, 'new delivery', 'new deliveries')}</button>` : ''}</div>
      ${this.rows ? this.#table() : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${curl('GET', withQuery('deliveries', this.#filters()))}></curl-line>
    `;
  }

  /** How many of each outcome this instance has counted in the last 24 hours; each of them filters. */
  #strip() {
    const source = this.params.get('source');
    const sums = {};
    for (const one of this.status.sources.filter(({ name }) => !source || name === source)) {
      Object.entries(one.outcomes.day).forEach(([word, value]) => (sums[word] = (sums[word] ?? 0) + value));
    }
    const chosen = this.#chosen();
    return html`<div class="strip" role="group" aria-label="Outcomes, with how many there were in the last 24 hours">
      <button type="button" aria-pressed=${!chosen.length} @click=${() => filter(this.route, { outcome: '' })}>all</button>
      ${OUTCOMES.map((word) => html`<button type="button" aria-pressed=${chosen.includes(word)} @click=${() => this.#toggle(word)}>${badge(word)} <b>${number(sums[word])}</b></button>`)}
      <span class="muted">last 24 h, this instance</span>
    </div>`;
  }

  #form() {
    const value = (name) => this.params.get(name) ?? '';
    const since = value('since');
    const sources = [...this.status.sources.map((one) => one.name), 'operator'];
    const isYesterday = since === yesterday() && value('until') === today();
    return html`<form class="filters" role="search" aria-label="Filters" @submit=${(event) => event.preventDefault()} @change=${this.#change}>
      ${select('source', 'Source', value('source'), [['', 'every source'], ...sources.map(same)])}
      ${select('since', 'Received', isYesterday ? 'yesterday' : since, [...TIMES, ['yesterday', 'yesterday'], ...(since && !isYesterday && !TIMES.some(([time]) => time === since) ? [[since, `since ${since}`]] : [])])}
      ${select('kind', 'Kind', value('kind'), [['', 'every kind'], ...KINDS.map(same)])}
      ${this.status.applications.length > 1 ? select('application', 'Application', value('application'), [['', 'every application'], ...this.status.applications.map((one) => same(one.name))]) : ''}
      ${text('organization', 'Organization', value('organization'))} ${text('event', 'Event id', value('event'))} ${text('status', 'Status', value('status'), '4xx')}
      ${FILTERS.some((name) => value(name)) ? html`<a class="button quiet" href="#/deliveries">Clear</a>` : ''}
    </form>`;
  }

  #table() {
    if (!this.rows.length) {
      return this.key()
        ? empty('No delivery matches', html`<a href="#/deliveries">Show all of them</a>. With <code>orgrelay.journal=memory</code> only the newest of this instance are kept.`)
        : empty('Nothing has come in yet', html`Send an event to <code>/api/events/&lt;source&gt;</code>; it is here a moment later. <a href="#/workbench">Try one in the workbench first</a>.`);
    }
    return html`<div class="scroll" @pointerenter=${() => (this.#isPointedAt = true)} @pointerleave=${() => (this.#isPointedAt = false)}><table class="rows deliveries" @click=${this.#open}>
        <thead><tr><th>Received</th><th>Source</th><th>Outcome</th><th>Organization</th><th>Request</th><th class="right">Answer</th><th class="right">Took</th></tr></thead>
        <tbody>${this.rows.map((row) => this.#row(row))}</tbody>
      </table></div>
      ${this.next ? html`<button type="button" ?disabled=${this.busy} @click=${this.#older}>Older</button>` : html`<p class="muted">No older ones are kept.</p>`}`;
  }

  #row(row) {
    const [first, ...more] = row.outcomes;
    const organizations = [...new Set(row.outcomes.map((one) => one.organization).filter(Boolean))];
    const detail = row.detail ?? first?.detail;
    return html`<tr>
      <td><a href=${address('deliveries', {}, row.id)}>${ago(row.receivedAt)}</a></td>
      <td>${line(row.source)}</td>
      <td>${words(row.outcomes).map(([word, times]) => badge(word, times > 1 ? ` × ${times}` : ''))}${row.count > 1 ? html` <span class="muted">× ${number(row.count)}</span>` : ''}</td>
      <td class="wide"><bdi>${line(organizations.slice(0, 3).join(', '))}</bdi>${organizations.length > 3 ? html` <span class="muted">and ${organizations.length - 3} more</span>` : ''}${detail ? html`<div class="detail" title=${line(detail)}>${line(detail)}${more.length && !row.detail ? ' …' : ''}</div>` : ''}</td>
      <td class="mono"><span class="muted">${row.kind === 'event' ? '' : row.kind}</span> ${line(row.method)} ${line(row.path)}</td>
      <td class="right ${row.status >= 400 ? 'bad-text' : ''}">${row.status}</td>
      <td class="right">${number(row.milliseconds)} ms</td>
    </tr>`;
  }

  /** The whole row leads there, too, unless somebody marks a text in it. */
  #open({ target }) {
    if (target.localName !== 'a' && getSelection().isCollapsed) {
      target.closest('tbody tr')?.querySelector('a').click();
    }
  }

  #filters() {
    return Object.fromEntries(FILTERS.map((name) => [name, this.params.get(name)]).filter(([, value]) => value));
  }

  #chosen() {
    return (this.params.get('outcome') ?? '').split(',').filter(Boolean);
  }

  #toggle(word) {
    const chosen = this.#chosen();
    filter(this.route, { outcome: (chosen.includes(word) ? chosen.filter((one) => one !== word) : [...chosen, word]).join(',') });
  }

  #change({ target }) {
    const value = target.value.trim();
    if (target.name === 'since') {
      filter(this.route, value === 'yesterday' ? { since: yesterday(), until: today() } : { since: value, until: '' });
    } else {
      filter(this.route, { [target.name]: value });
    }
  }

  async #older() {
    this.busy = true;
    try {
      const page = await get(withQuery('deliveries', { ...this.#filters(), cursor: this.next }));
      this.rows = [...this.rows, ...page.value];
      this.next = page.next;
    } catch (failure) {
      this.problem = failure;
    }
    this.busy = false;
  }

  /** Looks for newer ones. */
  async #look() {
    if (this.isPaused || this.busy || document.hidden || !this.rows || this.params.get('until')) {
      return;
    }
    const key = this.key();
    const known = this.fresh[0] ?? this.rows[0];
    try {
      const page = await get(withQuery('deliveries', { ...this.#filters(), after: known?.id, limit: 200 }));
      if (key === this.key() && page.value.length) {
        this.fresh = [...page.value, ...this.fresh].slice(0, MOST);
        if (!this.#isPointedAt && !this.querySelector('.rows')?.contains(document.activeElement)) {
          this.#show();
        }
      }
      this.problem = undefined;
    } catch (failure) {
      this.problem = failure;
    }
  }

  /** However long the page is open, it keeps no more than it has; the rest is behind "Older". */
  #show() {
    const isWhole = this.fresh.length < MOST;
    const all = isWhole ? [...this.fresh, ...this.rows] : this.fresh;
    const most = isWhole ? Math.max(MOST, this.rows.length) : MOST;
    if (!isWhole || all.length > most) {
      this.next = all[most - 1].id;
    }
    this.rows = all.slice(0, most);
    this.fresh = [];
  }
}

const same = (name) => [name, name];

const select = (name, title, value, options) => html`<label>${title}
  <select name=${name}>${options.map(([word, words]) => html`<option value=${word} .selected=${word === value}>${line(words)}</option>`)}</select></label>`;

const text = (name, title, value, hint = '') => html`<label>${title} <input name=${name} .value=${value} placeholder=${hint} autocomplete="off" spellcheck="false"></label>`;

const words = (outcomes) => [...outcomes.reduce((all, { outcome }) => all.set(outcome, (all.get(outcome) ?? 0) + 1), new Map())];

function midnight(daysAgo) {
  const date = new Date();
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() - daysAgo);
  return date.toISOString();
}

const today = () => midnight(0);
const yesterday = () => midnight(1);

customElements.define('relay-deliveries', RelayDeliveries);
