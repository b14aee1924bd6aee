const listening = new WeakSet();

export function open(dialog, dotnet, lightDismiss) {
  if (!listening.has(dialog)) {
    listening.add(dialog);
    const cancel = () => dotnet.invokeMethodAsync('OnCancelAsync');
    dialog.addEventListener('cancel', e => { e.preventDefault(); cancel(); });
    // A second Esc closes without asking.
    dialog.addEventListener('close', () => { if (!dialog.dataset.closing) cancel(); });
    dialog.addEventListener('pointerdown', e => { if (lightDismiss && e.target === dialog) cancel(); });
    dialog.addEventListener('keydown', e => {
      // The arrows choose in the list below, not in the text.
      if (e.target.matches('[role=combobox]') && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) e.preventDefault();
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
        e.preventDefault();
        dialog.querySelector('[data-submit]:not(:disabled)')?.click();
      }
    });
  }
  delete dialog.dataset.closing;
  if (!dialog.open) dialog.showModal();
}

export function close(dialog) {
  dialog.dataset.closing = 'true';
  dialog.close();
  if (document.activeElement === document.body) document.querySelector('main h1')?.focus();
}
