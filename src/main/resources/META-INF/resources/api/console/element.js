import { LitElement } from 'lit';

/** A part of the page without a shadow, so that one style sheet and ids reach everywhere. */
export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A view: gets the `route` and the `status` of the program, reads what it shows whenever `key()` changes, and says so if it cannot. */
export class View extends Element {
  static properties = { route: { attribute: false }, status: { attribute: false }, problem: { state: true }, busy: { state: true } };

  #key;
  #load;

  /** What `load` depends on, as a text. */
  key() {
    return '';
  }

  /** Reads what is shown. Its `signal` ends when something else is wanted. */
  async load() {}

  willUpdate() {
    if (this.route && this.#key !== this.key()) {
      this.#key = this.key();
      this.reload();
    }
  }

  async reload() {
    this.#load?.abort();
    const load = (this.#load = new AbortController());
    this.busy = true;
    try {
      await this.load(load.signal);
      if (this.#load === load) {
        this.problem = undefined;
      }
    } catch (problem) {
      if (this.#load === load) {
        this.problem = problem;
      }
    }
    if (this.#load === load) {
      this.busy = false;
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#load?.abort();
  }

  get params() {
    return this.route.params;
  }

  /** The application of the address, else the only or default one. */
  get application() {
    const names = (this.status?.applications ?? []).map((one) => one.name);
    return this.params.get('application') ?? (names.includes('default') || !names.length ? 'default' : names[0]);
  }

  get mayChange() {
    return this.status?.console !== 'read-only';
  }
}
