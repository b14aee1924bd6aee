// What the list needs of the browser: arrow keys without scrolling, the current row in view, and a list that stays still under the user's eyes.
export function attach(scroller, dotnet) {
  const grid = scroller.querySelector('[role=grid]');
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -100000, End: 100000 };
  let current = null;
  let top = 0;
  const place = row => row.offsetTop - scroller.scrollTop;
  const remember = () => {
    const row = current && document.getElementById(current);
    if (row) top = place(row);
  };
  grid.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || !(e.key in steps)) return;
    e.preventDefault();
    dotnet.invokeMethodAsync('OnStepAsync', steps[e.key]);
  });
  scroller.addEventListener('scroll', remember, { passive: true });
  const watcher = new MutationObserver(() => {
    const row = current && document.getElementById(current);
    if (row && place(row) !== top) scroller.scrollTop += place(row) - top;
    remember();
  });
  watcher.observe(grid.tBodies[0], { childList: true });
  return {
    show(id) {
      current = id;
      document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
      remember();
    },
    focusList: () => grid.focus({ preventScroll: true }),
    dispose: () => watcher.disconnect(),
  };
}

export function focus(selector) {
  const element = document.querySelector(selector);
  element?.focus({ preventScroll: true });
  element?.select?.();
}
