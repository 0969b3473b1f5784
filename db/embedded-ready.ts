/** ReadyForQuery in PostgreSQL's wire protocol: `Z`, length 5, transaction status. */
const READY = "Z".charCodeAt(0);
const READY_BYTES = 6;

/**
 * Passes backend messages on and keeps back each ReadyForQuery but the last: PGlite sends an early one with every error of an
 * extended query, after which a driver would take the next answer for another question's.
 */
export class ReadyOnce {
  readonly #write: (bytes: Buffer) => void;
  #ready: Buffer | undefined;
  /** The start of a message whose header has not arrived whole. */
  #partial: Buffer = Buffer.alloc(0);
  /** What is still to come of a message that has been passed on in part. */
  #rest = 0;

  constructor(write: (bytes: Buffer) => void) {
    this.#write = write;
  }

  feed(chunk: Uint8Array): void {
    // Copied: the chunk lies in memory that PGlite uses again.
    const bytes = Buffer.concat([this.#partial, chunk]);
    let from = 0;
    let at = Math.min(this.#rest, bytes.length);
    this.#rest -= at;
    while (at + READY_BYTES <= bytes.length || (at + 5 <= bytes.length && bytes[at] !== READY)) {
      const next = at + 1 + bytes.readInt32BE(at + 1);
      if (bytes[at] === READY) {
        this.#pass(bytes.subarray(from, at));
        this.#ready = bytes.subarray(at, next);
        from = next;
      }
      at = next;
      if (at > bytes.length) break;
    }
    const end = Math.min(at, bytes.length);
    this.#rest += at - end;
    this.#pass(bytes.subarray(from, end));
    this.#partial = bytes.subarray(end);
  }

  /** The answer is complete. */
  end(): void {
    if (this.#ready) this.#pass(this.#ready);
    this.#ready = undefined;
  }

  #pass(bytes: Buffer): void {
    if (bytes.length > 0) this.#write(bytes);
  }
}
