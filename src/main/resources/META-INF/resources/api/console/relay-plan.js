import { html } from 'lit';
import { View } from './element.js';
import { call, lines, withQuery } from './api.js';
import { curl } from './curl.js';
import { address, filter } from './route.js';
import { ago, badge, count, empty, line, number, problem } from './text.js';
import { asTree } from './relay-tree.js';
import './held-deletes.js';

const POLICIES = ['create-only', 'upsert-only', 'sync', 'sync-owned'];
const TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson', jsonl: 'application/x-ndjson', json: 'application/json' };
const SIGNS = { create: '+', update: '~', 'temporary-move': '~', delete: '−', held: '!', impossible: '×' };
const TITLES = { create: 'to create', update: 'to update', 'temporary-move': 'temporary moves', delete: 'to delete', held: 'held', impossible: 'impossible' };

/** What a whole hierarchy would change, before and after as one tree; exactly that is applied. */
class RelayPlan extends View {
  static properties = {
    file: { state: true },
    plan: { state: true },
    actual: { state: true },
    done: { state: true },
    summary: { state: true },
    changed: { state: true },
    isOver: { state: true },
  };

  constructor() {
    super();
    this.done = new Map();
  }

  key() {
    return ['application', 'policy', 'scope', 'source', 'columns'].map((name) => this.params.get(name) ?? '').join('\n');
  }

  async load(signal) {
    if (this.file || this.params.get('source')) {
      await this.#make(signal);
    } else {
      this.plan = undefined;
    }
  }

  async #make(signal) {
    this.changed = this.summary = undefined;
    this.done = new Map();
    this.plan = undefined;
    const plan = await call('POST', withQuery('plan', this.#query()), { body: this.file?.text, type: this.file?.type, signal });
    const actual = Object.entries(plan.actual).map(([id, fields]) => ({ id, ...fields }));
    if (!signal?.aborted) {
      this.plan = plan;
      this.actual = actual;
    }
  }

  render() {
    return html`
      <div class="heading"><h1>Plan</h1><span class="muted">what a whole hierarchy would change</span></div>
      ${this.#form()} ${problem(this.problem)} ${this.#changed()}
      ${this.plan ? this.#whole(this.plan) : this.busy ? html`<p class="muted">Planning …</p>` : this.problem ? '' : this.#start()}
      <curl-line .command=${curl('POST', withQuery('plan', this.#query()), this.file ? { headers: { 'content-type': this.file.type }, file: this.file.name } : {})}></curl-line>
    `;
  }

  #form() {
    const value = (name) => this.params.get(name) ?? '';
    return html`<form class="filters" @submit=${(event) => event.preventDefault()} @change=${this.#change}>
      ${this.status.applications.length > 1 ? html`<label>Application <select name="application">${this.status.applications.map((one) => html`<option .selected=${one.name === this.application}>${one.name}</option>`)}</select></label>` : ''}
      <label>Policy <select name="policy"><option value="" .selected=${!value('policy')}>as configured</option>${POLICIES.map((one) => html`<option .selected=${one === value('policy')}>${one}</option>`)}</select></label>
      <label>Only below <input name="scope" .value=${value('scope')} placeholder="organization" autocomplete="off"></label>
      <label>Snapshot of <select name="source"><option value="">a file</option>${this.status.sources.map((one) => html`<option .selected=${one.name === value('source')}>${one.name}</option>`)}</select></label>
      <label>Columns <input name="columns" .value=${value('columns')} placeholder="sourceId:DeptNo,displayName:Name" autocomplete="off"></label>
    </form>
    <label class="drop ${this.isOver ? 'over' : ''}" @dragover=${this.#over} @dragleave=${() => (this.isOver = false)} @drop=${this.#drop}>
      <span>${this.file ? html`<strong>${line(this.file.name)}</strong>, ${number(this.file.text.length)} characters. Drop another one, or` : html`Drop a CSV, JSON or NDJSON file here, or`}</span>
      <input type="file" aria-label="File" accept=".csv,.json,.ndjson,.jsonl,text/csv,application/json" @change=${({ target }) => this.#take(target.files[0])}>
    </label>`;
  }

  #start() {
    return html`<div class="empty"><p><strong>No hierarchy yet</strong></p>
      <p>A file has a row for each organization: <code>id,displayName,parent</code>. Or take the snapshot of a source. A plan changes nothing.</p></div>`;
  }

  #whole(plan) {
    const counts = { ...plan.summary, 'temporary-move': plan.summary.temporaryMoves };
    const shown = (this.params.get('show') ?? '').split(',').filter(Boolean);
    const words = Object.keys(TITLES).filter((word) => counts[word]);
    const isDone = this.summary !== undefined;
    return html`
      <div class="strip" role="group" aria-label="Steps by operation">
        <button type="button" aria-pressed=${!shown.length} @click=${() => filter(this.route, { show: '' })}>all</button>
        ${words.map((word) => html`<button type="button" class=${word} aria-pressed=${shown.includes(word)} @click=${() => filter(this.route, { show: (shown.includes(word) ? shown.filter((one) => one !== word) : [...shown, word]).join(',') })}><span class="sign" aria-hidden="true">${SIGNS[word]}</span> <b>${number(counts[word])}</b> ${TITLES[word]}</button>`)}
        <span class="muted">${line(plan.application)}, ${plan.policy}${plan.scope ? `, below ${plan.scope}` : ''}${plan.planDigest ? `, digest ${plan.planDigest}` : ''}${counts.notOwned ? `; ${count(counts.notOwned, 'organization')} of others stay` : ''}</span>
      </div>
      ${this.#apply(plan, isDone)}
      ${plan.held ? html`<held-deletes .held=${plan.held} .rows=${this.actual} .mayRelease=${this.mayChange && !this.busy} @release=${this.#release}></held-deletes>` : ''}
      ${words.length ? this.#tree(plan, shown) : empty('Nothing to do', `${plan.application} is as the hierarchy says.`)}
    `;
  }

  #apply(plan, isDone) {
    if (this.done.size || isDone) {
      return this.#progress(plan);
    }
    return plan.steps.length && this.mayChange
      ? html`<div class="buttons"><button type="button" class="primary" ?disabled=${this.busy} @click=${() => this.#run()}>Apply</button>
          <span class="muted">${count(plan.steps.length, 'step')}${plan.document ? ', exactly these' : ''}${plan.readAt ? html`; read ${ago(plan.readAt)}` : ''}</span></div>`
      : '';
  }

  #progress(plan) {
    const last = [...this.done.values()].at(-1);
    const total = last?.total ?? plan.steps.length;
    const done = last?.done ?? 0;
    const { summary } = this;
    return html`<div class="progress" role="status">
      <progress max=${Math.max(1, total)} .value=${summary ? Math.max(1, total) : done} aria-label="Steps done"></progress>
      ${
        summary
          ? html`<strong>${summary.complete ? 'Done' : 'Done as far as possible'}</strong> in ${summary.seconds} s: ${Object.entries(summary.summary).filter(([name, value]) => value && name !== 'total').map(([name, value]) => `${value} ${name}`).join(', ') || 'nothing changed'}
              <button type="button" ?disabled=${this.busy} @click=${() => this.reload()}>Plan again</button>`
          : html`${number(done)} of ${number(total)}${last?.secondsLeft ? `, ${Math.ceil(last.secondsLeft)} s left` : ''}`
      }
    </div>`;
  }

  #changed() {
    return this.changed
      ? html`<div class="notice warn" role="alert"><strong>The application has changed since this plan was made.</strong> Nothing was done.
          <ul>${this.changed.map((one) => html`<li><strong>${line(one.organization)}</strong>: ${place(one.before)} → ${place(one.now)}</li>`)}</ul>
          <button type="button" @click=${() => this.reload()}>Plan again</button></div>`
      : '';
  }

  #tree(plan, shown) {
    const steps = stepsOf(plan);
    const byId = new Map(this.actual.map((row) => [row.id, { ...row }]));
    for (const step of steps.values()) {
      const fields = step.after ?? step.before;
      if (fields) {
        byId.set(step.organization, { id: step.organization, displayName: fields.displayName, parent: fields.parent ?? undefined });
      }
    }
    const nodes = asTree([...byId.values()], (row) => node(row, steps.get(row.id), this.done.get(row.id)));
    return html`<section aria-label="Before and after">
      <div class="tools"><button type="button" class="quiet" @click=${() => this.querySelector('relay-tree').open(true)}>Expand</button>
        <button type="button" class="quiet" @click=${() => this.querySelector('relay-tree').open(false)}>Collapse</button>
        <label class="check"><input type="checkbox" .checked=${this.params.has('whole')} @change=${({ target }) => filter(this.route, { whole: target.checked ? 'true' : '' })}> Also what stays as it is</label></div>
      <relay-tree label="Before and after" .nodes=${nodes} .keep=${this.params.has('whole') && !shown.length ? undefined : ({ id }) => steps.has(id) && (!shown.length || shown.includes(steps.get(id).word))}></relay-tree>
    </section>`;
  }

  async #run(release) {
    this.busy = true;
    this.problem = this.changed = this.summary = undefined;
    this.done = new Map();
    try {
      for await (const one of this.#applied(release)) {
        if (one.operation) {
          this.done = new Map(this.done).set(one.organization, one);
        } else {
          this.summary = one;
        }
      }
      dispatchEvent(new Event('status-wanted'));
    } catch (failure) {
      if (failure.status === 409 && failure.json.changed) {
        this.changed = failure.json.changed;
      } else {
        this.problem = failure;
      }
    }
    this.busy = false;
  }

  /** Sends the plan itself, if it is a document; else the hierarchy again. */
  #applied(release) {
    return this.plan.document
      ? lines('POST', withQuery('reconcile', { release }), { body: JSON.stringify(this.plan) })
      : lines('POST', withQuery('reconcile', { ...this.#query(), release }), { body: this.file?.text, type: this.file?.type });
  }

  /** Of the plan that is shown; where it was applied meanwhile, of one that is made anew, if it holds exactly the same. */
  async #release({ detail: digest }) {
    if (this.summary) {
      await this.reload();
      if (this.plan?.held?.digest !== digest) {
        return;
      }
    }
    await this.#run(digest);
  }

  #query() {
    const { params } = this;
    return { application: this.application, ...Object.fromEntries(['policy', 'scope', 'source', 'columns'].map((name) => [name, params.get(name)])) };
  }

  #change({ target }) {
    if (!target.name) {
      return;
    }
    if (target.name === 'source') {
      this.file = undefined;
    }
    filter(this.route, { [target.name]: target.value.trim(), show: '' });
  }

  #over(event) {
    event.preventDefault();
    this.isOver = true;
  }

  #drop(event) {
    event.preventDefault();
    this.isOver = false;
    this.#take(event.dataTransfer.files[0]);
  }

  async #take(file) {
    if (file) {
      this.file = { name: file.name, type: TYPES[file.name.split('.').at(-1).toLowerCase()] ?? (file.type || 'application/json'), text: await file.text() };
      this.reload();
    }
  }
}

/** What is to be done with each organization: its last step, with what was before the first. */
function stepsOf(plan) {
  const steps = new Map();
  for (const step of plan.steps) {
    const earlier = steps.get(step.organization);
    steps.set(step.organization, earlier ? { ...step, before: earlier.before, word: step.operation } : { ...step, word: step.operation });
  }
  for (const one of plan.held?.deletes ?? []) {
    const organization = one.organization ?? one;
    steps.set(organization, { organization, word: 'held' });
  }
  for (const one of plan.impossible ?? []) {
    steps.set(one.organization, { ...one, word: 'impossible' });
  }
  return steps;
}

function node(row, step, done) {
  const { word, before, after, detail } = step ?? {};
  const notes = [];
  if (before && after && before.displayName !== after.displayName) {
    notes.push(html`was “<bdi>${line(before.displayName)}</bdi>”`);
  }
  if (before && after && before.parent !== after.parent) {
    notes.push(html`was ${before.parent ? html`under <bdi>${line(before.parent)}</bdi>` : 'at the top'}`);
  }
  if (detail) {
    notes.push(line(detail));
  }
  const end = done && (done.outcome !== 'applied' ? html`${badge(done.outcome)} ${line(done.detail ?? '')}` : badge('applied'));
  return {
    id: row.id,
    title: row.displayName,
    label: html`${line(row.displayName)} <span class="id">${row.id}</span>`,
    name: [line(row.displayName), word && `${word}${word === 'impossible' ? ` ${detail}` : ''}`, done?.outcome].filter(Boolean).join(', '),
    mark: SIGNS[word],
    kind: word ?? 'same',
    more: html`${notes.map((note) => html`<span class="note">${note}</span>`)}${end ?? ''}`,
  };
}

const place = (fields) => (fields ? html`“<bdi>${line(fields.displayName)}</bdi>” ${fields.parent ? html`under <bdi>${line(fields.parent)}</bdi>` : 'at the top'}` : 'not there');

customElements.define('relay-plan', RelayPlan);
