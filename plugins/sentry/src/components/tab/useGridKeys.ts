import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
} from 'react';

const widgetSelector = ':is(a[href], button, input):not(:disabled)';

/**
 * The keys of a grid whose cells hold links, buttons and boxes. Tab leads to one of them
 * and then out; arrows, Home and End lead from one to the next.
 *
 * @param grid - a table whose rows in the body stand for items
 * @param keys - what else keys do; undefined where nothing can be selected
 */
export function useGridKeys(
  grid: RefObject<HTMLTableElement>,
  keys?: {
    /** Selects or clears the row's item; with `through` all up to it. */
    toggle: (row: number, through: boolean) => void;
    /** Takes the selection along from one row to the next. */
    extend: (from: number, to: number) => void;
    selectAll: () => void;
    clear: () => void;
  },
): {
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: { target: EventTarget }) => void;
} {
  const last = useRef<Element | null>(null);

  // React leaves the attribute alone, as the parts inside don't set it.
  useLayoutEffect(() => {
    const widgets = widgetsOf(grid.current);
    const isThere = widgets.some(widget => widget === last.current);
    const entry = isThere
      ? last.current
      : (grid.current?.querySelector('tbody a[href]') ?? widgets[0]);
    widgets.forEach(widget => {
      widget.tabIndex = widget === entry ? 0 : -1;
    });
  });
  const onFocus = useCallback(
    ({ target }: { target: EventTarget }) => {
      widgetsOf(grid.current).forEach(widget => {
        widget.tabIndex = widget === target ? 0 : -1;
      });
      last.current = target instanceof Element ? target : null;
    },
    [grid],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const { target, shiftKey } = event;
    const widget = target instanceof HTMLElement ? target : undefined;
    const row = widget?.closest('tr');
    if (!widget || !row || event.altKey) {
      return;
    }
    const isCommand = event.ctrlKey || event.metaKey;
    const bodyRow = row.parentElement?.matches('tbody')
      ? row.sectionRowIndex
      : undefined;
    const next = isCommand ? undefined : nextWidget(event.key, widget, row);
    if (next) {
      next.focus();
      const nextRow = next.closest('tr');
      if (
        shiftKey &&
        bodyRow !== undefined &&
        nextRow?.matches('tbody > *') &&
        nextRow !== row
      ) {
        keys?.extend(bodyRow, nextRow.sectionRowIndex);
      }
    } else if (keys && isCommand && event.key.toLowerCase() === 'a') {
      keys.selectAll();
    } else if (
      keys &&
      event.key === ' ' &&
      bodyRow !== undefined &&
      widget.matches('a')
    ) {
      keys.toggle(bodyRow, shiftKey);
    } else if (keys && event.key === 'Escape') {
      keys.clear();
      return;
    } else {
      return;
    }
    event.preventDefault();
  };

  return { onKeyDown, onFocus };
}

function widgetsOf(within: Element | null): HTMLElement[] {
  return [...(within?.querySelectorAll<HTMLElement>(widgetSelector) ?? [])];
}

/** Where a key leads from a widget; undefined where it leads nowhere. */
function nextWidget(
  key: string,
  from: HTMLElement,
  row: HTMLTableRowElement,
): HTMLElement | undefined {
  const isRtl = getComputedStyle(row).direction === 'rtl';
  const inRow = widgetsOf(row);
  const index = inRow.indexOf(from);
  const rows = [...(row.closest('table')?.rows ?? [])];
  switch (key) {
    case 'ArrowDown':
      return sameColumn(from, rows[rows.indexOf(row) + 1]);
    case 'ArrowUp':
      return sameColumn(from, rows[rows.indexOf(row) - 1]);
    case 'ArrowRight':
      return inRow[index + (isRtl ? -1 : 1)];
    case 'ArrowLeft':
      return inRow[index + (isRtl ? 1 : -1)];
    case 'Home':
      return inRow[0];
    case 'End':
      return inRow[inRow.length - 1];
    default:
      return undefined;
  }
}

function sameColumn(
  from: HTMLElement,
  row: HTMLTableRowElement | undefined,
): HTMLElement | undefined {
  const column = from.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? 0;
  const cell = row?.cells[column];
  return (
    widgetsOf(cell ?? null)[0] ??
    row?.querySelector<HTMLElement>('a[href]') ??
    widgetsOf(row ?? null)[0]
  );
}
