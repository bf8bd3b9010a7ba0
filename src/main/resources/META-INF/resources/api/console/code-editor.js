import { html } from 'lit';
import { Element } from './element.js';

/** A text area with the numbers of its lines; the line with the mistake stands out. */
class CodeEditor extends Element {
  static properties = { label: {}, rows: { type: Number }, text: { attribute: false }, mistake: { attribute: false } };

  render() {
    const lines = (this.text ?? '').split('\n').length;
    const id = `${this.label.toLowerCase()}-text`;
    return html`<label for=${id}>${this.label}</label>
      <div class="editor">
        <div class="numbers" aria-hidden="true">${Array.from({ length: lines }, (_, i) => html`<span class=${this.mistake?.line === i + 1 ? 'wrong' : ''}>${i + 1}</span>`)}</div>
        <textarea id=${id} wrap="off" rows=${this.rows} spellcheck="false" autocomplete="off" autocapitalize="off" .value=${this.text ?? ''} aria-invalid=${Boolean(this.mistake)} @input=${this.#typed} @scroll=${this.#scroll}></textarea>
      </div>`;
  }

  #typed({ target }) {
    this.text = target.value;
    this.dispatchEvent(new CustomEvent('typed', { detail: target.value }));
  }

  #scroll({ target }) {
    this.querySelector('.numbers').scrollTop = target.scrollTop;
  }
}

customElements.define('code-editor', CodeEditor);
