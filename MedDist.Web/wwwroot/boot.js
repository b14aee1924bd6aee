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
  new MutationObserver(() => {
    const c = modal.classList;
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
