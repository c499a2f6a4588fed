/** The terms of a search: separated by spaces, except within quotes or brackets. */
export const SEARCH_TERMS = /(?:"(?:\\.|[^"\\])*"|\[[^\]]*\]|[^\s"[]|["[])+/g;
