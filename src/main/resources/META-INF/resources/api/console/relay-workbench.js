import { html } from 'lit';
import { View } from './element.js';
import { call, get, withQuery } from './api.js';
import { curl } from './curl.js';
import { address } from './route.js';
import { badge, count, indented, json, line, problem, visible } from './text.js';
import { difference } from './difference.js';
import './code-editor.js';

const DELAY = 300;
const NO_MESSAGE = 'Paste a message of the sender, or take a sample.';

/** What would become of a message, told as it is typed, with the mapping that is typed beside it. Nothing is sent or kept. */
class RelayWorkbench extends View {
  static properties = {
    presets: { state: true },
    known: { state: true },
    request: { state: true },
    mapping: { state: true },
    tried: { state: true },
    failure: { state: true },
  };

  #timer;
  #try;

  key() {
    return ['source', 'preset', 'sample', 'delivery', 'letter'].map((name) => this.params.get(name) ?? '').join('\n');
  }

  async load(signal) {
    const { presets } = this.presets ? this : { presets: (await get('presets', signal)).value };
    const where = this.#where();
    const known = where.name ? await this.#known(where, signal) : { samples: [], deliveries: [] };
    const message = await this.#message(known, signal);
    if (signal.aborted) {
      return;
    }
    const isSame = this.known?.path === known.path;
    this.presets = presets;
    this.known = known;
    if (!isSame || this.mapping === undefined) {
      this.mapping = known.mapping ?? '';
    }
    if (message || !this.request || !isSame) {
      this.request = message ?? { method: 'POST', path: '', headers: 'content-type: application/json', body: '' };
    }
    this.tried = this.failure = undefined;
    this.#typed(0);
  }

  render() {
    return html`
      <div class="heading"><h1>Workbench</h1><span class="muted">tries a message, and sends nothing</span></div>
      ${problem(this.problem)}
      ${this.presets ? html`${this.#choices()}${this.known?.name ? this.#bench() : this.#start()}` : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${this.known?.name ? curl('POST', `${this.known.path}/try`, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(this.#asked()) }) : curl('GET', 'sources')}></curl-line>
    `;
  }

  #choices() {
    const where = this.#where();
    const chosen = where.name ? `${where.kind}=${where.name}` : '';
    const option = (kind, name, title) => html`<option value=${`${kind}=${name}`} .selected=${chosen === `${kind}=${name}`}>${title}</option>`;
    return html`<form class="filters" @submit=${(event) => event.preventDefault()}>
      <div class="field"><label for="of">Source</label> <select id="of" @change=${this.#choose}>
        <option value="" .selected=${!chosen}>choose one …</option>
        <optgroup label="Configured">${this.status.sources.map((one) => option('source', one.name, one.name))}</optgroup>
        <optgroup label="Presets">${this.presets.map((one) => option('preset', one.name, `${one.name} (preset)`))}</optgroup>
      </select></div>
      ${this.known?.name ? html`<div class="field"><label for="sample">Sample</label> <select id="sample" @change=${this.#sample}>
        <option value="">${this.known.samples.length || this.known.deliveries.length ? 'take one …' : 'there is none'}</option>
        ${this.known.deliveries.length ? html`<optgroup label="Received">${this.known.deliveries.map((one) => html`<option value=${`delivery=${one.id}`} .selected=${this.request.from === `delivery=${one.id}`}>${one.receivedAt.slice(0, 19).replace('T', ' ')} ${line(one.outcomes[0]?.outcome)} ${line(one.outcomes[0]?.organization)}</option>`)}</optgroup>` : ''}
        ${this.known.samples.length ? html`<optgroup label="Of the preset">${this.known.samples.map((one) => html`<option value=${`sample=${one.name}`} .selected=${this.request.from === `sample=${one.name}`}>${one.name}</option>`)}</optgroup>` : ''}
      </select></div>` : ''}
    </form>`;
  }

  #start() {
    return html`<div class="empty"><p><strong>Choose a source or a preset</strong></p>
      <p>A source is tried with its settings and its mapping; a preset shows what a sender of that kind would do. Then type: what becomes of the message is shown at once.</p></div>`;
  }

  #bench() {
    const { mistake } = this.tried ?? {};
    const isMessage = mistake && !/mapping/.test(mistake.message) && mistake.line === undefined;
    return html`<div class="bench">
      <section aria-label="Input">
        <code-editor label="Message" rows="12" .text=${this.request.body} @typed=${({ detail }) => this.#set({ body: detail })}></code-editor>
        <details><summary>${this.request.method} ${line(this.request.path) || 'without a path'}, ${count(this.request.headers.split('\n').filter(Boolean).length, 'header')}</summary>
          <div class="filters">
            <label>Method <input .value=${this.request.method} @input=${({ target }) => this.#set({ method: target.value })}></label>
            <label>Path <input .value=${this.request.path} placeholder="what follows /api/events/<source>" @input=${({ target }) => this.#set({ path: target.value })}></label>
          </div>
          <label class="block">Headers, one a line <textarea rows="4" spellcheck="false" .value=${this.request.headers} @input=${({ target }) => this.#set({ headers: target.value })}></textarea></label>
        </details>
        <code-editor label="Mapping" rows="14" .text=${this.mapping} .mistake=${isMessage ? undefined : mistake} @typed=${({ detail }) => this.#map(detail)}></code-editor>
        ${this.known.mapping === null && !this.mapping ? html`<p class="muted">It needs none: it reads the events of <code>organization.created</code>, <code>.updated</code>, <code>.upserted</code>, <code>.deleted</code>.</p>` : ''}
        <div class="buttons">
          <copy-button .text=${this.#settings()} label="Copy as settings"></copy-button>
          ${this.#isOther() ? html`<button type="button" class="quiet" @click=${() => this.#map(this.known.mapping ?? '')}>Back to the one in force</button>` : ''}
        </div>
      </section>
      <section aria-label="Result" aria-live="polite" class="result ${this.busy ? 'busy' : ''}">${this.#result()}</section>
    </div>`;
  }

  #result() {
    if (this.failure) {
      return problem(this.failure);
    }
    if (!this.tried) {
      return html`<p class="muted">${this.request.body ? 'Trying …' : NO_MESSAGE}</p>`;
    }
    const { mistake, outcomes, result, handshake, proof } = this.tried;
    return html`
      ${mistake ? html`<div class="notice bad" role="alert">${mistake.line ? html`<strong>line ${mistake.line}, column ${mistake.column}</strong>: ` : ''}${line(mistake.message)}</div>` : ''}
      ${handshake ? html`<h2>Handshake</h2><p>It is answered ${badge(String(handshake.status))}</p><pre tabindex="0">${visible(handshake.body ?? '')}</pre>` : ''}
      ${outcomes.length ? html`<h2>Changes</h2><ul class="entries">${outcomes.map(outcome)}</ul>` : mistake || handshake ? '' : html`<h2>Changes</h2><p class="muted">None: the message is ignored.</p>`}
      ${outcomes.some(sent) ? html`<h2>Calls</h2><pre tabindex="0">${outcomes.filter(sent).map(sent).join('\n')}</pre>` : ''}
      ${result?.length ? html`<h2>Result</h2><pre tabindex="0">${json(result.length === 1 ? result[0] : result)}</pre>` : ''}
      ${this.#isOther() ? html`<h2>Against the one in force</h2><div class="difference" tabindex="0" role="region" aria-label="Difference">${difference(this.known.mapping ?? '', this.mapping).map(([sign, text]) => html`<div class=${{ '+': 'added', '-': 'removed' }[sign] ?? ''}>${sign} ${visible(text)}</div>`)}</div>` : ''}
      ${proof?.scheme ? html`<p class="muted">A real one would have to prove itself: ${line(proof.scheme)}.</p>` : ''}
    `;
  }

  #where() {
    const kind = this.params.has('source') ? 'source' : 'preset';
    return { kind, name: this.params.get(kind) };
  }

  async #known({ kind, name }, signal) {
    const path = `${kind}s/${encodeURIComponent(name)}`;
    const one = await get(path, signal);
    const like = one.preset ?? (one.mapping ? undefined : 'cloudevents');
    const [preset, deliveries] = await Promise.all([
      kind === 'source' && like ? get(`presets/${encodeURIComponent(like)}`, signal).catch(() => undefined) : undefined,
      kind === 'source' ? get(withQuery('deliveries', { source: name, kind: 'event,queue,event-grid', limit: 10 }), signal).catch(() => undefined) : undefined,
    ]);
    return { kind, name, path, mapping: one.mapping, samples: one.samples ?? preset?.samples ?? [], deliveries: deliveries?.value ?? [] };
  }

  async #message(known, signal) {
    const [chosen, from, letter] = ['sample', 'delivery', 'letter'].map((name) => this.params.get(name));
    const isOpen = !chosen && !from && !letter;
    const delivery = from ?? (isOpen ? known.deliveries[0]?.id : undefined);
    const sample = chosen ?? (isOpen && !delivery ? known.samples[0]?.name : undefined);
    if (sample) {
      const found = known.samples.find((one) => one.name === sample);
      return found && { ...asked(found.method, found.path, found.headers, found.body), from: `sample=${sample}` };
    }
    if (delivery) {
      const { method, path, request } = await get(`deliveries/${encodeURIComponent(delivery)}`, signal);
      return { ...asked(method, behind(path, known.name) + query(request.query), request.headers, request.body), from: `delivery=${delivery}` };
    }
    if (letter) {
      const { request, message } = await get(`dead-letters/${encodeURIComponent(letter)}`, signal);
      return asked(request?.method, (request?.path ?? '') + query(request?.query), request?.headers, message);
    }
    return undefined;
  }

  #choose({ target }) {
    const [kind, name] = target.value.split('=');
    location.hash = address('workbench', name ? { [kind]: name } : {});
  }

  #sample({ target }) {
    const [kind, name] = target.value.split(/=(.*)/s);
    const { kind: of, name: source } = this.#where();
    location.hash = address('workbench', { [of]: source, [kind]: name });
  }

  #set(change) {
    this.request = { ...this.request, ...change };
    this.#typed(DELAY);
  }

  #map(text) {
    this.mapping = text;
    this.#typed(DELAY);
  }

  #typed(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tryOut(), delay);
  }

  async #tryOut() {
    this.#try?.abort();
    if (!this.known?.name || (!this.request.body && !['GET', 'OPTIONS', 'DELETE'].includes(this.request.method))) {
      this.tried = undefined;
      return;
    }
    const current = (this.#try = new AbortController());
    try {
      const tried = await call('POST', `${this.known.path}/try`, { body: JSON.stringify(this.#asked()), signal: current.signal });
      this.tried = tried;
      this.failure = undefined;
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        this.failure = failure;
      }
    }
  }

  #asked() {
    const { method, path, headers, body } = this.request;
    const all = Object.fromEntries(headers.split('\n').map((one) => one.split(/:(.*)/s).map((part) => (part ?? '').trim())).filter(([name]) => name).map(([name, value]) => [name, value ?? '']));
    return { request: { method, path, headers: all, body }, ...(this.mapping && this.#isOther() ? { mapping: this.mapping } : {}) };
  }

  #isOther() {
    return this.mapping.trim() !== (this.known.mapping ?? '').trim();
  }

  /** As a file of properties takes it: `$` before `{` or `$` has a meaning there. */
  #settings() {
    const name = this.known.kind === 'source' ? this.known.name : 'NAME';
    const text = this.mapping.replaceAll('\\', '\\\\').replace(/\$(?=[${])/g, '$$$$').replaceAll('\n', '\\n\\\n  ');
    return `${this.known.kind === 'preset' ? `orgrelay.sources.${name}.preset=${this.known.name}\n` : ''}orgrelay.sources.${name}.mapping=${text}\n`;
  }
}

const query = (parameters) => {
  const text = new URLSearchParams(parameters ?? {}).toString();
  return text ? '?' + text : '';
};

/** What follows the source in the path of a request. */
const behind = (path, name) => (path ?? '').replace(/^\/api\/(events|scim)\/?/, '').replace(new RegExp(`^${name.replace(/[^\w]/g, '\\$&')}/?`), '');

function asked(method = 'POST', path = '', headers = {}, body = '') {
  const all = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`).join('\n');
  return { method, path, headers: all || 'content-type: application/json', body: indented(body) };
}

const outcome = (one) => html`<li>${badge(one.outcome)} ${one.operation} <strong><bdi>${line(one.organization ?? one.sourceId ?? '')}</bdi></strong>
  ${one.displayName !== undefined ? html`as “<bdi>${line(one.displayName)}</bdi>”` : ''} ${one.parent === null ? 'at the top level' : one.parent ? html`under <bdi>${line(one.parent)}</bdi>` : ''}
  ${one.detail ? html`<div class="muted">${line(one.detail)}</div>` : ''}</li>`;

/** The request that a change would become. */
function sent({ outcome: word, operation, organization, displayName, parent }) {
  if (word !== 'planned' || !organization) {
    return '';
  }
  const method = { create: 'PUT', delete: 'DELETE' }[operation] ?? (operation === 'upsert' && displayName !== undefined && parent !== undefined ? 'PUT' : 'PATCH');
  const body = method === 'DELETE' ? '' : ' ' + JSON.stringify({ ...(method === 'PUT' ? { id: organization } : {}), displayName, parent });
  return visible(`${method} /api/organizations/${organization}${body}`);
}

customElements.define('relay-workbench', RelayWorkbench);
