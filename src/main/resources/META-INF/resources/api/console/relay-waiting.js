import { html } from 'lit';
import { View } from './element.js';
import { call, get, withQuery } from './api.js';
import { curl } from './curl.js';
import { address } from './route.js';
import { ago, count, empty, line, problem } from './text.js';

/** Changes that are kept until their day. */
class RelayWaiting extends View {
  static properties = { rows: { state: true }, next: { state: true }, deleting: { state: true } };

  key() {
    return 'all';
  }

  async load(signal) {
    const page = await get('waiting', signal);
    this.rows = page.value;
    this.next = page.next;
  }

  render() {
    return html`
      <div class="heading"><h1>Waiting for their day</h1>${this.rows ? html`<span class="muted">${count(this.rows.length, 'change')}</span>` : ''}</div>
      ${problem(this.problem)}
      ${this.rows ? (this.rows.length ? this.#table() : empty('Nothing waits for its day', html`With <code>orgrelay.sources.&lt;name&gt;.future=defer</code> a change that takes effect later is kept here until then.`)) : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${curl('GET', 'waiting')}></curl-line>
    `;
  }

  #table() {
    return html`<div class="scroll"><table class="rows">
        <thead><tr><th>Takes effect</th><th>Organization</th><th>Source</th><th>Event</th><th>Change</th><th></th></tr></thead>
        <tbody>${this.rows.map((row) => html`<tr>
          <td>${ago(row.effectiveAt)}</td>
          <td><a href=${address('organizations', { application: row.application }, row.organization)}><bdi>${line(row.organization)}</bdi></a></td>
          <td>${line(row.source)}</td><td class="mono">${line(row.event ?? '')}</td><td class="mono wide">${line(JSON.stringify(row.change))}</td>
          <td>${this.mayChange ? this.#delete(row) : ''}</td></tr>`)}</tbody>
      </table></div>
      ${this.next ? html`<button type="button" @click=${this.#more}>More</button>` : ''}`;
  }

  #delete({ id }) {
    return this.deleting === id
      ? html`<button type="button" class="danger" @click=${() => this.#drop(id)}>Delete</button> <button type="button" @click=${() => (this.deleting = undefined)}>Keep</button>`
      : html`<button type="button" class="quiet" @click=${() => (this.deleting = id)}>Delete</button>`;
  }

  async #drop(id) {
    this.deleting = undefined;
    try {
      await call('DELETE', `waiting/${encodeURIComponent(id)}`);
      await this.reload();
      dispatchEvent(new Event('status-wanted'));
    } catch (failure) {
      this.problem = failure;
    }
  }

  async #more() {
    const page = await get(withQuery('waiting', { cursor: this.next }));
    this.rows = [...this.rows, ...page.value];
    this.next = page.next;
  }
}

customElements.define('relay-waiting', RelayWaiting);
