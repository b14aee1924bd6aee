export function rememberNavigation(rail) {
  document.cookie = `nav=${rail ? 'rail' : 'full'}; path=/; max-age=31536000; samesite=lax`;
}

export function rememberClosed(headings) {
  document.cookie = `nav-closed=${headings}; path=/; max-age=31536000; samesite=lax`;
}
