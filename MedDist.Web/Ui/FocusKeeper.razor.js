const focusable = 'a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

const firstIn = part => part && [part, ...part.querySelectorAll(focusable)].find(e => e.matches(focusable) && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }));

export function keep() {
  // Where the focus was: the element, and from it up to main each ancestor with the place of its child.
  let had = null, way = [], page = '', waiting = 0;
  const on = e => {
    had = e.target;
    way = [];
    page = location.pathname;
    for (let child = had; child.parentElement && !child.matches('main, dialog, body'); child = child.parentElement) {
      way.push([child.parentElement, [...child.parentElement.children].indexOf(child)]);
    }
  };

  const look = () => {
    waiting = 0;
    if (!had || had.isConnected || location.pathname !== page || (document.activeElement && document.activeElement !== document.body)) return;
    had = null;
    for (const [part, place] of way) {
      if (!part.isConnected) continue;
      const others = [...part.children];
      const next = firstIn(others[place]) ?? others.slice(0, place).reverse().map(firstIn).find(e => e) ?? others.slice(place + 1).map(firstIn).find(e => e);
      if (next) {
        next.focus();
        return;
      }
    }
    document.querySelector('main h1')?.focus();
  };

  // A little later: whoever took the thing away may have a better place in mind.
  const watch = new MutationObserver(() => {
    if (had && !had.isConnected && !waiting) waiting = setTimeout(look, 150);
  });
  document.addEventListener('focusin', on);
  watch.observe(document.body, { childList: true, subtree: true });
  return {
    dispose: () => {
      document.removeEventListener('focusin', on);
      watch.disconnect();
      clearTimeout(waiting);
    },
  };
}
