export const focus = id => document.getElementById(id)?.focus();
