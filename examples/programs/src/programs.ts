import { billingOperations } from '../billing/src/billing';
import { checkoutOperations } from '../checkout/src/checkout';
import { hiveOperations } from '../hive/src/hive';
import { paymentsOperations } from '../checkout/src/payments';
import { prototypeOperations } from '../prototype/src/prototype';
import { accountOperations } from '../shopWeb/src/account';
import { cartOperations } from '../shopWeb/src/cart';
import { catalogueOperations } from '../shopWeb/src/catalogue';
import { contentOperations } from '../shopWeb/src/content';
import { deliveryOperations } from '../shopWeb/src/delivery';
import { searchOperations } from '../shopWeb/src/search';
import type { Operation } from './operation';

/** A program of the demo: where its errors go and how much it is used. */
export interface Program {
  organization: string;
  project: string;
  /** Id of the team that owns the project. */
  teamId: string;
  /** Ids of the users who look after it. */
  members: string[];
  operations: Operation[];
  /** What it reports besides its errors. */
  messages: { text: string; level: 'warning' | 'info' }[];
  /** Its versions, the newest last. */
  versions: [string, string, string];
  /** How many events its noisiest issues have. */
  noisiest: number[];
  /** Where its code is in this repository, below the folder of the programs. */
  sources: string[];
  /** How many sessions it has in its busiest hour; 0 for none. */
  sessions: number;
}

export const programs: Program[] = [
  {
    organization: 'acme',
    project: 'shop-web',
    teamId: '1100',
    members: ['501', '503'],
    operations: [
      ...cartOperations,
      ...catalogueOperations,
      ...searchOperations,
      ...accountOperations,
      ...contentOperations,
      ...deliveryOperations,
    ],
    messages: [
      { text: 'Image service answered slowly', level: 'warning' },
      { text: 'Search index is older than one hour', level: 'warning' },
      { text: 'Feature flags fell back to defaults', level: 'info' },
    ],
    versions: ['4.0.3', '4.1.0', '4.2.0'],
    noisiest: [420, 260, 180, 120],
    sources: [
      'shopWeb/src/cart.ts',
      'shopWeb/src/search.ts',
      'shopWeb/src/delivery.ts',
    ],
    sessions: 30,
  },
  {
    organization: 'acme',
    project: 'checkout',
    teamId: '1200',
    members: ['501', '502'],
    operations: checkoutOperations,
    messages: [
      { text: 'Inventory answered from its cache', level: 'warning' },
      { text: 'Order waits for a human', level: 'info' },
    ],
    versions: ['2.7.0', '2.7.1', '2.8.0'],
    noisiest: [210, 90],
    sources: ['checkout/src/checkout.ts'],
    sessions: 12,
  },
  {
    organization: 'acme',
    project: 'payments',
    teamId: '1300',
    members: ['501', '502'],
    operations: paymentsOperations,
    messages: [{ text: 'Gateway certificate expires soon', level: 'warning' }],
    versions: ['1.12.0', '1.12.1', '1.13.0'],
    noisiest: [140],
    sources: ['checkout/src/payments.ts'],
    sessions: 9,
  },
  {
    organization: 'acme-labs',
    project: 'prototype',
    teamId: '2100',
    members: [],
    operations: prototypeOperations,
    messages: [],
    versions: ['0.1.0', '0.2.0', '0.3.0'],
    noisiest: [],
    sources: ['prototype/src/prototype.ts'],
    sessions: 0,
  },
  {
    organization: 'acme-eu',
    project: 'billing',
    teamId: '3100',
    members: [],
    operations: billingOperations,
    messages: [
      { text: 'Exchange rates of yesterday are in use', level: 'warning' },
      { text: 'Invoice run took longer than planned', level: 'info' },
    ],
    versions: ['7.3.0', '7.4.0', '7.5.0'],
    noisiest: [130],
    sources: ['billing/src/billing.ts'],
    sessions: 5,
  },
  {
    organization: 'umbrella',
    project: 'hive',
    teamId: '4100',
    members: [],
    operations: hiveOperations,
    messages: [],
    versions: ['1.0.0', '1.0.1', '1.0.2'],
    noisiest: [],
    sources: ['hive/src/hive.ts'],
    sessions: 0,
  },
];
