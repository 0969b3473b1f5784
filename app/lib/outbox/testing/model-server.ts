/**
 * The part of the server that an outbox meets, in memory: operations that are applied once and answered alike for ever, refusals that
 * leave nothing, and machines whose state forbids; a large file may come after the record that names it. `applied` is the order in which
 * things took effect.
 */
import type { Answer } from "../answers.ts";
import { readAnswer } from "../answers.ts";

type Machine = { out: boolean; meter: number; notes: string[] };
type Body = {
  operationId: string;
  occurredAt: string;
  humanId: string;
  meter?: number;
  text?: string;
  photos?: string[];
};
type Wire = { status: number; body: unknown };

/** The server knows a file by the id that the device gave it. */
export const mediaIdOf = (fileId: string): string => `media-${fileId}`;

export class ModelServer {
  readonly machines = new Map<string, Machine>();
  readonly operations = new Map<string, { hash: string; result: unknown }>();
  readonly applied: { id: string; humanId: string; occurredAt: string; procedure: string }[] = [];
  /** Files that have arrived, those of them and of the announced ones that a record names, and large ones that were announced. */
  readonly stored = new Set<string>();
  readonly attached = new Set<string>();
  readonly announced = new Set<string>();
  /** Everything that ever arrived, to be played again. */
  readonly arrived: { procedure: string; body: string }[] = [];
  readonly #photos = new Map<string, string[]>();
  signedIn = true;
  mayWrite = true;

  /** One request, carried out whole, as its transaction would be. */
  handle(procedure: string, text: string): Answer {
    const { status, body } = this.#handle(procedure, text);
    return readAnswer(status, body, null);
  }

  #handle(procedure: string, text: string): Wire {
    let settled = false;
    const refuse = (status: number, appCode: string): Wire => ({
      status,
      body: { error: { message: appCode, data: { appCode, httpStatus: status, settled } } },
    });
    if (!this.signedIn) return refuse(401, "auth.required");
    if (!this.mayWrite) return refuse(403, "auth.forbidden");
    this.arrived.push({ procedure, body: text });
    const input = JSON.parse(text) as Body;
    const known = this.operations.get(input.operationId);
    if (known) {
      if (known.hash !== `${procedure}${text}`) return refuse(409, "operation.reused");
      return { status: 200, body: { result: { data: known.result } } };
    }
    settled = true;
    if (input.text === "poison") return { status: 500, body: undefined };
    if (input.photos?.some((id) => !this.stored.has(id) && !this.announced.has(id)))
      return refuse(422, "media.not_stored");
    const machine = this.machines.get(input.humanId) ?? { out: false, meter: 0, notes: [] };
    const meter = input.meter ?? machine.meter;
    if (meter < machine.meter) return refuse(422, "rental.meter_backwards");
    if (procedure === "rentals.checkOut" && machine.out) return refuse(409, "rental.already_out");
    if (procedure === "rentals.checkIn" && !machine.out) return refuse(409, "rental.not_out");
    for (const id of input.photos ?? []) this.attached.add(id);
    this.#photos.set(
      input.operationId,
      (input.photos ?? []).map((id) => id.slice(mediaIdOf("").length)),
    );
    machine.meter = meter;
    if (procedure === "rentals.checkOut") machine.out = true;
    if (procedure === "rentals.checkIn") machine.out = false;
    if (input.text) machine.notes.push(input.text);
    this.machines.set(input.humanId, machine);
    const result = { humanId: input.humanId, position: this.applied.length };
    this.operations.set(input.operationId, { hash: `${procedure}${text}`, result });
    this.applied.push({ id: input.operationId, humanId: input.humanId, occurredAt: input.occurredAt, procedure });
    return { status: 200, body: { result: { data: result } } };
  }

  upload(fileId: string): Answer {
    return this.#take(fileId, this.stored);
  }

  /** Of a large file only: nothing else may come after its record. */
  announce(fileId: string): Answer {
    return this.#take(fileId, this.announced);
  }

  /** The files that an applied operation names, by the ids that the device gave them. */
  photosOf(operationId: string): string[] {
    return this.#photos.get(operationId) ?? [];
  }

  /** What no record names is cleared away. */
  clear(): void {
    for (const id of this.stored) if (!this.attached.has(id)) this.stored.delete(id);
  }

  #take(fileId: string, into: Set<string>): Answer {
    if (!this.signedIn) return { kind: "signed_out" };
    if (!this.mayWrite)
      return { kind: "refused", settled: false, refusal: { code: "auth.forbidden", status: 403, message: "" } };
    const mediaId = mediaIdOf(fileId);
    into.add(mediaId);
    return { kind: "accepted", result: mediaId };
  }

  /** The whole state, as text: equal texts are equal states. */
  snapshot(): string {
    return JSON.stringify([[...this.machines], [...this.operations], this.applied]);
  }
}
