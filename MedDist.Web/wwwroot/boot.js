// Starts Blazor with short retries, and reloads by itself once the server answers again but no longer knows the circuit.
(() => {
  const modal = document.getElementById('components-reconnect-modal');
  let reloading = false;
  const reload = async () => {
    if (reloading) return;
    reloading = true;
    for (;;) {
      try {
        if ((await fetch('/health', { cache: 'no-store' })).ok) {
          location.reload();
          return;
        }
      } catch { }
      await new Promise(r => setTimeout(r, 1000));
    }
  };
  // Above open dialogs, and nothing can be typed that would be lost.
  let opener = null;
  const block = blocked => {
    if (modal.matches(':popover-open') === blocked) return;
    if (blocked) opener = document.activeElement;
    modal.togglePopover(blocked);
    for (const part of document.body.children) {
      if (part !== modal) part.inert = blocked;
    }
    if (!blocked) opener?.focus();
  };
  new MutationObserver(() => {
    const c = modal.classList;
    block(['show', 'failed', 'rejected'].some(state => c.contains('components-reconnect-' + state)));
    if (c.contains('components-reconnect-rejected') || c.contains('components-reconnect-failed')) reload();
  }).observe(modal, { attributes: true, attributeFilter: ['class'] });
  Blazor.start({
    circuit: {
      configureSignalR: b => b.withServerTimeout(10000).withKeepAliveInterval(4000),
      reconnectionOptions: { maxRetries: 240, retryIntervalMilliseconds: n => n < 3 ? 250 : n < 60 ? 1000 : 5000 },
    },
  });

  document.addEventListener('click', e => {
    // With a base address, "#main" alone would lead to the start page.
    if (e.target.closest?.('.skip-link')) {
      e.preventDefault();
      document.getElementById('main')?.focus();
    }
    if (e.target.closest?.('[popover] a')) e.target.closest('[popover]').hidePopover();
  }, { capture: true });
})();
