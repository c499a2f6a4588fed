import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The parts of an answer that are read. */
interface Answer {
  readonly id?: number;
  readonly result?: {
    readonly content?: readonly { readonly text?: string }[];
    readonly isError?: boolean;
  };
  readonly error?: { readonly message: string };
}

/** Speaks the Model Context Protocol with a server over its standard streams. */
export class McpClient {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  constructor(
    args: readonly string[],
    options: { cwd: string; env: NodeJS.ProcessEnv },
  ) {
    this.#child = spawn(process.execPath, args, options);
    this.#child.stderr.resume();
    createInterface({ input: this.#child.stdout }).on('line', line => {
      const answer: Answer = JSON.parse(line);
      this.#waiting.get(answer.id ?? 0)?.(answer);
    });
    this.#child.once('exit', () => {
      for (const settle of this.#waiting.values()) {
        settle({ error: { message: 'The server ended.' } });
      }
    });
  }

  async connect(): Promise<void> {
    await this.#ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'emulator-check', version: '1.0.0' },
    });
    this.#send({ method: 'notifications/initialized' });
  }

  /**
   * @returns the text that the tool answers
   * @throws Error with the text, where the tool says that it failed
   */
  async callTool(name: string, args: object): Promise<string> {
    const { result, error } = await this.#ask('tools/call', {
      name,
      arguments: args,
    });
    const text = (result?.content ?? []).map(part => part.text).join('\n');
    if (error || result?.isError) {
      throw new Error(error?.message ?? text);
    }
    return text;
  }

  close(): void {
    this.#child.kill();
  }

  #ask(method: string, params: object): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No answer to ${method} within a minute`)),
        60_000,
      );
      this.#waiting.set(id, answer => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answer);
      });
      this.#send({ id, method, params });
    });
  }

  #send(message: object): void {
    this.#child.stdin.write(
      `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`,
    );
  }
}
