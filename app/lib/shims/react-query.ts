/**
 * Stands in for `@tanstack/react-query` at build time: the query core that Solid's adapter uses too, and nothing that
 * renders. `queryOptions` and `infiniteQueryOptions` are identities there as well.
 */
export { hashKey, QueryClient, skipToken } from "@tanstack/solid-query";

export const queryOptions = <T>(options: T): T => options;
export const infiniteQueryOptions = <T>(options: T): T => options;

function notHere(): never {
  throw new Error("React is not part of this application: use @tanstack/solid-query");
}

export const HydrationBoundary = notHere;
export const dehydrate = notHere;
export const useInfiniteQuery = notHere;
export const useMutation = notHere;
export const usePrefetchInfiniteQuery = notHere;
export const usePrefetchQuery = notHere;
export const useQueries = notHere;
export const useQuery = notHere;
export const useSuspenseInfiniteQuery = notHere;
export const useSuspenseQueries = notHere;
export const useSuspenseQuery = notHere;
