// What pages need of the browser: the focus where the user went, a row in view, and paper.
export function focus(id) {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
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
