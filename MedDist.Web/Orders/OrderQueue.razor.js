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
  // In the pane, arrow keys scroll the pane.
  scroller.closest('.queue').addEventListener('keydown', e => {
    if (e.key.startsWith('Arrow') && e.target.closest('.order-pane')) e.stopPropagation();
  });
  // The link leads where it said when it was drawn; a filter chosen just before counts too.
  scroller.closest('.queue').addEventListener('click', e => {
    const tab = e.target.closest('.queue-tabs a[data-tab]');
    if (!tab || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    dotnet.invokeMethodAsync('OnTabAsync', tab.dataset.tab);
  });
  // At once, not after a round trip: what is typed next belongs into the field.
  const search = e => {
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input, textarea, select') || document.querySelector('dialog:modal')) return;
    e.preventDefault();
    focus('#order-search');
  };
  document.addEventListener('keydown', search, true);
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
    focusList() {
      // A dialog that closes gives the focus back first.
      const dialog = document.querySelector('dialog:modal');
      const focusGrid = () => grid.focus({ preventScroll: true });
      if (dialog) dialog.addEventListener('close', focusGrid, { once: true });
      else focusGrid();
    },
    dispose() {
      watcher.disconnect();
      document.removeEventListener('keydown', search, true);
    },
  };
}

export function focus(selector) {
  const element = document.querySelector(selector);
  element?.focus({ preventScroll: true });
  element?.select?.();
}
