// What fields need before the server hears of a key: in a combobox, arrows and Enter belong to the list, and a chosen text is replaced by typing.
(() => {
  document.addEventListener('keydown', e => {
    if (!e.target.matches?.('input[data-typeahead]') || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const open = e.target.getAttribute('aria-expanded') === 'true';
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp' || e.key === 'Enter' || (e.key === 'Escape' && open)) e.preventDefault();
  }, { capture: true });
  document.addEventListener('focusin', e => {
    if (e.target.matches?.('input[data-typeahead], .smart-date input')) e.target.select();
  });
})();
