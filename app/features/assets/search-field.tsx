import Search from "lucide-solid/icons/search";
import { createSignal, createEffect, on, onCleanup } from "solid-js";
import { cn } from "~/ui/cn.ts";
import { controlStyle } from "~/ui/field.tsx";

const pauseMs = 250;

/** A search box that speaks after a short pause, so that typing does not ask the server by the letter. */
export function SearchField(props: {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
  class?: string;
}) {
  // oxlint-disable-next-line solid/reactivity -- where the text starts; the effect below follows the address
  const [text, setText] = createSignal(props.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (next: string, afterMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (next.trim() !== props.value) props.onSearch(next.trim());
    }, afterMs);
  };
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (timer === undefined && value !== text().trim()) setText(value);
      },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  return (
    <form
      role="search"
      class={cn("relative", props.class)}
      onSubmit={(event) => {
        event.preventDefault();
        say(text(), 0);
      }}
    >
      <Search class="pointer-events-none absolute inset-y-0 start-3 my-auto size-5 text-muted" aria-hidden="true" />
      <input
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        aria-label={props.label}
        placeholder={props.placeholder}
        value={text()}
        class={cn(controlStyle, "ps-10")}
        onInput={(event) => {
          setText(event.currentTarget.value);
          say(event.currentTarget.value, pauseMs);
        }}
      />
    </form>
  );
}
