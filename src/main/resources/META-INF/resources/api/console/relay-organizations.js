import { html } from 'lit';
import { View } from './element.js';
import { get, withQuery } from './api.js';
import { curl } from './curl.js';
import { address, filter } from './route.js';
import { badge, count, empty, line, number, problem } from './text.js';
import { asTree } from './relay-tree.js';
import './organization-history.js';

const COLUMNS = [['displayName', 'Name'], ['id', 'Id'], ['parent', 'Below'], ['children', 'Directly below'], ['marks', 'To look at']];

/** The tree of an application; beside it all of them as a list, or why one of them is as it is. */
class RelayOrganizations extends View {
  static properties = { rows: { state: true }, marks: { state: true } };

  key() {
    return this.application;
  }

  async load(signal) {
    this.rows = undefined;
    this.marks = new Map();
    const application = this.application;
    const { value } = await get(withQuery('organizations', { application }), signal);
    this.rows = value;
    const found = await Promise.allSettled([
      get(withQuery('dead-letters', { application, limit: 100 }), signal),
      get(withQuery('waiting', { application }), signal),
      get(withQuery('deliveries', { application, outcome: 'deferred', since: '1h', limit: 200 }), signal),
    ]);
    const [letters, waiting, deferred] = found.map((one) => one.value?.value ?? []);
    const marks = new Map();
    const add = (id, mark) => id && marks.set(id, (marks.get(id) ?? new Set()).add(mark));
    letters.forEach((letter) => (letter.organization ? add(letter.organization, letter.outcome) : heldOf(letter).forEach((id) => add(id, 'held'))));
    waiting.forEach((one) => add(one.organization, 'waits'));
    if (this.status.waiting.deferred) {
      deferred.flatMap((one) => one.outcomes).filter((one) => one.outcome === 'deferred').forEach((one) => add(one.organization, 'deferred'));
    }
    if (!signal.aborted) {
      this.marks = marks;
    }
  }

  render() {
    const { applications } = this.status;
    const { id } = this.route;
    return html`
      <div class="heading">
        <h1>Organizations</h1>
        ${applications.length > 1
          ? html`<label>Application <select @change=${({ target }) => (location.hash = address('organizations', { application: target.value }))}>${applications.map((one) => html`<option .selected=${one.name === this.application}>${one.name}</option>`)}</select></label>`
          : html`<span class="muted">of ${line(this.application)}</span>`}
        ${this.rows ? html`<span class="muted">${number(this.rows.length)} of ${number(applications.find((one) => one.name === this.application)?.maxOrganizations ?? 200)}</span>` : ''}
        <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.reload()}>Read again</button>
      </div>
      ${problem(this.problem)}
      ${this.rows ? (this.rows.length ? this.#panes(id) : this.#none()) : this.problem ? '' : html`<p class="muted">Reading …</p>`}
      <curl-line .command=${curl('GET', id ? withQuery(`organizations/${encodeURIComponent(id)}/history`, { application: this.application }) : withQuery('organizations', { application: this.application }))}></curl-line>
    `;
  }

  #none() {
    return html`${empty('This application has no organizations yet', html`The first create makes one. <a href=${address('plan', { application: this.application })}>Plan a whole hierarchy from a file</a>, or send an event.`)}
      ${this.route.id ? this.#history(this.route.id) : ''}`;
  }

  #panes(id) {
    const wanted = (this.params.get('q') ?? '').trim().toLowerCase();
    return html`<div class="panes ${id ? 'chosen' : ''}">
      <section aria-label="Tree">
        <div class="tools">
          <input type="search" aria-label="Search organizations" placeholder="Search name or id" .value=${this.params.get('q') ?? ''} @input=${({ target }) => filter(this.route, { q: target.value })}>
          <button type="button" class="quiet" @click=${() => this.#tree.open(true)}>Expand</button>
          <button type="button" class="quiet" @click=${() => this.#tree.open(false)}>Collapse</button>
        </div>
        ${this.#found(wanted)}
      </section>
      ${id ? this.#history(id) : this.#list(wanted)}
    </div>`;
  }

  #found(wanted) {
    const matches = (row) => !wanted || row.displayName.toLowerCase().includes(wanted) || row.id.includes(wanted);
    if (!this.rows.some(matches)) {
      return empty('No organization matches');
    }
    const byId = new Map(this.rows.map((row) => [row.id, row]));
    const nodes = asTree(this.rows, (row) => {
      const marks = [...(this.marks.get(row.id) ?? [])];
      return {
        id: row.id,
        title: row.displayName,
        label: html`${highlighted(row.displayName, wanted)} <span class="id">${row.id}</span>`,
        name: [line(row.displayName), ...marks].join(', '),
        more: marks.map((mark) => badge(mark)),
      };
    });
    return html`<relay-tree label="Organizations" .nodes=${nodes} .keep=${wanted ? (node) => matches(byId.get(node.id)) : undefined} .selected=${this.route.id}
      @select=${({ detail }) => (location.hash = address('organizations', this.#kept(), detail))}></relay-tree>`;
  }

  #list(wanted) {
    const [column, isDown] = this.#order();
    const below = new Map();
    this.rows.forEach(({ parent }) => below.set(parent, (below.get(parent) ?? 0) + 1));
    const value = { children: (row) => below.get(row.id) ?? 0, marks: (row) => [...(this.marks.get(row.id) ?? [])].join() }[column] ?? ((row) => row[column] ?? '');
    const rows = this.rows.filter((row) => !wanted || row.displayName.toLowerCase().includes(wanted) || row.id.includes(wanted));
    rows.sort((one, other) => compare(value(one), value(other)) * (isDown ? -1 : 1));
    return html`<section aria-label="List" class="list">
      <div class="scroll"><table class="rows">
        <thead><tr>${COLUMNS.map(([name, title]) => html`<th aria-sort=${name === column ? (isDown ? 'descending' : 'ascending') : 'none'}><button type="button" class="sort" @click=${() => filter(this.route, { sort: name === column && !isDown ? '-' + name : name })}>${title}<span aria-hidden="true">${name === column ? (isDown ? ' ↓' : ' ↑') : ''}</span></button></th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>
          <td><a href=${address('organizations', this.#kept(), row.id)}><bdi>${line(row.displayName)}</bdi></a></td>
          <td class="mono">${row.id}</td><td class="mono">${row.parent ?? ''}</td><td class="right">${below.get(row.id) ?? ''}</td>
          <td>${[...(this.marks.get(row.id) ?? [])].map((mark) => badge(mark))}</td></tr>`)}</tbody>
      </table></div>
      <p class="muted">${count(rows.length, 'organization')}. Choose one to see why it is as it is.</p>
    </section>`;
  }

  #history(id) {
    return html`<organization-history .organization=${id} .application=${this.application} .rows=${this.rows} .back=${address('organizations', this.#kept())}></organization-history>`;
  }

  #order() {
    const order = this.params.get('sort') ?? 'displayName';
    return order.startsWith('-') ? [order.slice(1), true] : [order, false];
  }

  #kept() {
    return this.params;
  }

  get #tree() {
    return this.querySelector('relay-tree');
  }
}

const compare = (one, other) => (typeof one === 'number' ? one - other : String(one).localeCompare(other, 'en', { numeric: true }));

/** The ids in the letter of held deletes, which is about no single organization. */
const heldOf = (letter) => (/ held/.test(letter.reason) && letter.change === undefined ? (letter.message ?? '').split(', ') : []);

function highlighted(name, wanted) {
  const at = wanted ? name.toLowerCase().indexOf(wanted) : -1;
  return at < 0 ? line(name) : html`${line(name.slice(0, at))}<mark>${line(name.slice(at, at + wanted.length))}</mark>${line(name.slice(at + wanted.length))}`;
}

customElements.define('relay-organizations', RelayOrganizations);
