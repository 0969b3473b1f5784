import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import IdCard from "lucide-solid/icons/id-card";
import UserPlus from "lucide-solid/icons/user-plus";
import Users from "lucide-solid/icons/users";
import { createSignal, Match, Show, Switch } from "solid-js";
import { SearchField } from "~/features/assets/search-field.tsx";
import { BadgeDesk } from "~/features/credentials/badge-desk.tsx";
import { setAsked } from "~/features/credentials/badge-desk-state.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { memberColumns } from "./member-columns.tsx";
import type { Wanted } from "./member-dialogs.tsx";
import { membersQuery } from "./members.queries.ts";

const InviteDialog = lazyPart(
  async () => (await import("./invite-dialog.tsx")).InviteDialog,
  ({ open }) => open,
);
const MemberDialogs = lazyPart(
  async () => (await import("./member-dialogs.tsx")).MemberDialogs,
  ({ wanted }) => wanted,
);

const TABS = ["active", "invited", "inactive"] as const;
type TabName = (typeof TABS)[number];

function MemberList(props: { active: boolean; wanted: string }) {
  const { me } = useSession();
  const format = useFormat();
  const [asked, setAsked] = createSignal<Wanted | null>(null);
  const query = useInfiniteQuery(() => membersQuery(props.active, props.wanted || undefined));
  const rows = () => (query.isPending ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []));
  return (
    <>
      <Switch>
        <Match when={query.isError && rows().length === 0}>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
        </Match>
        <Match when={true}>
          <DataTable
            caption={t(props.active ? "members.tab.active" : "members.tab.inactive")}
            columns={memberColumns({
              format: format(),
              myUserId: me().user.id,
              onStep: (step, member) => setAsked({ step, member }),
            })}
            rows={rows()}
            rowId={({ id }) => id}
            loading={query.isPending}
            initialSort={{ id: "person", desc: false }}
            empty={
              <Show
                when={props.wanted}
                fallback={
                  <EmptyState
                    icon={<Users />}
                    title={t(props.active ? "members.none.active" : "members.none.inactive")}
                    {...(props.active ? {} : { hint: t("members.none.inactiveHint") })}
                  />
                }
              >
                <EmptyState title={t("members.none.noMatch")} hint={t("members.none.noMatchHint")} />
              </Show>
            }
          />
          <LoadMore query={query} />
        </Match>
      </Switch>
      <MemberDialogs wanted={asked()} onClose={() => setAsked(null)} />
    </>
  );
}

/** Who belongs to the organisation, who is invited, and what each may do. */
export function MembersPage() {
  const [params, setParams] = useSearchParams<{ tab?: string; q?: string }>();
  const { me, can } = useSession();
  // Whoever is bound to sites looks after the badges of the operators there, and nothing else.
  const manages = () => me().siteIds === null;
  const [inviting, setInviting] = createSignal(false);
  const tab = (): TabName => TABS.find((name) => name === params.tab) ?? "active";
  const setTab = (name: string) =>
    setParams({ tab: name === "active" ? undefined : name }, { replace: true, scroll: false });
  const wanted = () => params.q ?? "";
  const add = () => (
    <Show when={can("members.invite") && manages()}>
      <Button variant="primary" onClick={() => setInviting(true)}>
        <UserPlus aria-hidden="true" />
        {t("members.invite")}
      </Button>
    </Show>
  );
  const addByBadge = () => (
    <Show when={can("credentials.addOperator")}>
      <Button onClick={() => setAsked({ what: "add" })}>
        <IdCard aria-hidden="true" />
        {t("credentials.add.action")}
      </Button>
    </Show>
  );
  return (
    <>
      <PageHeader
        title={t("members.title")}
        description={t(manages() ? "members.hint" : "members.hintOfSites")}
        actions={[addByBadge(), add()]}
      />
      <SearchField
        class="mb-4 max-w-xl"
        label={t("members.search")}
        placeholder={t("members.search")}
        value={wanted()}
        onSearch={(q) => setParams({ q: q || undefined }, { replace: true, scroll: false })}
      />
      <Tabs
        label={t("members.title")}
        value={tab()}
        onChange={setTab}
        tabs={(manages() ? TABS : TABS.slice(0, 1)).map((name) => ({
          value: name,
          label: t(`members.tab.${name}`),
          content: () => (
            <Card flush>
              <Show when={name === "invited"} fallback={<MemberList active={name === "active"} wanted={wanted()} />}>
                <InvitationList wanted={wanted()} add={add()} />
              </Show>
            </Card>
          ),
        }))}
      />
      <BadgeDesk />
      <InviteDialog
        open={inviting()}
        onClose={() => setInviting(false)}
        onInvited={() => {
          setInviting(false);
          setTab("invited");
        }}
      />
    </>
  );
}
