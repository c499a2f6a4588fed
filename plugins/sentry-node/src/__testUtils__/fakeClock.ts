/** A clock that goes on when a test says so, and the timers that it sets off. */
export class FakeClock {
  readonly #timers = new Map<symbol, { at: number; callback: () => void }>();
  #time: number;

  constructor(time = Date.now()) {
    this.#time = time;
  }

  readonly now = (): number => this.#time;

  readonly setTimer = (callback: () => void, milliseconds: number) => {
    const id = Symbol('timer');
    this.#timers.set(id, { at: this.#time + milliseconds, callback });
    return () => {
      this.#timers.delete(id);
    };
  };

  /** Goes on by that much, and sets off on the way what is due. */
  pass(milliseconds: number): void {
    const end = this.#time + milliseconds;
    for (;;) {
      const [due] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at);
      if (!due || due[1].at > end) {
        break;
      }
      const [id, { at, callback }] = due;
      this.#time = Math.max(this.#time, at);
      this.#timers.delete(id);
      callback();
    }
    this.#time = end;
  }

  /** Goes on, by a tenth of a second each time nothing else is to be done, until that is settled. */
  async passUntil<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    while (!isSettled) {
      await new Promise(resolve => setImmediate(resolve));
      this.pass(100);
    }
    return promise;
  }
}
