import { html } from 'lit';
import { Element } from './element.js';
import { get, key } from './api.js';
import { address, route } from './route.js';
import { problem } from './text.js';
import './curl.js';
import './operator-key.js';
import './relay-overview.js';
import './relay-organizations.js';
import './relay-deliveries.js';
import './relay-delivery.js';
import './relay-workbench.js';
import './relay-plan.js';
import './relay-dead-letters.js';
import './relay-dead-letter.js';
import './relay-waiting.js';

const STATUS_EVERY = 10_000;

const VIEWS = [
  ['overview', 'Overview'],
  ['organizations', 'Organizations'],
  ['deliveries', 'Deliveries'],
  ['workbench', 'Workbench'],
  ['plan', 'Plan'],
  ['dead-letters', 'Dead letters'],
];

/** The whole page: who may see it, where one can go, and the view that the address names. */
class RelayConsole extends Element {
  static properties = { route: { state: true }, status: { state: true }, access: { state: true }, failure: { state: true } };

  constructor() {
    super();
    this.route = route();
    this.access = 'asking';
    addEventListener('hashchange', () => this.#turn());
    addEventListener('key-refused', () => this.#close());
    addEventListener('status-wanted', () => this.#ask());
    document.addEventListener('visibilitychange', () => document.hidden || this.#ask());
    setInterval(() => document.hidden || this.access !== 'open' || this.#ask(), STATUS_EVERY);
    this.#ask();
  }

  render() {
    const view = this.route.view;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <header class="bar">
        <a class="brand" href="#/overview" aria-label="Org Relay"><span class="mark" aria-hidden="true"></span>Org Relay</a>
        <nav aria-label="Views">
          ${VIEWS.map(
            ([name, title]) => html`<a href=${address(name)} aria-current=${name === view ? 'page' : 'false'}>${title}${this.#count(name)}</a>`,
          )}
        </nav>
        ${this.#person()}
      </header>
      <main id="main" tabindex="-1">${this.#content()}</main>
    `;
  }

  updated(changed) {
    const before = changed.get('route');
    if (changed.has('route')) {
      const title = VIEWS.find(([name]) => name === this.route.view)?.[1] ?? 'Not found';
      document.title = `${this.route.id ? this.route.id + ' · ' : ''}${title} · Org Relay`;
    }
    if (before && (before.view !== this.route.view || before.id !== this.route.id)) {
      const isTree = before.view === this.route.view && this.route.view === 'organizations';
      if (!isTree) {
        scrollTo(0, 0);
        this.querySelector('main').focus({ preventScroll: true });
      }
    }
  }

  #content() {
    const { route: where, status } = this;
    if (this.access === 'asking') {
      return html`<p class="muted">Asking Org Relay …</p>`;
    }
    if (this.access === 'closed') {
      return html`<operator-key .refused=${this.failure} @opened=${() => this.#ask()}></operator-key>`;
    }
    if (this.access === 'not configured') {
      return this.#notConfigured();
    }
    return html`${problem(this.failure)}${this.#view(where, status)}`;
  }

  #view(where, status) {
    switch (where.view) {
      case 'overview':
        return html`<relay-overview .route=${where} .status=${status}></relay-overview>`;
      case 'organizations':
        return html`<relay-organizations .route=${where} .status=${status}></relay-organizations>`;
      case 'deliveries':
        return where.id
          ? html`<relay-delivery .route=${where} .status=${status}></relay-delivery>`
          : html`<relay-deliveries .route=${where} .status=${status}></relay-deliveries>`;
      case 'workbench':
        return html`<relay-workbench .route=${where} .status=${status}></relay-workbench>`;
      case 'plan':
        return html`<relay-plan .route=${where} .status=${status}></relay-plan>`;
      case 'dead-letters':
        return where.id
          ? html`<relay-dead-letter .route=${where} .status=${status}></relay-dead-letter>`
          : html`<relay-dead-letters .route=${where} .status=${status}></relay-dead-letters>`;
      case 'waiting':
        return html`<relay-waiting .route=${where} .status=${status}></relay-waiting>`;
      default:
        return html`<h1>There is no such page</h1><p>Go to the <a href="#/overview">overview</a>.</p>`;
    }
  }

  #notConfigured() {
    return html`<section class="narrow">
      <h1>The operator paths are closed</h1>
      <p>No key is configured. Set <code>orgrelay.operator-key</code> to a text of 16 bytes or more, and start Org Relay again:</p>
      <pre>ORGRELAY_OPERATOR_KEY="$(openssl rand -hex 16)"
export ORGRELAY_OPERATOR_KEY</pre>
      <p>or in <code>application.properties</code>:</p>
      <pre>orgrelay.operator-key=\${OPERATOR_KEY}</pre>
      <p>A second key, <code>orgrelay.reader-key</code>, reads everything and changes nothing.</p>
      <button type="button" @click=${() => this.#ask()}>Try again</button>
    </section>`;
  }

  /** What waits for a person behind the name of a view. */
  #count(view) {
    const kept = view === 'dead-letters' ? this.status?.deadLetters?.kept : view === 'plan' ? this.status?.held?.length : 0;
    return kept ? html` <span class="count" title=${view === 'plan' ? 'plans with held deletes' : 'kept'}>${kept}</span>` : '';
  }

  #person() {
    const isOpen = this.access === 'open';
    return html`<div class="person">
      ${isOpen && this.status?.console === 'read-only' ? html`<span class="badge plain">read-only</span>` : ''}
      ${isOpen ? html`<span class="muted version">${this.status.version}</span>` : ''}
      ${isOpen && key.get() ? html`<button type="button" class="quiet" @click=${this.#forget}>Forget the key</button>` : ''}
    </div>`;
  }

  async #ask() {
    try {
      this.status = await get('status');
      this.failure = undefined;
      this.access = 'open';
    } catch (failure) {
      if (failure.status === 401) {
        return;
      }
      this.failure = failure;
      const isClosed = failure.status === 403 && failure.message.includes('orgrelay.operator-key');
      this.access = isClosed ? 'not configured' : this.status ? this.access : 'closed';
    }
  }

  #close() {
    this.status = undefined;
    this.access = 'closed';
    this.failure = key.get() ? 'This key is wrong: Org Relay does not take it.' : '';
    key.set('');
  }

  #forget() {
    key.set('');
    this.#close();
    this.#ask();
  }

  #turn() {
    this.route = route();
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('relay-console', RelayConsole);
