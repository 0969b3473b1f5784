import { onCleanup, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button } from "./button.tsx";

interface LoadMoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

function Trigger(props: LoadMoreProps) {
  function watch(end: HTMLDivElement) {
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some((entry) => entry.isIntersecting) && !props.query.isFetchingNextPage) props.query.fetchNextPage();
      },
      { rootMargin: "400px" },
    );
    watcher.observe(end);
    onCleanup(() => watcher.disconnect());
  }
  return (
    <div ref={watch} class="flex justify-center p-4">
      <Button busy={props.query.isFetchingNextPage} onClick={() => props.query.fetchNextPage()}>
        {t("common.action.loadMore")}
      </Button>
    </div>
  );
}

/** The end of a paged list: loads the next page when it comes into sight, or by its button. */
export function LoadMore(props: LoadMoreProps) {
  return (
    <Show when={props.query.hasNextPage}>
      <Trigger query={props.query} />
    </Show>
  );
}
