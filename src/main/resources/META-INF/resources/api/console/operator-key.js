import { html } from 'lit';
import { Element } from './element.js';
import { key } from './api.js';

/** Asks for the key, once; says why the last one was not taken. */
class OperatorKey extends Element {
  static properties = { refused: { attribute: false } };

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    return html`<section class="narrow">
      <h1>Org Relay</h1>
      ${this.refused ? html`<div class="notice bad" role="alert">${this.refused.message ?? this.refused}</div>` : ''}
      <form @submit=${this.#open}>
        <label for="key">Operator key</label>
        <div class="joined">
          <input id="key" type="password" autocomplete="off" required spellcheck="false" aria-describedby="about-key">
          <button class="primary">Open</button>
        </div>
        <p id="about-key" class="muted">The value of <code>orgrelay.operator-key</code>, or of <code>orgrelay.reader-key</code>, which changes nothing. Kept until this tab is closed.</p>
      </form>
    </section>`;
  }

  #open(event) {
    event.preventDefault();
    const input = this.querySelector('input');
    const text = input.value.trim();
    input.value = '';
    if (/[^ -~]/.test(text)) {
      this.refused = 'This key is wrong: a key is printable ASCII.';
      return;
    }
    key.set(text);
    this.dispatchEvent(new CustomEvent('opened'));
  }
}

customElements.define('operator-key', OperatorKey);
