/** What only the cards of systems, domains and groups show. */
export { ComponentLine } from '../ComponentCell';
export { ComponentTotals } from '../ComponentTotals';
