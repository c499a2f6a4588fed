import { useState } from 'react';

/**
 * Keeps the object as long as what it says is the same, so that nothing is asked anew
 * on account of another object.
 *
 * @param value - of nothing but what JSON can hold
 */
export function useSame<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) {
    return kept;
  }
  setKept(value);
  return value;
}
