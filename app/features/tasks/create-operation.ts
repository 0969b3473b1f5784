/** A change that is sent once: trying again after a lost connection repeats the same operation, new contents are a new one. */
import { useMutation } from "@tanstack/solid-query";
import { isNetworkError } from "~/lib/errors.ts";

export type Sent = { operationId: string; occurredAt: string };

/** `send` gets what the operation carries; after an answer, good or bad, the next one is a new operation. */
export function createOperation<I, R>(options: {
  send: (input: I, sent: Sent) => Promise<R>;
  onDone?: (result: R) => unknown;
}) {
  let pending: { contents: string; sent: Sent } | null = null;
  return useMutation(() => ({
    mutationFn: (input: I) => {
      const contents = JSON.stringify(input);
      if (pending?.contents !== contents)
        pending = { contents, sent: { operationId: crypto.randomUUID(), occurredAt: new Date().toISOString() } };
      return options.send(input, pending.sent);
    },
    onSuccess: async (result: R) => {
      pending = null;
      await options.onDone?.(result);
    },
    onError: (error: unknown) => {
      if (!isNetworkError(error)) pending = null;
    },
  }));
}
