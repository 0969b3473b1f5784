/**
 * Types of `trpc` for Solid. The query utilities of `@trpc/react-query` work unchanged, but their option types name
 * React's `initialData`; these say the same in the terms of `@tanstack/solid-query`.
 */
import type { InfiniteData, InfiniteQueryOptions, QueryOptions, SkipToken } from "@tanstack/solid-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import type { CreateQueryUtils } from "@trpc/react-query/shared";
import type { AnyTRPCQueryProcedure, AnyTRPCRouter, inferProcedureInput, TRPCRouterRecord } from "@trpc/server";
import type { inferTransformedProcedureOutput } from "@trpc/server/unstable-core-do-not-import";

type Failure<TRouter extends AnyTRPCRouter> = TRPCClientErrorLike<TRouter["_def"]["_config"]["$types"]>;
type Output<TRouter extends AnyTRPCRouter, TProcedure extends AnyTRPCQueryProcedure> = inferTransformedProcedureOutput<
  TRouter["_def"]["_config"]["$types"],
  TProcedure
>;
/** Every input may be `skipToken`: the query then waits. */
type Input<TProcedure extends AnyTRPCQueryProcedure> = inferProcedureInput<TProcedure> | SkipToken;
type Cursor<TInput> = TInput extends { cursor?: infer TCursor } ? Exclude<TCursor, undefined> | null : null;
type WithoutInitialData<T> = Omit<T, "initialData">;
type WithoutKeys<T> = Omit<T, "queryKey" | "queryFn" | "initialData" | "select">;

interface QueryProcedure<TRouter extends AnyTRPCRouter, TProcedure extends AnyTRPCQueryProcedure> {
  /**
   * For `useQuery(() => …)`; the second argument takes solid-query's options (`enabled`, `staleTime`, `select`).
   * Two signatures: a single one with a default for `TData` would let `useQuery` infer it as undefined.
   */
  queryOptions(
    input: Input<TProcedure>,
    options?: WithoutKeys<Partial<QueryOptions<Output<TRouter, TProcedure>, Failure<TRouter>>>> & { select?: never },
  ): WithoutInitialData<QueryOptions<Output<TRouter, TProcedure>, Failure<TRouter>>>;
  queryOptions<TData>(
    input: Input<TProcedure>,
    options: WithoutKeys<Partial<QueryOptions<Output<TRouter, TProcedure>, Failure<TRouter>, TData>>> & {
      select: (data: Output<TRouter, TProcedure>) => TData;
    },
  ): WithoutInitialData<QueryOptions<Output<TRouter, TProcedure>, Failure<TRouter>, TData>>;
  /** For `useInfiniteQuery(() => …)` over lists that answer `{ items, nextCursor }`. */
  infiniteQueryOptions(
    input: Input<TProcedure> extends infer TInput ? (TInput extends object ? Omit<TInput, "cursor"> : TInput) : never,
    options: {
      getNextPageParam: (
        last: Output<TRouter, TProcedure>,
      ) => Cursor<inferProcedureInput<TProcedure>> | null | undefined;
      initialCursor?: Cursor<inferProcedureInput<TProcedure>>;
      enabled?: boolean;
      staleTime?: number;
    },
  ): WithoutInitialData<
    InfiniteQueryOptions<
      Output<TRouter, TProcedure>,
      Failure<TRouter>,
      InfiniteData<Output<TRouter, TProcedure>>,
      readonly unknown[],
      Cursor<inferProcedureInput<TProcedure>>
    >
  >;
}

type Retyped<TRouter extends AnyTRPCRouter, TRecord extends TRPCRouterRecord, TUtils> = {
  [TKey in keyof TUtils]: TKey extends keyof TRecord
    ? TRecord[TKey] extends AnyTRPCQueryProcedure
      ? Omit<TUtils[TKey], "queryOptions" | "infiniteQueryOptions"> & QueryProcedure<TRouter, TRecord[TKey]>
      : TRecord[TKey] extends TRPCRouterRecord
        ? Retyped<TRouter, TRecord[TKey], TUtils[TKey]>
        : TUtils[TKey]
    : TUtils[TKey];
};

export type SolidQueryUtils<TRouter extends AnyTRPCRouter> = Retyped<
  TRouter,
  TRouter["_def"]["record"],
  CreateQueryUtils<TRouter>
>;
