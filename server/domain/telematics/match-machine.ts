/** Which of a dealer's machines a record means. */
import type { MachineIdentity } from "./record.ts";

export type KnownMachine = {
  id: string;
  humanId: string;
  make: string;
  serialNumber: string;
  pin: string | null;
  fleetNumber: string | null;
  trackerId: string | null;
};

export type Match = { kind: "FOUND"; machine: KnownMachine } | { kind: "UNKNOWN" } | { kind: "AMBIGUOUS" };

const plain = (text: string) => text.toUpperCase().replaceAll(/[\s.-]/g, "");
const makes = (text: string) => plain(text).slice(0, 3);

/** Looks machines up by each of their names, without regard to case, spaces and dashes. */
export class MachineIndex {
  readonly #by = new Map<string, KnownMachine[]>();

  constructor(machines: readonly KnownMachine[]) {
    for (const machine of machines) {
      this.#add("pin", machine.pin, machine);
      this.#add("serial", machine.serialNumber, machine);
      for (const name of [machine.trackerId, machine.fleetNumber, machine.humanId]) this.#add("id", name, machine);
    }
  }

  /** By PIN, or else by serial number, that of the same make first, or else by what the feed calls it. */
  find(identity: MachineIdentity): Match {
    const byPin = this.#get("pin", identity.pin);
    if (byPin.length > 0) return only(byPin);
    for (const number of new Set([identity.serial, identity.pin])) {
      const bySerial = this.#get("serial", number);
      if (bySerial.length === 0) continue;
      const sameMake = bySerial.filter(
        (machine) => identity.make !== null && makes(machine.make) === makes(identity.make),
      );
      // A serial number alone is a name only where the feed does not say the make: another make's number is another machine.
      if (sameMake.length > 0) return only(sameMake);
      if (identity.make === null) return only(bySerial);
    }
    // What has a number of its own is not looked for by a name that people gave.
    if (identity.pin || identity.serial)
      return only(
        this.#get("id", identity.equipmentId).filter(
          (machine) => machine.trackerId !== null && plain(machine.trackerId) === plain(identity.equipmentId!),
        ),
      );
    return only([...new Set([...this.#get("id", identity.equipmentId), ...this.#get("serial", identity.equipmentId)])]);
  }

  #add(kind: string, name: string | null, machine: KnownMachine): void {
    if (!name) return;
    const key = `${kind}:${plain(name)}`;
    const found = this.#by.get(key) ?? [];
    if (!found.includes(machine)) this.#by.set(key, [...found, machine]);
  }

  #get = (kind: string, name: string | null): KnownMachine[] =>
    name ? (this.#by.get(`${kind}:${plain(name)}`) ?? []) : [];
}

function only(found: readonly KnownMachine[]): Match {
  if (found.length > 1) return { kind: "AMBIGUOUS" };
  return found[0] ? { kind: "FOUND", machine: found[0] } : { kind: "UNKNOWN" };
}
