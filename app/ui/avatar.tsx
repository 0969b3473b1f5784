import { cn } from "./cn.ts";

/** First letters of the first and last word of a name: "Maria de Souza" is "MS". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** A person or an organisation as initials; decorative, the name stands beside it. */
export function Avatar(props: { name: string; square?: boolean; class?: string }) {
  return (
    <span
      aria-hidden="true"
      class={cn(
        "inline-grid size-8 shrink-0 place-items-center bg-grey-soft text-xs font-bold text-grey select-none",
        props.square ? "rounded-md" : "rounded-full",
        props.class,
      )}
    >
      {initials(props.name)}
    </span>
  );
}
