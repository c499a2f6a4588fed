/** As Sentry writes times in REST answers. */
export function formatDate(ms: number): string {
  return new Date(ms).toISOString();
}

/** When the emulator's organizations, projects and keys were made, as far as it says. */
export const createdAt = '2025-01-01T00:00:00.000000Z';
