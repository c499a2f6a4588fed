import { act } from '@testing-library/react';

const observers = new Set<FakeObserver>();

class FakeObserver implements Partial<IntersectionObserver> {
  readonly elements = new Set<Element>();
  readonly notify: IntersectionObserverCallback;

  constructor(notify: IntersectionObserverCallback) {
    this.notify = notify;
    observers.add(this);
  }
  observe(element: Element) {
    this.elements.add(element);
  }
  disconnect() {
    observers.delete(this);
  }
}

/** Lets a test say what comes into view: jsdom has no layout. */
export function fakeView() {
  Object.assign(window, { IntersectionObserver: FakeObserver });
  return {
    /** Scrolls everything that waits for it into view. */
    scrollTo: () =>
      act(async () => {
        for (const observer of [...observers]) {
          // Only what the plugin reads of an entry and of the observer.
          const entries = [...observer.elements].map(
            target =>
              ({ target, isIntersecting: true }) as IntersectionObserverEntry,
          );
          observer.notify(entries, observer as unknown as IntersectionObserver);
        }
      }),
    restore: () => {
      observers.clear();
      Reflect.deleteProperty(window, 'IntersectionObserver');
    },
  };
}
