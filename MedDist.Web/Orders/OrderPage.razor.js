// What the page of an order needs of the browser: Ctrl+Enter at once.
export function watch() {
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
  document.addEventListener('keydown', submit, true);
  return {
    dispose() {
      document.removeEventListener('keydown', submit, true);
    },
  };
}
