import { useQuery } from "@tanstack/solid-query";
import { createMemo, createSignal, For, Show } from "solid-js";
import { everySite } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { controlStyle } from "~/ui/field.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";

/** Some of the sites in reach, by name; `except` leaves out those that are not to be chosen. */
export function SiteChoice(props: {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  except?: readonly string[];
}) {
  const format = useFormat();
  const sites = useQuery(everySite);
  const [search, setSearch] = createSignal("");
  const shown = createMemo(() => {
    const wanted = search().trim().toLocaleLowerCase();
    return (sites.isSuccess ? sites.data : []).filter(
      (site) =>
        !props.except?.includes(site.id) &&
        `${site.name}\n${site.customerName ?? ""}`.toLocaleLowerCase().includes(wanted),
    );
  });
  const toggle = (id: string) =>
    props.onChange(props.chosen.includes(id) ? props.chosen.filter((one) => one !== id) : [...props.chosen, id]);
  return (
    <div class="rounded-md border border-line-strong">
      <input
        type="search"
        autocomplete="off"
        aria-label={t("members.place.searchSites")}
        placeholder={t("members.place.searchSites")}
        class={cn(controlStyle, "rounded-b-none border-0 border-b border-line")}
        value={search()}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <Loaded query={sites} pending={<SkeletonRows rows={3} />}>
        {() => (
          <ul aria-label={t("members.place.sites")} class="max-h-56 divide-y divide-line overflow-y-auto">
            <For each={shown()} fallback={<li class="px-3 py-4 text-sm text-muted">{t("members.place.noSites")}</li>}>
              {(site) => (
                <li>
                  <label class="flex min-h-12 cursor-pointer items-center gap-3 px-3 py-1 hover:bg-hover">
                    <input
                      type="checkbox"
                      class="size-5 shrink-0 accent-ink"
                      checked={props.chosen.includes(site.id)}
                      onChange={() => toggle(site.id)}
                    />
                    <span class="min-w-0">
                      <span class="block truncate text-sm font-medium">{site.name}</span>
                      <Show when={site.customerName}>
                        <span class="block truncate text-xs text-muted">{site.customerName}</span>
                      </Show>
                    </span>
                  </label>
                </li>
              )}
            </For>
          </ul>
        )}
      </Loaded>
      <p role="status" class="border-t border-line px-3 py-2 text-sm text-muted">
        {t("members.place.chosen", props.chosen.length, format().number(props.chosen.length))}
      </p>
    </div>
  );
}
