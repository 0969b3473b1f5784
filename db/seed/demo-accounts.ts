/** The people offered for one-tap sign-in in demo mode. The seed makes exactly these accounts, among others. */
import type { Role } from "../../server/domain/iam/claims.ts";
import { CUSTOMER_PLACES, DEALER_PLACES, HQ_PLACE } from "./places.ts";

export type DemoAccount = { email: string; name: string; role: Role; organization: string };

const [dealer1, dealer2] = DEALER_PLACES as [(typeof DEALER_PLACES)[number], (typeof DEALER_PLACES)[number]];
const customer1 = CUSTOMER_PLACES[0]!;

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: "admin@hq.example", name: HQ_PLACE.admin, role: "CAT_ADMIN", organization: HQ_PLACE.name },
  { email: "admin@dealer1.example", name: dealer1.people.admin, role: "DEALER_ADMIN", organization: dealer1.name },
  { email: "dispatch@dealer1.example", name: dealer1.people.dispatch, role: "DEALER_DISPATCH", organization: dealer1.name },
  { email: "supervisor@customer1.example", name: customer1.people.supervisor, role: "CUSTOMER_SUPERVISOR", organization: customer1.name },
  { email: "operator@customer1.example", name: customer1.people.operator, role: "OPERATOR", organization: customer1.name },
  { email: "admin@dealer2.example", name: dealer2.people.admin, role: "DEALER_ADMIN", organization: dealer2.name },
];
