/**
 * A place in the order in which the tail reads events: by transaction id, then by position. Positions alone would not do: a
 * transaction may take a lower position and commit later, and whoever had read past it would never see it.
 */
import { AppError } from "../domain/errors.ts";

export type Cursor = { txid: bigint; position: number };

const TEXT = /^(\d{1,20})-(\d{1,15})$/;

/** Opaque to clients: the id of a live event. */
export const formatCursor = ({ txid, position }: Cursor) => `${txid}-${position}`;

/** Throws `input.invalid` on anything that {@link formatCursor} has not made. */
export function parseCursor(text: string): Cursor {
  const [, txid, position] = TEXT.exec(text) ?? [];
  if (txid === undefined || position === undefined || BigInt(txid) >= 1n << 64n) {
    throw new AppError("input.invalid", { fields: { lastEventId: "not the id of a live event" } });
  }
  return { txid: BigInt(txid), position: Number(position) };
}

export const isAfter = (a: Cursor, b: Cursor) => a.txid > b.txid || (a.txid === b.txid && a.position > b.position);
