// What the page of an order needs of the browser: paper, and where the cursor goes.
export function watchPaper(dotnet) {
  const told = () => dotnet.invokeMethodAsync('OnPrintAsync');
  window.addEventListener('beforeprint', told);
  return { dispose: () => window.removeEventListener('beforeprint', told) };
}

export function print() {
  window.print();
}

export function focusFirst(selector) {
  document.querySelector(selector)?.querySelector('input:enabled, select:enabled, textarea:enabled')?.focus();
}
