import { createServer } from 'node:net';

/** @throws Error that names the port and the option to choose another, if it is taken */
export async function requireFreePort(
  port: number,
  option: string,
): Promise<void> {
  const isFree = await new Promise<boolean>(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  if (!isFree) {
    throw new Error(
      `Port ${port} is taken. End what listens there, or choose another with --${option}.`,
    );
  }
}
