import { html } from 'lit';
import { Element } from './element.js';
import { count, line } from './text.js';

/** Deletes that wait for a person: released by whoever types how many they are. */
class HeldDeletes extends Element {
  static properties = { held: { attribute: false }, rows: { attribute: false }, mayRelease: { attribute: false }, typed: { state: true } };

  render() {
    const { digest, reason, deletes } = this.held;
    const number = deletes.length;
    const names = new Map((this.rows ?? []).map((row) => [row.id, row.displayName]));
    const isRight = (this.typed ?? '').trim() === String(number);
    return html`<section class="held" aria-labelledby="held">
      <h2 id="held">${count(number, 'delete')} held</h2>
      <p>${line(reason)}.</p>
      <ul tabindex="0" aria-label="Held deletes">${deletes.map((one) => {
        const id = one.organization ?? one;
        return html`<li><bdi>${line(one.displayName ?? names.get(id) ?? '')}</bdi> <span class="id">${line(id)}</span></li>`;
      })}</ul>
      ${this.mayRelease ? html`<div class="buttons">
        <label for="number">To delete exactly these, type their number, ${number}</label>
        <input id="number" class="short" inputmode="numeric" autocomplete="off" .value=${this.typed ?? ''} @input=${({ target }) => (this.typed = target.value)}>
        <button type="button" class="danger" ?disabled=${!isRight} @click=${this.#release}>Release ${digest}</button>
      </div>` : html`<p>Digest <code>${digest}</code></p>`}
    </section>`;
  }

  #release() {
    this.typed = '';
    this.dispatchEvent(new CustomEvent('release', { detail: this.held.digest }));
  }
}

customElements.define('held-deletes', HeldDeletes);
