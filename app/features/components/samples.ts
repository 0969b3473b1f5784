/** Sample contents of the component review page; nothing else reads them. */
import type { Me } from "~/lib/session.tsx";
import type { Status } from "~/ui/status-badge.tsx";

export interface SampleMachine {
  humanId: string;
  model: string;
  status: Status;
  site: string;
  hours: number;
  dueAt: string | null;
}

export const sampleMachines: readonly SampleMachine[] = [
  {
    humanId: "EQX1004",
    model: "Caterpillar 320",
    status: "ON_RENT",
    site: "Riverside Bridge",
    hours: 1204.5,
    dueAt: "2026-03-06T17:00:00Z",
  },
  {
    humanId: "EQX1017",
    model: "Volvo EC220E",
    status: "OVERDUE",
    site: "Harbour Quay 4",
    hours: 3310,
    dueAt: "2026-02-24T17:00:00Z",
  },
  { humanId: "EQX1032", model: "Takeuchi TB290", status: "AVAILABLE", site: "North Yard", hours: 842.1, dueAt: null },
  { humanId: "EQX1045", model: "Komatsu WA320", status: "MAINTENANCE", site: "North Yard", hours: 5120.8, dueAt: null },
  {
    humanId: "EQX1051",
    model: "JCB 540-140",
    status: "DUE_SOON",
    site: "Hillside Tunnel",
    hours: 96.4,
    dueAt: "2026-03-02T17:00:00Z",
  },
];

const organization = { id: "0190c5a0-0000-7000-8000-000000000001", name: "Northern Plant Hire" };
const other = { id: "0190c5a0-0000-7000-8000-000000000002", name: "Bergmann Baumaschinen" };

export const sampleMe: Me = {
  user: { id: "0190c5a0-0000-7000-8000-000000000003", name: "Maria Lind", email: "maria.lind@dealer1.example" },
  organization: {
    ...organization,
    type: "DEALER",
    timeZone: "Europe/London",
    units: "METRIC",
    locale: "en-GB",
    currency: "GBP",
  },
  role: "DEALER_ADMIN",
  siteIds: null,
  memberships: [
    { orgId: organization.id, orgName: organization.name, orgType: "DEALER", role: "DEALER_ADMIN" },
    { orgId: other.id, orgName: other.name, orgType: "DEALER", role: "DEALER_DISPATCH" },
  ],
  permissions: [],
  demo: true,
};
