/** What the address says behind `#`: a view, perhaps an id, and filters, as in `#/deliveries/01a2?source=hr`. */
export function route() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [view, id] = path.split('/').map(decoded);
  return { view: view || 'overview', id, params: new URLSearchParams(query) };
}

/** The address of a view. What has no value is left out. */
export function address(view, params = {}, id) {
  const path = '#/' + view + (id === undefined ? '' : '/' + encodeURIComponent(id));
  const query = new URLSearchParams([...entries(params)].filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return query.size ? `${path}?${query}` : path;
}

/** Goes on with `changes` to the filters. The way back leads to the view before, not through every letter that was typed. */
export function filter({ view, id, params }, changes) {
  history.replaceState(null, '', address(view, { ...Object.fromEntries(params), ...changes }, id));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

const entries = (params) => (params instanceof URLSearchParams ? params : Object.entries(params));

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
