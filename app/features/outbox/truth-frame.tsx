import { type JSX, Match, Switch } from "solid-js";
import { isNetworkError } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { DefinitionList, type Definition } from "~/ui/definition-list.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";

interface TruthFrameProps<T> {
  query: {
    isPending: boolean;
    isError: boolean;
    isFetching: boolean;
    fetchStatus: string;
    error: unknown;
    data: T | undefined;
    refetch: () => unknown;
  };
  /** A sentence above the facts; that they are the server's of now, where it is left out. */
  hint?: (found: T) => string | null;
  facts: (found: T) => readonly Definition[];
  /** What belongs below the facts. */
  children?: (found: T) => JSX.Element;
}

/** What the server knows at this moment, or why that can not be seen. */
export function TruthFrame<T>(props: TruthFrameProps<T>) {
  const data = () => (props.query.isPending || props.query.isError ? undefined : props.query.data);
  const isOffline = () =>
    props.query.fetchStatus === "paused" || (props.query.isError && isNetworkError(props.query.error));
  return (
    <Switch fallback={<SkeletonRows rows={3} class="p-0" />}>
      <Match when={isOffline()}>
        <p class="text-muted">{t("outbox.entry.nowOffline")}</p>
      </Match>
      <Match when={props.query.isError && props.query.error}>
        {(error) => (
          <ErrorState error={error()} busy={props.query.isFetching} onRetry={() => void props.query.refetch()} />
        )}
      </Match>
      <Match when={data()}>
        {(found) => (
          <>
            <p class="mb-4 text-sm text-muted">{props.hint?.(found()) ?? t("outbox.entry.nowHint")}</p>
            <DefinitionList items={props.facts(found())} columns={2} />
            {props.children?.(found())}
          </>
        )}
      </Match>
    </Switch>
  );
}
