import { focus } from '../page.js';

// What the list needs of the browser: arrow keys without scrolling, the current row in view, and a list that stays still under the user's eyes.
export function attach(scroller, dotnet) {
  const grid = scroller.querySelector('.queue-grid');
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -100000, End: 100000 };
  let current = null;
  let top = 0;
  const place = row => row.offsetTop - scroller.scrollTop;
  // Nothing but the head of its group stands above the first order.
  const startIfFirst = row => {
    if (row && !row.previousElementSibling?.previousElementSibling && row.previousElementSibling?.classList.contains('episode')) scroller.scrollTop = 0;
  };
  const remember = () => {
    const row = current && document.getElementById(current);
    if (row) top = place(row);
  };
  grid.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || !(e.key in steps)) return;
    e.preventDefault();
    dotnet.invokeMethodAsync('OnStepAsync', steps[e.key]);
  });
  // In the pane, keys that scroll scroll the pane.
  scroller.closest('.queue').addEventListener('keydown', e => {
    if ((e.key.startsWith('Arrow') || ['PageUp', 'PageDown', 'Home', 'End', ' '].includes(e.key)) && e.target.closest('.order-pane')) e.stopPropagation();
  });
  // A double click means the row of its first click: the pane that opens meanwhile may move the list under the pointer.
  let first = null;
  const twice = e => {
    const row = e.target.closest('tr[id^=order-]');
    const again = first && e.timeStamp - first.at < 500 && Math.hypot(e.clientX - first.x, e.clientY - first.y) < 6;
    if (e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.target.closest('input, button, a')) first = null;
    else if (again) {
      e.stopPropagation();
      dotnet.invokeMethodAsync('OnTwiceAsync', first.id);
      first = null;
    } else first = row && { id: row.id.slice(6), x: e.clientX, y: e.clientY, at: e.timeStamp };
  };
  scroller.closest('.queue').addEventListener('click', twice, true);
  // The link leads where it said when it was drawn; a filter chosen just before counts too.
  scroller.closest('.queue').addEventListener('click', e => {
    const tab = e.target.closest('.queue-tabs a[data-tab]');
    if (!tab || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    dotnet.invokeMethodAsync('OnTabAsync', tab.dataset.tab);
  });
  // At once, not after a round trip: what is typed next belongs into the field.
  const search = e => {
    const target = e.composedPath()[0];
    const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || typing || document.querySelector('dialog:modal')) return;
    e.preventDefault();
    focus('order-search');
  };
  document.addEventListener('keydown', search, true);
  // Dragging the edge of a head makes its column wider; the server hears of it when the edge is let go.
  grid.tHead.addEventListener('pointerdown', e => {
    const head = e.target.closest('.col-edge')?.closest('th');
    if (!head || e.button !== 0) return;
    e.preventDefault();
    const start = e.clientX;
    const before = head.getBoundingClientRect().width;
    const width = x => Math.round(Math.min(600, Math.max(40, before + x - start)));
    const move = m => { head.style.width = width(m.clientX) + 'px'; };
    const end = u => {
      head.classList.remove('resizing');
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      if (Math.abs(u.clientX - start) > 1) dotnet.invokeMethodAsync('OnResizeAsync', head.dataset.column, width(u.clientX));
    };
    head.classList.add('resizing');
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
  });
  scroller.addEventListener('scroll', remember, { passive: true });
  const watcher = new MutationObserver(() => {
    const row = current && document.getElementById(current);
    if (row && place(row) !== top) scroller.scrollTop += place(row) - top;
    startIfFirst(row);
    remember();
  });
  watcher.observe(grid.tBodies[0], { childList: true });
  return {
    show(id) {
      current = id;
      document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
      startIfFirst(document.getElementById(id));
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
