// What pages need of the browser: the focus where the user went, a row in view, and paper.
export function focus(id) {
  const element = document.getElementById(id);
  // Who is in it already has perhaps begun to type.
  const isNew = element !== document.activeElement;
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
  if (isNew && element?.matches('input[type=search], input[type=text]')) element.select();
}

// Whoever was faster than this call, which has crossed the network, types on where they are.
export function focusFirst(selector) {
  const part = document.querySelector(selector);
  if (part?.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')) return;
  part?.querySelector('input:enabled, select:enabled, textarea:enabled')?.focus();
}

// Something that is still being read: waits for it, at most five seconds.
export function focusWhenThere(id) {
  const go = () => {
    const element = document.getElementById(id);
    if (!element) return false;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.scrollIntoView({ block: 'start' });
    element.focus({ preventScroll: true });
    return true;
  };
  if (go()) return;
  const watcher = new MutationObserver(() => { if (go()) stop(); });
  const stop = () => { watcher.disconnect(); clearTimeout(timer); };
  const timer = setTimeout(stop, 5000);
  watcher.observe(document.body, { childList: true, subtree: true });
}

export function show(id) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}

// A file of our own; the page stays.
export function download(address) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

export function print() {
  window.print();
}

export function watchPaper(dotnet) {
  const told = () => dotnet.invokeMethodAsync('OnPrintAsync');
  window.addEventListener('beforeprint', told);
  return { dispose: () => window.removeEventListener('beforeprint', told) };
}
