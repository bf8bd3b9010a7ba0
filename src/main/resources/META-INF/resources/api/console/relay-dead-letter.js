import { html } from 'lit';
import { View } from './element.js';
import { call, get, withQuery } from './api.js';
import { curl } from './curl.js';
import { address } from './route.js';
import { ago, badge, empty, indented, json, line, problem, visible } from './text.js';

/** One dead letter: why it was given up, what it says, and what would become of it today. */
class RelayDeadLetter extends View {
  static properties = { letter: { state: true }, tried: { state: true }, failure: { state: true }, isDeleting: { state: true }, isGone: { state: true } };

  get #path() {
    return `dead-letters/${encodeURIComponent(this.route.id)}`;
  }

  key() {
    return this.route.id;
  }

  async load(signal) {
    this.letter = this.tried = this.failure = undefined;
    this.isDeleting = this.isGone = false;
    this.letter = await get(this.#path, signal);
  }

  render() {
    return html`
      <nav class="crumbs" aria-label="Breadcrumb"><a href="#/dead-letters">Dead letters</a> / <span class="mono">${line(this.route.id)}</span></nav>
      ${this.problem?.status === 404 ? empty('There is no such dead letter any more', html`It was replayed or deleted. <a href="#/dead-letters">See the others</a>.`) : problem(this.problem)}
      ${this.letter ? this.#whole(this.letter) : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${curl('GET', this.#path)}></curl-line>
    `;
  }

  #whole(letter) {
    const { provenance } = letter;
    const isOfSource = this.status.sources.some(({ name }) => name === provenance.source);
    return html`
      <div class="heading"><h1><bdi>${line(letter.organization ?? 'Message')}</bdi> <span class="muted">${provenance.operation}</span></h1>${badge(letter.outcome)}<span class="muted">kept ${ago(letter.keptAt)}, tried ${letter.attempts} ×</span></div>
      <p class="lead">${line(letter.reason)}</p>
      ${this.isGone ? '' : html`<div class="buttons">
        ${this.isDeleting
          ? html`<span role="alert">Delete it for good?</span><button type="button" class="danger" @click=${this.#delete}>Delete</button><button type="button" @click=${() => (this.isDeleting = false)}>Keep</button>`
          : html`<button type="button" ?disabled=${this.busy} @click=${() => this.#replay(true)}>Dry run</button>
              ${this.mayChange ? html`<button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.#replay(false)}>Replay</button><button type="button" ?disabled=${this.busy} @click=${() => (this.isDeleting = true)}>Delete</button>` : ''}
              ${isOfSource && letter.message ? html`<a class="button" href=${address('workbench', { source: provenance.source, letter: letter.id })}>Open in the workbench</a>` : ''}`}
      </div>`}
      <div role="status">${problem(this.failure)}${this.tried ? this.#tried() : ''}</div>
      <dl class="pairs">
        <dt>Application</dt><dd>${line(letter.application)}</dd>
        <dt>Source</dt><dd><a href=${address('deliveries', { source: provenance.source })}>${line(provenance.source)}</a></dd>
        ${provenance.eventId ? html`<dt>Event</dt><dd><a href=${address('deliveries', { event: provenance.eventId })}>${line(provenance.eventId)}</a></dd>` : ''}
        <dt>Received</dt><dd>${ago(provenance.receivedAt)}</dd>
        ${letter.organization ? html`<dt>Organization</dt><dd><a href=${address('organizations', { application: letter.application }, letter.organization)}>${line(letter.organization)}</a></dd>` : ''}
        ${letter.support ? html`<dt>For the vendor’s support</dt><dd class="mono">${line(letter.support)}</dd>` : ''}
      </dl>
      ${letter.change ? html`<h2>Change</h2><pre tabindex="0">${json(letter.change)}</pre>` : ''}
      ${letter.message ? html`<h2>Message</h2>${letter.request ? html`<p class="mono">${letter.request.method} ${line(letter.request.path)}</p>` : ''}<pre tabindex="0">${visible(indented(letter.message))}</pre>` : ''}
    `;
  }

  #tried() {
    if (this.isGone) {
      return html`<div class="notice good"><strong>${this.tried.dryRun === undefined ? 'Deleted' : 'Replayed'}.</strong> ${this.#outcomes()} It is no dead letter any more. <a href="#/dead-letters">See the others</a>.</div>`;
    }
    return html`<div class="notice info"><strong>${this.tried.dryRun ? 'With today’s mapping' : 'Replayed'}:</strong>${this.#outcomes()}</div>`;
  }

  #outcomes() {
    return html`<ul>${(this.tried.outcomes ?? []).map((one) => html`<li>${badge(one.outcome)} ${one.operation} ${line(one.organization)} ${one.detail ? html`<span class="muted">${line(one.detail)}</span>` : ''}</li>`)}</ul>`;
  }

  async #replay(isDryRun) {
    await this.#do(async () => {
      const tried = await call('POST', withQuery(`${this.#path}/replay`, isDryRun ? { dryRun: true } : {}), { taken: [503] });
      this.tried = { ...tried, dryRun: isDryRun };
      this.isGone = !isDryRun && tried.outcomes.every(({ outcome }) => !['refused', 'deferred'].includes(outcome));
    });
  }

  async #delete() {
    this.isDeleting = false;
    await this.#do(async () => {
      await call('DELETE', this.#path);
      this.tried = {};
      this.isGone = true;
    });
  }

  async #do(work) {
    this.busy = true;
    this.tried = this.failure = undefined;
    try {
      await work();
      dispatchEvent(new Event('status-wanted'));
    } catch (failure) {
      this.failure = failure;
    }
    this.busy = false;
  }
}

customElements.define('relay-dead-letter', RelayDeadLetter);
