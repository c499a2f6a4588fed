import { Popover } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import {
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useId,
  useState,
} from 'react';
import { MessageText } from '../ui/messages';
import styles from './SearchMenu.module.css';

/** A value to choose. */
export interface SearchMenuItem {
  key: string;
  label: string;
  icon: ReactElement;
  isCurrent: boolean;
  /** Does nothing where the value is the current one. */
  onChoose: () => void;
}

/** Values under a heading, or without one. */
interface SearchMenuSection {
  title?: string;
  items: SearchMenuItem[];
}

interface SearchMenuProps {
  label: string;
  sections: SearchMenuSection[];
  search: { placeholder: string; empty: string };
  /** What is missing, and why; the last line. */
  note?: string;
  onClose: () => void;
}

/**
 * What a button opens: a menu of values that are found by typing. The focus stays in the
 * search. The design system's `MenuAutocomplete` would be loaded with every page of a
 * portal: it is one module with the menu that Backstage itself shows there.
 */
export function SearchMenu(props: SearchMenuProps) {
  return (
    <Popover placement="bottom start" hideArrow aria-label={props.label}>
      <Searched {...props} />
    </Popover>
  );
}

function Searched(props: SearchMenuProps) {
  const { label, search, note, onClose } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [activeKey, setActiveKey] = useState<string>();
  const sections = props.sections
    .map(section => ({ ...section, items: found(section.items, text) }))
    .filter(section => section.items.length > 0);
  const items = sections.flatMap(section => section.items);
  const active = items.findIndex(({ key }) => key === activeKey);
  const activeId = active < 0 ? undefined : `${id}${activeKey}`;

  useEffect(() => {
    if (activeId) {
      document.getElementById(activeId)?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [activeId]);

  const choose = (item: SearchMenuItem) => {
    onClose();
    if (!item.isCurrent) {
      item.onChoose();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = items;
    const next: Record<string, number | undefined> = {
      ArrowDown: (active + 1) % length,
      ArrowUp: (Math.max(active, 0) - 1 + length) % length,
    };
    if (event.key === 'Enter' && items[active]) {
      choose(items[active]);
    } else if (event.key in next) {
      setActiveKey(items[next[event.key] ?? 0]?.key);
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div className={styles.root}>
      <input
        type="search"
        className={styles.search}
        aria-label={search.placeholder}
        aria-controls={`${id}menu`}
        aria-activedescendant={activeId}
        placeholder={search.placeholder}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setActiveKey(
            found(
              props.sections.flatMap(section => section.items),
              target.value,
            )[0]?.key,
          );
        }}
        onKeyDown={onKeyDown}
        spellCheck="false"
        autoComplete="off"
        // What the menu was opened for.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
      />
      {items.length === 0 && <div className={styles.line}>{search.empty}</div>}
      {(items.length > 0 || note) && (
        <div
          id={`${id}menu`}
          role="menu"
          aria-label={label}
          className={styles.menu}
        >
          {sections.map(({ title = '', items: ofSection }) => (
            <div key={title} role="group" aria-label={title || label}>
              {title && (
                <div className={styles.title} aria-hidden>
                  {title}
                </div>
              )}
              {ofSection.map(item => (
                <Item
                  key={item.key}
                  id={`${id}${item.key}`}
                  item={item}
                  isActive={item.key === activeKey}
                  onPoint={() => setActiveKey(item.key)}
                  onChoose={() => choose(item)}
                />
              ))}
            </div>
          ))}
          {note && (
            <div role="menuitem" aria-disabled className={styles.line}>
              <MessageText>{note}</MessageText>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Item(props: {
  id: string;
  item: SearchMenuItem;
  isActive: boolean;
  onPoint: () => void;
  onChoose: () => void;
}) {
  const { id, item, isActive, onPoint, onChoose } = props;
  return (
    // The keys are those of the search, which keeps the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="menuitemradio"
      aria-checked={item.isCurrent}
      tabIndex={-1}
      data-active={isActive}
      className={styles.item}
      onPointerMove={isActive ? undefined : onPoint}
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
    >
      {item.icon}
      <bdi>{item.label}</bdi>
      {item.isCurrent && <RiCheckLine aria-hidden />}
    </div>
  );
}

function found(items: SearchMenuItem[], text: string): SearchMenuItem[] {
  const plain = (each: string) =>
    each.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  return items.filter(({ label }) => plain(label).includes(plain(text.trim())));
}
