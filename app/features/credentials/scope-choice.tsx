import { createMemo, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";

interface ScopeChoiceProps {
  /** All scopes of the role; those of whole features are offered, single procedures are for the API. */
  options: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error: string | null;
}

const PARTS = ["read", "write"] as const;

/** A feature in words; a new one that has none yet reads as its own name. */
const featureWord = (feature: string): string => {
  const word = t(`permissions.feature.${feature as "sites"}`) as unknown;
  return typeof word === "string" ? word : feature;
};

/** What a program may read and change, feature by feature. */
export function ScopeChoice(props: ScopeChoiceProps) {
  const features = createMemo(() => {
    const names = props.options.filter((scope) => scope.includes(":")).map((scope) => scope.split(":", 1)[0]!);
    return [...new Set(names)].sort((a, b) => featureWord(a).localeCompare(featureWord(b)));
  });
  const toggle = (scope: string, on: boolean) =>
    props.onChange(on ? [...props.chosen, scope] : props.chosen.filter((one) => one !== scope));
  return (
    <fieldset>
      <legend class="mb-1 text-sm font-semibold">{t("credentials.create.scopes")}</legend>
      <div class="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line-strong">
        <For each={features()}>
          {(feature) => (
            <div class="flex min-h-12 flex-wrap items-center gap-x-4 px-3 py-1">
              <span class="basis-full pt-2 text-sm font-medium break-words sm:flex-1 sm:basis-32 sm:pt-0">
                {featureWord(feature)}
              </span>
              <For each={PARTS}>
                {(part) => (
                  <Show
                    when={props.options.includes(`${feature}:${part}`)}
                    fallback={<span class="hidden w-28 sm:block" />}
                  >
                    <label class="flex min-h-12 w-28 cursor-pointer items-center gap-2 text-sm">
                      <input
                        type="checkbox"
                        class="size-5 shrink-0 accent-ink"
                        checked={props.chosen.includes(`${feature}:${part}`)}
                        onChange={(event) => toggle(`${feature}:${part}`, event.currentTarget.checked)}
                      />
                      <span>
                        <span class="sr-only">{`${featureWord(feature)}: `}</span>
                        {t(`credentials.create.${part}`)}
                      </span>
                    </label>
                  </Show>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <Show when={props.error}>
        <p role="alert" class="mt-1 text-sm font-medium text-red">
          {props.error}
        </p>
      </Show>
    </fieldset>
  );
}
