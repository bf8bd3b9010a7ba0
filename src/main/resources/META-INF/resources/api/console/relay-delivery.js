import { html, svg } from 'lit';
import { View } from './element.js';
import { call, get, withQuery } from './api.js';
import { curl, quoted } from './curl.js';
import { address } from './route.js';
import { ago, badge, count, empty, exact, indented, json, line, number, problem, tone, visible } from './text.js';

const REPLAYABLE = ['event', 'queue', 'event-grid'];

/** One delivery, from the request to the answer. */
class RelayDelivery extends View {
  static properties = { delivery: { state: true }, around: { state: true }, replayed: { state: true }, failure: { state: true } };

  key() {
    return this.route.id;
  }

  async load(signal) {
    this.delivery = this.replayed = this.failure = undefined;
    this.around = [];
    this.delivery = await get(`deliveries/${encodeURIComponent(this.route.id)}`, signal);
    const [first] = this.delivery.outcomes;
    const ways = [];
    if (first?.eventId) {
      ways.push(['of this event', { event: first.eventId, source: this.delivery.source }]);
    }
    if (first?.organization) {
      ways.push([`of ${first.organization}`, { organization: first.organization, application: first.application }]);
    }
    const found = await Promise.all(ways.map(([title, params]) => neighbours(title, params, this.delivery.id, signal)));
    if (!signal.aborted) {
      this.around = found;
    }
  }

  render() {
    const path = `deliveries/${encodeURIComponent(this.route.id)}`;
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="#/deliveries">Deliveries</a> / <span class="mono">${line(this.route.id)}</span></nav>
      ${this.problem?.status === 404 ? empty('This delivery is not kept any more', html`<a href="#/deliveries">See those that are</a>.`) : problem(this.problem)}
      ${this.delivery ? this.#whole(this.delivery) : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${curl('GET', path)}></curl-line>
    `;
  }

  #whole(one) {
    const { request, proof, messages, answer } = one;
    const total = Math.max(1, one.milliseconds);
    return html`
      <div class="heading">
        <h1>${line(one.source)} <span class="muted">${one.kind}</span></h1>
        ${one.outcomes.slice(0, 6).map(({ outcome }) => badge(outcome))}
        <span class="muted">${ago(one.receivedAt)}, ${number(one.milliseconds)} ms</span>
      </div>
      ${one.detail ? html`<p class="lead">${line(one.detail)}</p>` : ''}
      ${this.#buttons(one)} ${this.#result()} ${this.#ways()}
      <ol class="timeline">
        ${step('', 'Received', html`<p>${exact(one.receivedAt)}${one.by ? html` by <strong>${line(one.by)}</strong>` : ''}${one.count > 1 ? html`, ${number(one.count)} times alike` : ''}</p>
          <p class="mono">${line(one.method)} ${line(one.path)}${query(request?.query)}</p>
          ${headers(request?.headers)} ${this.#body(request)}`)}
        ${step(tone(proof?.verdict), html`Proof ${proof?.verdict ? badge(proof.verdict) : ''}`, html`<p>${proof?.scheme ? line(proof.scheme) : 'nothing is to be proved here'}${proof?.detail ? `: ${line(proof.detail)}` : ''}</p>`)}
        ${(messages ?? []).map((message, i) => this.#message(message, i, messages.length, total))}
        ${step(answer?.status >= 400 ? 'bad' : 'good', html`Answered <strong>${answer?.status}</strong> after ${number(one.milliseconds)} ms`, answer?.body ? code(indented(answer.body)) : '')}
      </ol>
    `;
  }

  #message(message, i, all, total) {
    const { mapped, ledger, calls, outcome } = message;
    const title = all > 1 ? `Message ${i + 1} of ${all}` : 'Meant';
    return html`
      ${step('', title, html`<p>${sentence(outcome ?? mapped)}</p>${mapped ? html`<details><summary>As mapped</summary>${code(json(mapped))}</details>` : ''}`)}
      ${ledger ? step(tone(ledger.decision), html`Ledger ${badge(ledger.decision)}`, ledger.reason ? html`<p>${line(ledger.reason)}</p>` : '') : ''}
      ${(calls ?? []).map((one) => step(one.status === null || one.status >= 400 ? 'bad' : 'good', html`<span class="mono">${one.method} ${line(one.path)}</span> <strong>${one.status ?? 'no answer'}</strong>`,
        html`${waterfall(one, total)}<p class="muted">${one.waited ? `waited ${number(one.waited)} ms for its turn, then ` : ''}${number(one.milliseconds)} ms</p>${one.body ? code(indented(one.body)) : ''}`))}
      ${outcome ? step(tone(outcome.outcome), html`Outcome ${badge(outcome.outcome)}`, html`${outcome.detail ? html`<p>${line(outcome.detail)}</p>` : ''}
        <p class="links">${outcome.organization ? html`<a href=${address('organizations', { application: outcome.application }, outcome.organization)}>Why ${line(outcome.organization)} is as it is</a>` : ''}
        ${outcome.deadLetter ? html`<a href=${address('dead-letters', {}, outcome.deadLetter)}>Its dead letter</a>` : ''}</p>`) : ''}
    `;
  }

  #body(request) {
    if (!request?.body) {
      return html`<p class="muted">${request?.size ? `${number(request.size)} bytes, which are not kept` : 'no body'}</p>`;
    }
    return html`${code(indented(request.body))}${request.bodyKept ? '' : html`<p class="muted">cut: it had ${number(request.size)} bytes</p>`}`;
  }

  #buttons(one) {
    const canReplay = REPLAYABLE.includes(one.kind);
    return html`<div class="buttons">
      ${canReplay ? html`<button type="button" ?disabled=${this.busy} @click=${() => this.#replay(true)}>Dry run</button>` : ''}
      ${canReplay && this.mayChange ? html`<button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.#replay(false)}>Replay</button>` : ''}
      ${one.request?.body && this.status.sources.some(({ name }) => name === one.source) ? html`<a class="button" href=${address('workbench', { source: one.source, delivery: one.id })}>Open in the workbench</a>` : ''}
      ${one.path ? html`<copy-button .text=${resend(one)} label="Copy as curl"></copy-button>` : ''}
    </div>`;
  }

  #result() {
    return html`<div role="status">${problem(this.failure)}${
      this.replayed
        ? html`<div class="notice info"><strong>${this.replayed.dryRun ? 'A replay would end so' : 'Replayed'}:</strong>
            <ul>${this.replayed.outcomes.map((one) => html`<li>${badge(one.outcome)} ${sentence(one)} ${one.detail ? html`<span class="muted">${line(one.detail)}</span>` : ''}</li>`)}</ul></div>`
        : ''
    }</div>`;
  }

  #ways() {
    return this.around.length
      ? html`<div class="ways">${this.around.map(
          ({ title, older, newer, params }) => html`<div><a href=${address('deliveries', params)}>All ${line(title)}</a>
            ${older ? html`<a href=${address('deliveries', {}, older.id)}>← previous</a>` : html`<span class="muted">← first</span>`}
            ${newer ? html`<a href=${address('deliveries', {}, newer.id)}>next →</a>` : html`<span class="muted">last →</span>`}</div>`,
        )}</div>`
      : '';
  }

  async #replay(isDryRun) {
    this.busy = true;
    this.replayed = this.failure = undefined;
    try {
      const path = withQuery(`deliveries/${encodeURIComponent(this.delivery.id)}/replay`, isDryRun ? { dryRun: true } : {});
      this.replayed = { ...(await call('POST', path, { taken: [503] })), dryRun: isDryRun };
      dispatchEvent(new Event('status-wanted'));
    } catch (failure) {
      this.failure = failure;
    }
    this.busy = false;
  }
}

/** The delivery before and after that one, among those that `params` leave. */
async function neighbours(title, params, id, signal) {
  const [older, newer] = await Promise.all([
    get(withQuery('deliveries', { ...params, cursor: id, limit: 1 }), signal),
    get(withQuery('deliveries', { ...params, after: id, limit: 200 }), signal),
  ]);
  return { title, params, older: older.value[0], newer: newer.value.at(-1) };
}

const step = (kind, title, content) => html`<li class=${kind}><h2>${title}</h2>${content}</li>`;

const code = (text) => html`<pre tabindex="0">${visible(text)}</pre>`;

const query = (parameters) => {
  const text = new URLSearchParams(parameters ?? {}).toString();
  return text ? '?' + text : '';
};

const headers = (all) =>
  Object.keys(all ?? {}).length
    ? html`<details><summary>${count(Object.keys(all).length, 'header')}</summary><dl class="pairs">${Object.entries(all).map(([name, value]) => html`<dt>${line(name)}</dt><dd>${line(value)}</dd>`)}</dl></details>`
    : '';

/** What a change says, in words. */
function sentence(change) {
  const { operation, organization, id, displayName, parent, parentSourceId } = change;
  return html`${operation} <strong><bdi>${line(organization ?? id ?? '?')}</bdi></strong>${displayName !== undefined ? html` as “<bdi>${line(displayName)}</bdi>”` : ''}${
    parent === null ? ' at the top level' : parent !== undefined ? html` under <bdi>${line(parent)}</bdi>` : parentSourceId ? html` under <bdi>${line(parentSourceId)}</bdi>` : ''
  }`;
}

function waterfall({ waited, milliseconds }, total) {
  const share = (value) => Math.min(100, (100 * value) / total);
  const wait = share(waited);
  return html`<svg class="waterfall" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="100" height="6"/><rect class="wait" width=${wait} height="6"/><rect class="call" x=${wait} width=${Math.max(0.5, Math.min(100 - wait, share(milliseconds)))} height="6"/>`}</svg>`;
}

/** The request as it came, but for what proved its sender. */
function resend({ method, path, request }) {
  const body = request?.body === undefined ? '' : ` --data-raw ${quoted(request.body)}`;
  const lines = Object.entries(request?.headers ?? {}).filter(([name]) => !['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding'].includes(name));
  return `curl -g -X ${quoted(method)} ${lines.map(([name, value]) => '-H ' + quoted(`${name}: ${value}`)).join(' ')} ${quoted(location.origin + path + query(request?.query))}${body}`;
}

customElements.define('relay-delivery', RelayDelivery);
