import { html } from 'lit';
import { Element } from './element.js';
import { key, url } from './api.js';
import { HIDDEN } from './text.js';

/** Text as one word of a shell. What nobody can see, or a terminal would obey, is written as its bytes. */
export const quoted = (text) =>
  text.search(HIDDEN) < 0
    ? "'" + text.replaceAll("'", "'\\''") + "'"
    : "$'" + text.replace(/[\\']/g, '\\$&').replace(HIDDEN, escaped) + "'";

const escaped = (character) => Array.from(new TextEncoder().encode(character), (byte) => '\\x' + byte.toString(16).padStart(2, '0')).join('');

/** The command that sends the same request as this page. The key stays out of it. */
export function curl(method, path, { headers = {}, body, file } = {}) {
  const words = ['curl -s'];
  if (method !== 'GET') {
    words.push(`-X ${method}`);
  }
  if (key.get()) {
    words.push('-H "x-functions-key: $ORGRELAY_OPERATOR_KEY"');
  }
  for (const [name, value] of Object.entries(headers)) {
    words.push('-H ' + quoted(`${name}: ${value}`));
  }
  words.push(quoted(url(path)));
  if (file) {
    words.push('--data-binary @' + quoted(file));
  } else if (body !== undefined) {
    words.push('--data-raw ' + quoted(body));
  }
  return words.join(' ');
}

/** A button that copies `text`. */
export class CopyButton extends Element {
  static properties = { text: { attribute: false }, label: {}, isDone: { state: true } };

  render() {
    return html`<button type="button" class="quiet" @click=${this.#copy}>${this.isDone ? 'Copied' : this.label ?? 'Copy'}</button>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      const area = Object.assign(document.createElement('textarea'), { value: this.text });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    this.isDone = true;
    setTimeout(() => (this.isDone = false), 2000);
  }
}

/** The command that does what the page does. */
export class CurlLine extends Element {
  static properties = { command: {} };

  render() {
    return html`<div class="curl" role="group" aria-label="The same from a terminal">
      <code class="command" tabindex="0">${this.command}</code>
      <copy-button .text=${this.command}></copy-button>
    </div>`;
  }
}

customElements.define('copy-button', CopyButton);
customElements.define('curl-line', CurlLine);
