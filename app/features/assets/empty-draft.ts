/** A new machine's form before anything is typed. Apart from the rules, which are loaded when somebody is done. */
import type { MachineDraft } from "./machine-draft.ts";

export const emptyDraft: MachineDraft = {
  type: "",
  make: "",
  model: "",
  serialNumber: "",
  fleetNumber: "",
  pin: "",
  modelYear: "",
  oec: "",
  dayRate: "",
  purchasedOn: "",
  yardId: "",
  hourMeter: "",
  hourMeterOffset: "",
  attachments: "",
  trackerId: "",
};
