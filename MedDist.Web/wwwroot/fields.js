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
// Signing out takes with it what forms have kept in this browser.
document.addEventListener('submit', e => {
  const action = (e.submitter?.getAttribute('formaction') ?? e.target.getAttribute('action')) || '';
  if (action.startsWith('/account/sign-out')) indexedDB.deleteDatabase('meddist-drafts');
});
