import { useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ShieldCheck from "lucide-solid/icons/shield-check";
import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import { ROLES, type Role } from "../../../server/domain/iam/claims.ts";
import { SearchField } from "~/features/assets/search-field.tsx";
import { locale, t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { groupPermissions, type PermissionGroup } from "./matrix.ts";
import { PermissionList } from "./permission-list.tsx";
import { PermissionTable } from "./permission-table.tsx";
import { permissionsQuery } from "./permissions.queries.ts";

/** A key may be missing where the server is newer than the app; then the path itself is shown. */
function wordsOf(key: "procedure" | "feature", name: string): string {
  const words: unknown = t(`permissions.${key}.${name}` as "permissions.title");
  return typeof words === "string" ? words : name;
}

/** What each role may do, from the policy that the server decides by. */
export function PermissionsPage() {
  const [params, setParams] = useSearchParams<{ q?: string }>();
  const { me } = useSession();
  const query = useQuery(permissionsQuery);
  const wide = createMediaQuery("(min-width: 64rem)");
  const [role, setRole] = createSignal<Role>(me().role);
  const groups = createMemo(() =>
    groupPermissions(
      query.isPending ? [] : (query.data?.procedures ?? []),
      {
        procedure: (path) => wordsOf("procedure", path),
        feature: (feature) => wordsOf("feature", feature),
        language: locale(),
      },
      params.q ?? "",
    ),
  );
  return (
    <>
      <PageHeader title={t("permissions.title")} description={t("permissions.hint")} />
      <div class="mb-4 flex flex-col gap-3 sm:flex-row sm:items-end">
        <Show when={!wide()}>
          <Select
            class="sm:w-64"
            label={t("permissions.role")}
            value={role()}
            options={ROLES.map((each) => ({
              value: each,
              label:
                each === me().role ? `${t(`common.role.${each}`)} (${t("permissions.you")})` : t(`common.role.${each}`),
            }))}
            onChange={setRole}
          />
        </Show>
        <SearchField
          class="sm:w-80"
          label={t("permissions.search")}
          placeholder={t("permissions.search")}
          value={params.q ?? ""}
          onSearch={(q) => setParams({ q: q || undefined }, { replace: true, scroll: false })}
        />
      </div>
      <Switch fallback={<Found groups={groups()} wide={wide()} role={role()} own={me().role} />}>
        <Match when={query.isPending}>
          <Card>
            <SkeletonRows rows={8} />
          </Card>
        </Match>
        <Match when={query.isError && !query.data}>
          <Card>
            <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
          </Card>
        </Match>
        <Match when={groups().length === 0}>
          <Card>
            <EmptyState icon={<ShieldCheck />} title={t("permissions.none.title")} hint={t("permissions.none.hint")} />
          </Card>
        </Match>
      </Switch>
    </>
  );
}

function Found(props: { groups: readonly PermissionGroup[]; wide: boolean; role: Role; own: Role }) {
  return (
    <Show when={props.wide} fallback={<PermissionList groups={props.groups} role={props.role} />}>
      <div class="rounded-lg border border-line bg-surface shadow-card">
        <PermissionTable groups={props.groups} own={props.own} />
      </div>
    </Show>
  );
}
