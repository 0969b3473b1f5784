import type { CascadeResult, Effort } from "./passes.ts";

/** What the decoder worker accepts. An ImageBitmap or VideoFrame is closed by the worker. */
export type DecodeRequest = { id: number; image: ImageBitmap | VideoFrame | ImageData | Blob; effort: Effort };

/** `ready` or `failed` comes first and once; afterwards one answer for each request. */
export type DecoderMessage =
  | { kind: "ready" }
  | { kind: "failed"; message: string }
  | ({ kind: "decoded"; id: number; tookMs: number } & CascadeResult)
  | { kind: "unreadable"; id: number; message: string };
