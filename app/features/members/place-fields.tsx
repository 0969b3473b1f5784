import { useQuery } from "@tanstack/solid-query";
import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { everySite } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { controlStyle } from "~/ui/field.tsx";
import { cn } from "~/ui/cn.ts";
import { adminRoleOf, ROLES_OF } from "../../../server/domain/iam/administrators.ts";
import type { OrgType, Role } from "../../../server/domain/iam/claims.ts";

/** A member's place while it is being chosen; `siteIds` null is all sites. */
export interface ChosenPlace {
  role: Role;
  siteIds: readonly string[] | null;
}

/** The lowest right there is in an organisation of this kind: what an invitation starts from. */
export const lowestPlace = (orgType: OrgType): ChosenPlace => ({ role: ROLES_OF[orgType].at(-1)!, siteIds: null });

interface PlaceFieldsProps {
  orgType: OrgType;
  place: ChosenPlace;
  onChange: (place: ChosenPlace) => void;
  error: string | null;
}

function RoleChoice(props: PlaceFieldsProps) {
  const name = createUniqueId();
  return (
    <fieldset class="flex flex-col gap-2">
      <legend class="mb-1 text-sm font-semibold">{t("members.place.role")}</legend>
      <For each={ROLES_OF[props.orgType]}>
        {(role) => (
          <label class="flex min-h-14 cursor-pointer items-start gap-3 rounded-md border border-line-strong px-3 py-2 hover:bg-hover has-checked:border-ink has-checked:bg-sunken">
            <input
              type="radio"
              name={name}
              class="mt-0.5 size-5 shrink-0 accent-ink"
              checked={props.place.role === role}
              onChange={() => props.onChange({ ...props.place, role })}
            />
            <span class="min-w-0">
              <span class="block font-semibold">{t(`common.role.${role}`)}</span>
              <span class="block text-sm text-muted">{t(`members.roleHint.${role}`)}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

function SiteChoice(props: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const format = useFormat();
  const sites = useQuery(everySite);
  const [search, setSearch] = createSignal("");
  const shown = createMemo(() => {
    const wanted = search().trim().toLocaleLowerCase();
    return (sites.isSuccess ? sites.data : []).filter((site) =>
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

/** Role and sites of a member. Headquarters have one role and no sites, so nothing shows for them. */
export function PlaceFields(props: PlaceFieldsProps) {
  const bound = () => props.place.siteIds !== null;
  return (
    <Show when={props.orgType !== "CATERPILLAR"}>
      <RoleChoice {...props} />
      <div class="flex flex-col gap-2">
        <p class="text-sm font-semibold" aria-hidden="true">
          {t("members.place.sites")}
        </p>
        <div>
          <SegmentedControl<"all" | "some">
            label={t("members.place.sites")}
            value={bound() ? "some" : "all"}
            onChange={(next) => props.onChange({ ...props.place, siteIds: next === "all" ? null : [] })}
            options={[
              { value: "all", label: t("members.place.all") },
              { value: "some", label: t("members.place.some") },
            ]}
          />
        </div>
        <Show when={props.place.siteIds}>
          {(chosen) => (
            <SiteChoice chosen={chosen()} onChange={(siteIds) => props.onChange({ ...props.place, siteIds })} />
          )}
        </Show>
        <Show when={bound() && props.place.role === adminRoleOf(props.orgType)}>
          <p class="text-sm text-muted">{t("members.place.boundAdmin")}</p>
        </Show>
        <Show when={props.error}>
          <p role="alert" class="text-sm font-medium text-red">
            {props.error}
          </p>
        </Show>
      </div>
    </Show>
  );
}
