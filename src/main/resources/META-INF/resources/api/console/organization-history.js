import { html } from 'lit';
import { Element } from './element.js';
import { get, withQuery } from './api.js';
import { address } from './route.js';
import { ago, badge, empty, line, problem } from './text.js';

/** Why one organization is as it is: field by field, what waits, what came too late. */
class OrganizationHistory extends Element {
  static properties = { organization: {}, application: {}, rows: { attribute: false }, back: {}, history: { state: true }, problem: { state: true } };

  willUpdate(changed) {
    if (changed.has('organization') || changed.has('application')) {
      this.#load(this.organization, this.application);
    }
  }

  async #load(id, application) {
    this.history = this.problem = undefined;
    try {
      const history = await get(withQuery(`organizations/${encodeURIComponent(id)}/history`, { application }));
      if (id === this.organization && application === this.application) {
        this.history = history;
      }
    } catch (failure) {
      this.problem = failure;
    }
  }

  render() {
    const { history, organization: id } = this;
    return html`<section aria-labelledby="organization" class="history">
      <p><a href=${this.back}>← all organizations</a></p>
      <div class="heading"><h2 id="organization"><bdi>${line(history?.displayName?.actual ?? this.#row?.displayName ?? id)}</bdi></h2>
        ${history ? html`${history.exists ? '' : badge('deleted')}${history.owned ? html`<span class="badge plain" title="Org Relay made or adopted it">owned</span>` : ''}` : ''}</div>
      ${this.#path()}
      ${this.problem?.status === 404 ? empty('Nobody knows this organization', 'Neither IoT Central nor the ledger has it.') : problem(this.problem)}
      ${history ? this.#whole(history) : this.problem ? '' : html`<p class="muted">Reading …</p>`}
    </section>`;
  }

  /** On a narrow screen the tree stands below. */
  updated(changed) {
    if (changed.has('organization') && matchMedia('(max-width: 760px)').matches) {
      this.scrollIntoView();
    }
  }

  get #row() {
    return this.rows?.find((row) => row.id === this.organization);
  }

  #path() {
    const byId = new Map((this.rows ?? []).map((row) => [row.id, row]));
    const path = [];
    for (let up = byId.get(this.#row?.parent); up && path.length < 20; up = byId.get(up.parent)) {
      path.unshift(up);
    }
    return html`<p class="crumbs">${path.map((up) => html`<a href=${address('organizations', { application: this.application }, up.id)}><bdi>${line(up.displayName)}</bdi></a> / `)}<span class="mono">${line(this.organization)}</span></p>`;
  }

  #whole(history) {
    const { displayName, parent, deleted, open, waiting, overtaken } = history;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Fields"><table>
        <thead><tr><th>Field</th><th>Value</th><th>Since</th><th>Because of</th></tr></thead>
        <tbody>
          ${field('Name', displayName, (value) => value)}
          ${field('Below', parent, (value) => value ?? 'top level')}
          ${deleted ? field('Deleted', deleted, () => '') : ''}
        </tbody>
      </table></div>
      ${entries('Under way, and nobody knows the end', open)} ${entries('Waits', waiting)} ${entries('Came too late', overtaken)}
      ${!displayName?.since && !parent?.since ? html`<p class="muted">No change of it went through Org Relay: it is in IoT Central as others have made it.</p>` : ''}
      <p class="links"><a href=${address('deliveries', { organization: history.organization, application: history.application })}>All deliveries about it</a>
        <a href=${address('dead-letters', { organization: history.organization, application: history.application })}>Its dead letters</a></p>
    `;
  }
}

function field(title, told, words) {
  if (!told) {
    return html`<tr><th scope="row">${title}</th><td class="muted" colspan="3">nobody told</td></tr>`;
  }
  const isTold = Boolean(told.since);
  const isOther = isTold && told.value !== null && told.value !== undefined && told.actual !== told.value;
  return html`<tr>
    <th scope="row">${title}</th>
    <td><bdi>${line(words(told.actual))}</bdi>${isOther ? html`<div class="warn-text">Org Relay set “<bdi>${line(words(told.value))}</bdi>”; somebody changed it in IoT Central</div>` : ''}</td>
    <td>${isTold ? ago(told.since) : ''}</td>
    <td>${isTold ? cause(told) : html`<span class="muted">not told by any source</span>`}</td>
  </tr>`;
}

const cause = ({ source, event, delivery, appliedAt }) => html`<a href=${address('deliveries', { source })}>${line(source)}</a>${event ? html`, event <span class="mono">${line(event)}</span>` : ''}
  <div>${delivery ? html`<a href=${address('deliveries', {}, delivery)}>The delivery</a>${appliedAt ? html`, applied ${ago(appliedAt)}` : ''}` : html`<span class="muted">its delivery is not kept any more</span>`}</div>`;

const entries = (title, all) =>
  all?.length
    ? html`<h3>${title}</h3><ul class="entries">${all.map(
        (one) => html`<li>${(one.fields ?? []).map((name) => badge(name))} ${line(one.source)}${one.event ? html`, event <span class="mono">${line(one.event)}</span>` : ''}, ${ago(one.since)}
          ${one.until ? html`, until ${ago(one.until)}` : ''}${one.detail ? html`<div class="muted">${line(one.detail)}</div>` : ''}
          ${one.delivery ? html`<a href=${address('deliveries', {}, one.delivery)}>The delivery</a>` : ''}</li>`,
      )}</ul>`
    : '';

customElements.define('organization-history', OrganizationHistory);
