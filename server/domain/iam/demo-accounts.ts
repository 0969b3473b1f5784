/** The demo's people: the seed makes them, and one tap signs in as one of them while the demo is on. */
import type { Role } from "./claims.ts";

export type DemoIdentity = { email: string; role: Role };

const DEALERS = 3;
const CUSTOMERS = 10;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** In the order they are offered: headquarters, dealers, customers. `.example` addresses exist nowhere (RFC 2606). */
export const DEMO_ACCOUNTS: readonly DemoIdentity[] = [
  { email: "admin@hq.example", role: "CAT_ADMIN" },
  ...numbers(DEALERS).flatMap((n): DemoIdentity[] => [
    { email: `admin@dealer${n}.example`, role: "DEALER_ADMIN" },
    { email: `dispatch@dealer${n}.example`, role: "DEALER_DISPATCH" },
  ]),
  ...numbers(CUSTOMERS).flatMap((n): DemoIdentity[] => [
    { email: `supervisor@customer${n}.example`, role: "CUSTOMER_SUPERVISOR" },
    { email: `operator@customer${n}.example`, role: "OPERATOR" },
  ]),
];

const EMAILS = new Set(DEMO_ACCOUNTS.map((account) => account.email));

/** Whether `email` (lower case) is one of the demo's people. */
export const isDemoAccount = (email: string): boolean => EMAILS.has(email);
