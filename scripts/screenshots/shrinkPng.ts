import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** Returns the picture with its 256 most frequent colours, the others as the nearest: less than half of the bytes. */
export async function shrinkPng(page: Page, png: Buffer): Promise<Buffer> {
  const { width, height, palette, pixels } = await page.evaluate(
    toPalette,
    png.toString('base64'),
  );
  const indices = Buffer.from(pixels, 'base64');
  const rows = Array.from({ length: height }, (_, row) =>
    // Each row starts with its filter: none.
    Buffer.concat([
      Buffer.from([0]),
      indices.subarray(row * width, (row + 1) * width),
    ]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, each an index of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A part of a PNG: length, type, data, and the checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const part = Buffer.alloc(body.length + 8);
  part.writeUInt32BE(data.length, 0);
  part.set(body, 4);
  part.writeUInt32BE(crc32(body), body.length + 4);
  return part;
}

/** Runs in the page, since the browser decodes pictures. */
async function toPalette(base64: string) {
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) {
    throw new Error('The browser has no canvas.');
  }
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colours = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let index = 0; index < colours.length; index += 1) {
    const [red, green, blue] = data.subarray(index * 4, index * 4 + 3);
    const colour = red * 65_536 + green * 256 + blue;
    colours[index] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => [
      Math.floor(colour / 65_536),
      Math.floor(colour / 256) % 256,
      colour % 256,
    ]);
  const indexOf = new Map<number, number>();
  for (const colour of counts.keys()) {
    const red = Math.floor(colour / 65_536);
    const green = Math.floor(colour / 256) % 256;
    const blue = colour % 256;
    let nearest = 0;
    let least = Infinity;
    for (let index = 0; index < kept.length; index += 1) {
      const [r, g, b] = kept[index];
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (distance < least) {
        least = distance;
        nearest = index;
      }
    }
    indexOf.set(colour, nearest);
  }
  let pixels = '';
  for (const colour of colours) {
    pixels += String.fromCharCode(indexOf.get(colour) ?? 0);
  }
  return { width, height, palette: kept.flat(), pixels: btoa(pixels) };
}
