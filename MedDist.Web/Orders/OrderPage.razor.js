// What the page of an order needs of the browser: paper, Ctrl+Enter at once, and where the cursor goes.
export function watch(dotnet) {
  const told = () => dotnet.invokeMethodAsync('OnPrintAsync');
  const submit = e => {
    if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey) || document.querySelector('dialog:modal')) return;
    const button = (e.target.closest?.('.comment-box') ?? document.querySelector('.order-editor'))?.querySelector('[data-submit]:not(:disabled)');
    if (!button) return;
    e.preventDefault();
    // A number counts once its field is left.
    const field = document.activeElement;
    field?.blur();
    field?.focus({ preventScroll: true });
    button.click();
  };
  window.addEventListener('beforeprint', told);
  document.addEventListener('keydown', submit, true);
  return {
    dispose() {
      window.removeEventListener('beforeprint', told);
      document.removeEventListener('keydown', submit, true);
    },
  };
}

export function print() {
  window.print();
}

// Whoever was faster than this call, which has crossed the network, types on where they are.
export function focusFirst(selector) {
  const part = document.querySelector(selector);
  if (part?.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')) return;
  part?.querySelector('input:enabled, select:enabled, textarea:enabled')?.focus();
}
