import { html } from 'lit';
import { View } from './element.js';
import { call, get, lines, withQuery } from './api.js';
import { curl } from './curl.js';
import { address, filter } from './route.js';
import { ago, badge, count, empty, line, number, problem } from './text.js';

const FILTERS = ['source', 'application', 'organization', 'outcome', 'reason'];

/** What will not be tried again by itself: chosen one by one or all that match, replayed, deleted. */
class RelayDeadLetters extends View {
  static properties = {
    rows: { state: true },
    next: { state: true },
    chosen: { state: true },
    isAll: { state: true },
    results: { state: true },
    summary: { state: true },
    isDeleting: { state: true },
  };

  constructor() {
    super();
    this.chosen = new Set();
    this.results = new Map();
  }

  key() {
    return new URLSearchParams(this.#filters()).toString();
  }

  async load(signal) {
    const page = await get(withQuery('dead-letters', { ...this.#filters(), limit: 100 }), signal);
    this.rows = page.value;
    this.next = page.next;
    this.chosen = new Set();
    this.isAll = this.isDeleting = false;
    this.results = new Map();
    this.summary = undefined;
  }

  render() {
    return html`
      <div class="heading"><h1>Dead letters</h1><span class="muted">what is not tried again by itself</span>
        <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.reload()}>Read again</button></div>
      ${this.#reasons()} ${this.#form()} ${problem(this.problem)}
      ${this.rows ? (this.rows.length ? html`${this.#bar()}${this.#table()}` : this.#none()) : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${curl('GET', withQuery('dead-letters', this.#filters()))}></curl-line>
    `;
  }

  #reasons() {
    const { byReason } = this.status.deadLetters;
    const chosen = this.params.get('reason');
    return byReason.length
      ? html`<div class="strip" role="group" aria-label="Reasons">
          <button type="button" aria-pressed=${!chosen} @click=${() => filter(this.route, { reason: '' })}>all <b>${number(this.status.deadLetters.kept)}</b></button>
          ${byReason.slice(0, 6).map(({ reason, count: times }) => html`<button type="button" class="long" aria-pressed=${reason === chosen} title=${line(reason)} @click=${() => filter(this.route, { reason })}><b>${number(times)}</b> <span>${line(reason)}</span></button>`)}
        </div>`
      : '';
  }

  #form() {
    const value = (name) => this.params.get(name) ?? '';
    const choice = (name, title, all, words) => html`<label>${title} <select name=${name}><option value="" .selected=${!value(name)}>${all}</option>${words.map((one) => html`<option .selected=${one === value(name)}>${one}</option>`)}</select></label>`;
    return html`<form class="filters" role="search" aria-label="Filters" @submit=${(event) => event.preventDefault()} @change=${({ target }) => filter(this.route, { [target.name]: target.value.trim() })}>
      ${choice('source', 'Source', 'every source', [...this.status.sources.map((one) => one.name), 'operator'])}
      ${choice('outcome', 'Outcome', 'each', ['refused', 'deferred'])}
      ${this.status.applications.length > 1 ? choice('application', 'Application', 'every application', this.status.applications.map((one) => one.name)) : ''}
      <label>Organization <input name="organization" .value=${value('organization')} autocomplete="off"></label>
      <label>Reason has <input name="reason" .value=${value('reason')} autocomplete="off"></label>
      ${this.key() ? html`<a class="button quiet" href="#/dead-letters">Clear</a>` : ''}
    </form>`;
  }

  #none() {
    return this.key() ? empty('No dead letter matches', html`<a href="#/dead-letters">Show all of them</a>.`) : empty('There are no dead letters', 'What IoT Central or a mapping refuses waits here, until a person replays or deletes it.');
  }

  #bar() {
    const size = this.#size();
    const label = this.isAll ? 'all that match' : count(size, 'letter');
    return html`<div class="buttons bulk">
      <label class="check"><input type="checkbox" .checked=${size > 0 && size === this.rows.length} .indeterminate=${size > 0 && size < this.rows.length} @change=${this.#chooseAll}> Select all${this.next ? ' on this page' : ''}</label>
      ${this.next ? html`<label class="check"><input type="checkbox" .checked=${this.isAll} @change=${({ target }) => (this.isAll = target.checked)}> All that match, on every page</label>` : ''}
      ${this.isDeleting
        ? html`<span role="alert">Delete ${label} for good?</span><button type="button" class="danger" @click=${this.#delete}>Delete</button><button type="button" @click=${() => (this.isDeleting = false)}>Keep</button>`
        : html`<button type="button" ?disabled=${!size || this.busy} @click=${() => this.#replay(true)}>Dry run</button>
            ${this.mayChange
              ? html`<button type="button" class="primary" ?disabled=${!size || this.busy} @click=${() => this.#replay(false)}>Replay</button>
                  <button type="button" ?disabled=${!size || this.busy || this.isAll} @click=${() => (this.isDeleting = true)}>Delete</button>`
              : ''}
            <span class="muted">${size ? label : 'none selected'}</span>`}
      ${this.#progress()}
    </div>`;
  }

  #progress() {
    const { summary } = this;
    return html`<span role="status">${
      summary
        ? html`<strong>${summary.dryRun ? 'Dry run' : summary.verb}:</strong> ${Object.entries(summary.counts).map(([word, times]) => badge(word, ` ${number(times)}`))}${summary.stopped ? html` stopped (${summary.stopped}), ${number(summary.remaining)} remain` : ''}
            ${summary.dryRun ? '' : html`<button type="button" class="quiet" @click=${() => this.reload()}>Read again</button>`}`
        : this.busy && this.results.size
          ? html`${number(this.results.size)} of ${number(this.#size())}`
          : ''
    }</span>`;
  }

  #table() {
    return html`<div class="scroll"><table class="rows">
        <thead><tr><th><span class="hidden">Choose</span></th><th>Kept</th><th>Source</th><th>Organization</th><th>Reason</th><th class="right">Tries</th><th>Result</th></tr></thead>
        <tbody>${this.rows.map((row) => this.#row(row))}</tbody>
      </table></div>
      ${this.next ? html`<button type="button" ?disabled=${this.busy} @click=${this.#more}>More</button>` : ''}`;
  }

  #row(row) {
    const result = this.results.get(row.id);
    return html`<tr>
      <td><input type="checkbox" aria-label="Select ${line(row.organization ?? row.id)}" .checked=${this.isAll || this.chosen.has(row.id)} ?disabled=${this.isAll} @change=${({ target }) => this.#choose(row.id, target.checked)}></td>
      <td><a href=${address('dead-letters', {}, row.id)}>${ago(row.keptAt)}</a></td>
      <td>${line(row.provenance.source)}</td>
      <td><bdi>${line(row.organization ?? '')}</bdi> <span class="muted">${row.provenance.operation}</span></td>
      <td class="wide">${badge(row.outcome)} ${line(row.reason)}</td>
      <td class="right">${row.attempts} ×</td>
      <td>${result ? html`${badge(result.word)}${result.detail ? html`<div class="detail">${line(result.detail)}</div>` : ''}` : ''}</td>
    </tr>`;
  }

  #size() {
    return this.isAll ? Number(this.status.deadLetters.kept ?? this.rows.length) : this.chosen.size;
  }

  #choose(id, isChosen) {
    const chosen = new Set(this.chosen);
    isChosen ? chosen.add(id) : chosen.delete(id);
    this.chosen = chosen;
  }

  #chooseAll({ target }) {
    this.chosen = new Set(target.checked ? this.rows.map(({ id }) => id) : []);
    this.isAll = false;
  }

  async #more() {
    const page = await get(withQuery('dead-letters', { ...this.#filters(), limit: 100, cursor: this.next }));
    this.rows = [...this.rows, ...page.value];
    this.next = page.next;
  }

  async #replay(isDryRun) {
    const dryRun = isDryRun ? true : undefined;
    await this.#each({ dryRun: isDryRun, verb: 'Replayed' }, async (tell) => {
      if (!this.isAll) {
        for (const id of this.chosen) {
          await tell(id, () => call('POST', withQuery(`dead-letters/${id}/replay`, { dryRun }), { taken: [503] }));
        }
        return undefined;
      }
      let summary;
      for await (const one of lines('POST', withQuery('dead-letters/replay', { ...this.#filters(), dryRun }))) {
        summary = one.summary ?? summary;
        if (one.id) {
          await tell(one.id, () => one);
        }
      }
      return summary;
    });
  }

  async #delete() {
    this.isDeleting = false;
    await this.#each({ verb: 'Deleted' }, async (tell) => {
      for (const id of this.chosen) {
        await tell(id, async () => {
          await call('DELETE', `dead-letters/${id}`);
          return { word: 'deleted' };
        });
      }
    });
  }

  /** Does something with each of the letters, and shows what became of it beside each. */
  async #each(head, work) {
    this.busy = true;
    this.summary = this.problem = undefined;
    this.results = new Map();
    try {
      const whole = await work(async (id, one) => {
        let result;
        try {
          result = resultOf(await one());
        } catch (failure) {
          result = { word: 'failed', detail: failure.message };
        }
        this.results = new Map(this.results).set(id, result);
      });
      const counts = {};
      this.results.forEach(({ word }) => (counts[word] = (counts[word] ?? 0) + 1));
      this.summary = { ...head, counts, stopped: whole?.stopped, remaining: whole?.remaining };
    } catch (failure) {
      this.problem = failure;
    }
    this.busy = false;
    dispatchEvent(new Event('status-wanted'));
  }

  #filters() {
    return Object.fromEntries(FILTERS.map((name) => [name, this.params.get(name)]).filter(([, value]) => value));
  }
}

/** What became of a letter, by its worst outcome. */
function resultOf({ word, outcomes, problem: failure }) {
  if (word) {
    return { word };
  }
  if (failure) {
    return { word: 'failed', detail: failure.detail };
  }
  const worst = ['deferred', 'refused', 'stale', 'duplicate', 'ignored', 'queued', 'applied', 'planned'].flatMap((one) => (outcomes ?? []).filter(({ outcome }) => outcome === one))[0];
  return { word: worst?.outcome ?? 'ignored', detail: worst?.detail };
}

customElements.define('relay-dead-letters', RelayDeadLetters);
