export type SearchOperator = '=' | '>' | '>=' | '<' | '<=';

/** One condition of a search; all of them must hold. */
export interface SearchTerm {
  key: string;
  negated: boolean;
  operator: SearchOperator;
  /** Any of them fits. `*` in a value stands for any text, `\*` for itself. */
  values: string[];
  freeText: boolean;
}
