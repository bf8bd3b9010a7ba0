import { html, nothing } from 'lit';
import { Element } from './element.js';
import { line } from './text.js';

const COLLATOR = new Intl.Collator('en', { numeric: true });

/**
 * A tree that can be used with the keyboard alone: arrows, Home, End, *, letters, Enter. Its `nodes` are `{id, title, label, children}`, with `name` for the ear, `mark` (a
 * sign before it), `kind` (its colour), `more` (what stands behind it); those that `keep` refuses are left out, unless something below them is not.
 */
export class RelayTree extends Element {
  static properties = {
    nodes: { attribute: false },
    keep: { attribute: false },
    label: {},
    selected: {},
    closed: { state: true },
    current: { state: true },
  };

  constructor() {
    super();
    this.nodes = [];
    this.closed = new Set();
  }

  /** Opens all nodes, or closes all. */
  open(isOpen) {
    this.closed = new Set(isOpen ? [] : [...all(this.nodes)].filter(({ children }) => children.length).map(({ id }) => id));
  }

  willUpdate(changed) {
    if (changed.has('selected') && this.selected) {
      this.current = this.selected;
    }
    this.kept = this.keep ? kept(this.nodes, this.keep) : undefined;
    this.visible = [...this.#visible(this.nodes)];
    if (!this.visible.includes(this.current)) {
      this.current = this.visible[0];
    }
  }

  render() {
    return html`<ul role="tree" aria-label=${this.label} @keydown=${this.#key} @click=${this.#click}>${this.nodes.map((node) => this.#node(node, 1))}</ul>`;
  }

  *#visible(nodes) {
    for (const node of nodes) {
      if (this.#isKept(node)) {
        yield node.id;
        if (this.#isOpen(node)) {
          yield* this.#visible(node.children);
        }
      }
    }
  }

  #isKept(node) {
    return !this.kept || this.kept.has(node.id);
  }

  #isOpen(node) {
    return Boolean(this.keep) || !this.closed.has(node.id);
  }

  #node(node, level) {
    if (!this.#isKept(node)) {
      return '';
    }
    const hasChildren = node.children.length > 0;
    const isOpen = hasChildren && this.#isOpen(node);
    return html`<li role="treeitem" data-id=${node.id} class=${node.kind ?? ''} aria-label=${node.name ?? line(node.title)} aria-level=${level}
        aria-expanded=${hasChildren ? isOpen : nothing} aria-selected=${node.id === this.selected} tabindex=${node.id === this.current ? 0 : -1}>
      <div class="row"><span class="twisty" aria-hidden="true">${hasChildren ? (isOpen ? '▾' : '▸') : ''}</span><span class="sign" aria-hidden="true">${node.mark ?? ''}</span><bdi class="label" title=${line(node.title)}>${node.label}</bdi>${node.more ?? ''}</div>
      ${isOpen ? html`<ul role="group">${node.children.map((child) => this.#node(child, level + 1))}</ul>` : ''}
    </li>`;
  }

  #click(event) {
    const item = event.target.closest('[role=treeitem]');
    if (!item || event.target.closest('a, button, input')) {
      return;
    }
    this.current = item.dataset.id;
    if (event.target.closest('.twisty') && item.hasAttribute('aria-expanded')) {
      this.#turn(this.current);
    } else {
      this.#select(this.current);
    }
    this.#focus();
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.getAttribute('role') !== 'treeitem') {
      return;
    }
    const id = event.target.dataset.id;
    const node = [...all(this.nodes)].find((one) => one.id === id);
    const at = this.visible.indexOf(id);
    const isOpen = node.children.length > 0 && this.#isOpen(node);
    const go = (to) => to !== undefined && (this.current = to);
    switch (event.key) {
      case 'ArrowDown': go(this.visible[at + 1]); break;
      case 'ArrowUp': go(this.visible[at - 1]); break;
      case 'Home': go(this.visible[0]); break;
      case 'End': go(this.visible.at(-1)); break;
      case 'ArrowRight': isOpen ? go(this.visible[at + 1]) : node.children.length && this.#turn(id); break;
      case 'ArrowLeft': isOpen && !this.keep ? this.#turn(id) : go(event.target.parentElement.closest('[role=treeitem]')?.dataset.id); break;
      case '*': this.open(true); break;
      case 'Enter': case ' ': this.#select(id); break;
      default:
        if (event.key.length !== 1 || !this.#type(event.key, at)) {
          return;
        }
    }
    event.preventDefault();
    this.#focus();
  }

  /** Goes to the next one that begins with a letter. */
  #type(letter, at) {
    const names = new Map([...all(this.nodes)].map((node) => [node.id, node.title.toLowerCase()]));
    const round = [...this.visible.slice(at + 1), ...this.visible.slice(0, at + 1)];
    const found = round.find((id) => names.get(id).startsWith(letter.toLowerCase()));
    this.current = found ?? this.current;
    return found !== undefined;
  }

  #turn(id) {
    const closed = new Set(this.closed);
    closed.delete(id) || closed.add(id);
    this.closed = closed;
  }

  #select(id) {
    this.dispatchEvent(new CustomEvent('select', { detail: id }));
  }

  async #focus() {
    await this.updateComplete;
    this.querySelector('[tabindex="0"]')?.focus();
  }
}

/** Rows with `id` and `parent` as nodes below each other, sorted by name. Neither a parent that is not there nor a circle hides anything. */
export function asTree(rows, toNode) {
  const byId = new Map(rows.map((row) => [row.id, { children: [], ...toNode(row) }]));
  const parents = new Map(rows.map(({ id, parent }) => [id, parent]));
  const roots = [];
  for (const { id, parent } of rows) {
    (byId.has(parent) && !isCircle(id, parents) ? byId.get(parent).children : roots).push(byId.get(id));
  }
  return sorted(roots);
}

function isCircle(id, parents) {
  let up = parents.get(id);
  for (let steps = 0; up !== undefined && steps <= parents.size; steps++) {
    if (up === id) {
      return true;
    }
    up = parents.get(up);
  }
  return false;
}

function sorted(nodes) {
  nodes.forEach((node) => sorted(node.children));
  return nodes.sort((one, other) => COLLATOR.compare(one.title, other.title));
}

export function* all(nodes) {
  for (const node of nodes) {
    yield node;
    yield* all(node.children);
  }
}

function kept(nodes, keep) {
  const ids = new Set();
  const walk = (node) => {
    const isKept = node.children.map(walk).some(Boolean) || keep(node);
    if (isKept) {
      ids.add(node.id);
    }
    return isKept;
  };
  nodes.forEach(walk);
  return ids;
}

customElements.define('relay-tree', RelayTree);
