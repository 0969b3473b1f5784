import { type Accessor, type JSX, Match, Switch } from "solid-js";
import { ErrorState } from "./error-state.tsx";
import { SkeletonRows } from "./skeleton.tsx";

interface LoadedProps<T> {
  query: {
    isPending: boolean;
    isError: boolean;
    isFetching: boolean;
    error: unknown;
    data: T | undefined;
    refetch: () => unknown;
  };
  /** Shown while there is nothing yet; rows by default. */
  pending?: JSX.Element;
  children: (data: Accessor<NonNullable<T>>) => JSX.Element;
}

/** What a query answers: a skeleton first, then the data, also old ones when a later request fails, or the error with a retry. */
export function Loaded<T>(props: LoadedProps<T>) {
  // Reading `data` of a pending query would suspend the whole screen.
  const data = () => (props.query.isPending ? undefined : props.query.data);
  return (
    <Switch fallback={props.pending ?? <SkeletonRows />}>
      <Match when={data()}>{(loaded) => props.children(loaded)}</Match>
      <Match when={props.query.isError}>
        <ErrorState error={props.query.error} onRetry={() => props.query.refetch()} busy={props.query.isFetching} />
      </Match>
    </Switch>
  );
}
