import { createUniqueId, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { adminRoleOf, ROLES_OF } from "../../../server/domain/iam/administrators.ts";
import type { OrgType, Role } from "../../../server/domain/iam/claims.ts";
import { SiteChoice } from "./site-choice.tsx";

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
