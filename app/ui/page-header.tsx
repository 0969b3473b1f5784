import { type JSX, Show } from "solid-js";
import { usePageTitle } from "~/lib/page-title.ts";

interface PageHeaderProps {
  /** Names the screen; the document's title follows it. */
  title: string;
  /** A line above the title: what this thing belongs to. */
  eyebrow?: JSX.Element;
  description?: JSX.Element;
  /** Facts beside the title, e.g. a status badge. */
  meta?: JSX.Element;
  actions?: JSX.Element;
}

/** The head of a screen: its one `<h1>`, and what can be done here. */
export function PageHeader(props: PageHeaderProps) {
  usePageTitle(() => props.title);
  return (
    <header class="mb-6 flex flex-wrap items-end gap-x-6 gap-y-4">
      <div class="min-w-0 flex-1 basis-64">
        <Show when={props.eyebrow}>
          <p class="mb-1 text-sm font-medium text-muted">{props.eyebrow}</p>
        </Show>
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabindex="-1" class="text-2xl font-bold tracking-tight text-balance">
            {props.title}
          </h1>
          {props.meta}
        </div>
        <Show when={props.description}>
          <p class="mt-1 max-w-prose text-muted">{props.description}</p>
        </Show>
      </div>
      <Show when={props.actions}>
        <div class="page-actions flex flex-wrap gap-2">{props.actions}</div>
      </Show>
    </header>
  );
}
