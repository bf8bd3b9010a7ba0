import { html, svg } from 'lit';
import { View } from './element.js';
import { curl } from './curl.js';
import { address, filter } from './route.js';
import { ago, badge, count, empty, line, number, tone } from './text.js';

const DAYS = 86_400_000;

/** How everything does, and what to do next. All of it is the status. */
class RelayOverview extends View {
  render() {
    const { applications, sources } = this.status;
    return html`
      <h1>Overview</h1>
      ${this.#next()}
      <section aria-labelledby="applications">
        <h2 id="applications">Applications</h2>
        <div class="cards">${applications.map((one) => this.#application(one))}</div>
      </section>
      <section aria-labelledby="waits">
        <h2 id="waits">What waits</h2>
        ${this.#waits()}
      </section>
      <section>
        <div class="heading">
          <h2>Sources</h2>
          ${this.#periods()}
        </div>
        ${sources.length ? this.#sources(sources) : empty('No source is configured', 'Set orgrelay.sources.<name>.… and start again.')}
      </section>
      <p class="muted">Org Relay ${this.status.version}, instance ${this.status.instance}, started ${ago(this.status.startedAt)}. Counts are of this instance since then.</p>
      <curl-line .command=${curl('GET', 'status')}></curl-line>
    `;
  }

  #next() {
    const todo = [...this.#todo()];
    return html`<section aria-labelledby="next" class="next ${todo.length ? '' : 'well'}">
      <h2 id="next">Next</h2>
      ${
        todo.length
          ? html`<ul>${todo.map(([kind, text, href, link]) => html`<li class=${kind}>${text}${href ? html` <a href=${href}>${link}</a>` : ''}</li>`)}</ul>`
          : this.#isNew()
            ? this.#first()
            : html`<p>All is well. Nothing waits for a person.</p>`
      }
    </section>`;
  }

  *#todo() {
    const { applications, sources, deadLetters, held, waiting, unfinished } = this.status;
    for (const one of applications.filter(({ state }) => tone(state) === 'bad')) {
      yield ['bad', html`<strong>${line(one.name)}</strong> is down (${one.state}) ${one.since ? html`since ${ago(one.since)}` : ''}: ${line(one.todo ?? one.detail)}`, address('deliveries', { application: one.name, outcome: 'deferred' }), 'see what waits for it'];
    }
    for (const one of held ?? []) {
      const params = { application: one.application, policy: 'sync', source: part(one.release, 'source'), scope: part(one.release, 'scope') };
      yield ['warn', html`<strong>${count(one.deletes, 'delete')}</strong> of ${line(one.application)} ${one.deletes === 1 ? 'is' : 'are'} held since ${ago(one.since)}:`, address('plan', params), 'look at the plan'];
    }
    if (deadLetters?.kept) {
      yield ['warn', html`<strong>${count(deadLetters.kept, 'dead letter')}</strong> will not be tried again by ${deadLetters.kept === 1 ? 'itself' : 'themselves'}:`, address('dead-letters'), 'read and replay'];
    }
    for (const one of sources.filter(isTurnedAway)) {
      yield ['warn', html`The last request to <strong>${line(one.name)}</strong> was turned away ${ago(one.lastTurnedAway.at)}: ${line(one.lastTurnedAway.reason)}`, address('deliveries', { source: one.name, outcome: 'turned-away' }), 'see them'];
    }
    for (const one of unfinished ?? []) {
      yield ['warn', html`The reconcile of <strong>${line(one.source)}</strong> failed ${number(one.failures)} × and comes again ${ago(one.next)}: ${line(one.reason)}`, address('plan', { source: one.source }), 'make the plan'];
    }
    for (const one of applications.filter(({ tokenEnds }) => tokenEnds && Date.parse(tokenEnds) - Date.now() < 14 * DAYS)) {
      yield ['warn', html`The token of <strong>${line(one.name)}</strong> ends ${ago(one.tokenEnds)}. Make a new one before.`];
    }
    if (waiting.deferred) {
      yield ['info', html`<strong>${count(waiting.deferred, 'change')}</strong> ${waiting.deferred === 1 ? 'waits' : 'wait'} for another one, or for the application:`, address('deliveries', { outcome: 'deferred', since: '24h' }), 'see which'];
    }
  }

  #isNew() {
    return this.status.sources.every((one) => !one.lastDelivery && !one.lastTurnedAway);
  }

  #first() {
    return html`<p>Nothing has come in yet. <a href="#/workbench">Try a message in the workbench</a>, <a href="#/plan">plan a whole hierarchy from a file</a>, or send an event to <code>/api/events/&lt;source&gt;</code>.</p>`;
  }

  #application(one) {
    const { pace, lastPlan } = one;
    return html`<article class="card ${tone(one.state)}">
      <header><h3><a href=${address('organizations', { application: one.name })}>${line(one.name)}</a></h3>${badge(one.state)}
        ${one.since ? html`<span class="muted">since ${ago(one.since)}</span>` : ''}</header>
      ${one.detail ? html`<p>${line(one.detail)}</p>` : ''} ${one.todo ? html`<p><strong>To do:</strong> ${line(one.todo)}</p>` : ''}
      <dl>
        ${this.#gauge('Organizations', one.organizations, one.maxOrganizations, address('organizations', { application: one.name }))}
        ${this.#gauge('Levels', one.depth, one.maxDepth, address('organizations', { application: one.name }))}
        <div><dt>Pace</dt><dd>${pace.perSecond} a second${pace.waiting ? html`, <strong>${pace.waiting} waiting</strong>` : ''}${pace.throttledLastHour ? html`, <strong>${pace.throttledLastHour} × 429</strong> in the last hour` : ''}</dd></div>
        ${one.tokenEnds ? html`<div><dt>Token ends</dt><dd>${ago(one.tokenEnds)}</dd></div>` : ''}
        <div><dt>Last plan</dt><dd>${lastPlan ? html`found <a href=${address('plan', { application: one.name })}>${planned(lastPlan)}</a> ${ago(lastPlan.at)}` : html`<span class="muted">none yet</span>`}</dd></div>
      </dl>
    </article>`;
  }

  #gauge(title, value, most, href) {
    if (value === null || value === undefined) {
      return html`<div><dt>${title}</dt><dd><a href=${href}>not read yet</a> <span class="muted">of ${most}</span></dd></div>`;
    }
    const share = Math.min(100, (100 * value) / most);
    return html`<div>
      <dt>${title}</dt>
      <dd><a href=${href}>${number(value)} of ${number(most)}</a>
        <svg class="gauge ${share >= 90 ? 'warn' : ''}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="100" height="4"/><rect class="used" width=${share} height="4"/>`}</svg></dd>
    </div>`;
  }

  #waits() {
    const { waiting, deadLetters, held } = this.status;
    const deletes = held?.reduce((sum, one) => sum + one.deletes, 0);
    return html`<div class="tiles">
      ${tile('Deferred', waiting.deferred, 'sent again by their senders', address('deliveries', { outcome: 'deferred', since: '24h' }))}
      ${tile('Queued', waiting.queued, 'in the change queue', address('deliveries', { outcome: 'queued', since: '24h' }))}
      ${tile('For their day', waiting.effective, 'take effect later', address('waiting'))}
      ${tile('Dead letters', deadLetters.kept, deadLetters.byReason[0] ? `${deadLetters.byReason[0].count} × ${deadLetters.byReason[0].reason}` : 'nothing was given up', address('dead-letters'), 'bad')}
      ${tile('Held deletes', deletes, held?.length ? 'until a person releases them' : 'no plan was stopped', address('plan', held?.length === 1 ? { application: held[0].application, policy: 'sync', source: part(held[0].release, 'source'), scope: part(held[0].release, 'scope') } : {}), 'warn')}
    </div>`;
  }

  #periods() {
    const chosen = this.#period();
    return html`<div class="switch" role="group" aria-label="Counts of">
      ${['hour', 'day'].map((period) => html`<button type="button" aria-pressed=${period === chosen} @click=${() => filter(this.route, { counts: period })}>last ${period}</button>`)}
    </div>`;
  }

  #period() {
    return this.params.get('counts') === 'hour' ? 'hour' : 'day';
  }

  #sources(sources) {
    const period = this.#period();
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Who sends"><table>
      <thead><tr><th>Source</th><th>Proof</th><th>Application</th><th>Last delivery</th><th>Outcomes of the last ${period}</th></tr></thead>
      <tbody>
        ${sources.map(
          (one) => html`<tr>
            <td><a href=${address('deliveries', { source: one.name })}>${line(one.name)}</a>${one.preset ? html` <span class="muted">${one.preset}</span>` : ''}</td>
            <td>${one.scheme?.startsWith('dangerous') ? badge(one.scheme) : one.scheme ?? html`<span class="muted">only read</span>`}</td>
            <td>${line(one.application)}</td>
            <td>${ago(one.lastDelivery)}${isTurnedAway(one) ? html`<div class="bad-text">turned away ${ago(one.lastTurnedAway.at)}: ${line(one.lastTurnedAway.reason)}</div>` : ''}</td>
            <td>${this.#outcomes(one, period)}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  #outcomes(source, period) {
    const some = Object.entries(source.outcomes[period]).filter(([, value]) => value > 0);
    return some.length
      ? some.map(([word, value]) => html`<a class="chip" href=${address('deliveries', { source: source.name, outcome: word, since: period === 'hour' ? '1h' : '24h' })}>${badge(word, ` ${number(value)}`)}</a> `)
      : html`<span class="muted">nothing</span>`;
  }
}

const part = (command, name) => new RegExp(`[?&]${name}=([^&' ]+)`).exec(command ?? '')?.[1];

const isTurnedAway = (source) => source.lastTurnedAway && !(Date.parse(source.lastDelivery) > Date.parse(source.lastTurnedAway.at));

const planned = ({ create, update, delete: gone, held }) => `+${create} ~${update} −${gone}${held ? `, ${held} held` : ''}`;

const tile = (title, value, more, href, kind = 'info') => html`<a class="tile ${value ? kind : ''}" href=${href}>
  <span>${title}</span><strong>${value === null || value === undefined ? '–' : number(value)}</strong><small>${line(more)}</small>
</a>`;

customElements.define('relay-overview', RelayOverview);
