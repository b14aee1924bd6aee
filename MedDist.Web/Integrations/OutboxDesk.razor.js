// What the outbox needs of the browser: the current row in view, and the focus where the user went.
export function show(id) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}

export function focus(selector) {
  document.querySelector(selector)?.focus({ preventScroll: true });
}
