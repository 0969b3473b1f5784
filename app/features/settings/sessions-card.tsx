import { useQuery } from "@tanstack/solid-query";
import LogOut from "lucide-solid/icons/log-out";
import Monitor from "lucide-solid/icons/monitor";
import Smartphone from "lucide-solid/icons/smartphone";
import { createSignal, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { toast } from "~/ui/toast.tsx";
import { type OwnSession, sessionsQuery } from "./settings.queries.ts";

const PHONES: readonly (string | null)[] = ["Android", "iPhone", "iPad"];

function deviceName({ browser, system }: OwnSession): string {
  if (browser && system) return t("settings.sessions.device", { browser, system });
  return browser ?? system ?? t("settings.sessions.unknown");
}

function SessionRow(props: { session: OwnSession; onEnd: () => void }) {
  const format = useFormat();
  const facts = () => {
    const { method, network, createdAt, lastSeenAt, current } = props.session;
    return [
      ...(current ? [] : [t("settings.sessions.seen", { time: format().dateTime(lastSeenAt) })]),
      `${t("settings.sessions.since", { time: format().dateTime(createdAt) })} ${t(`settings.sessions.method.${method}`)}`,
      ...(network ? [t("settings.sessions.network", { network })] : []),
    ].join(" · ");
  };
  return (
    <li class="flex items-center gap-1 py-3 ps-4 pe-2">
      <span class="me-2 shrink-0 text-muted [&_svg]:size-5" aria-hidden="true">
        <Show when={PHONES.includes(props.session.system)} fallback={<Monitor />}>
          <Smartphone />
        </Show>
      </span>
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          {deviceName(props.session)}
          <Show when={props.session.current}>
            <Badge tone="green">{t("settings.sessions.current")}</Badge>
          </Show>
        </p>
        <p class="text-sm break-words text-muted">{facts()}</p>
      </div>
      <Show when={!props.session.current}>
        <IconButton
          label={t("settings.sessions.end", { device: deviceName(props.session) })}
          onClick={() => props.onEnd()}
        >
          <LogOut aria-hidden="true" />
        </IconButton>
      </Show>
    </li>
  );
}

/** Where the person is signed in, with a way to end each session or all but this one. */
export function SessionsCard() {
  const sessions = useQuery(() => sessionsQuery());
  const [ending, setEnding] = createSignal<OwnSession | null>(null);
  const [endingAll, setEndingAll] = createSignal(false);
  const others = () => (sessions.isPending ? [] : (sessions.data?.items ?? []).filter(({ current }) => !current));
  async function end(operationId: string) {
    await client.credentials.endSession.mutate({ operationId, id: ending()!.id });
    toast.success(t("settings.sessions.ended"));
    setEnding(null);
    await trpc.credentials.sessions.invalidate();
  }
  async function endAll(operationId: string) {
    await client.credentials.endOtherSessions.mutate({ operationId });
    toast.success(t("settings.sessions.done"));
    setEndingAll(false);
    await trpc.credentials.sessions.invalidate();
  }
  return (
    <Card title={t("settings.sessions.title")} flush>
      <p class="px-4 pt-4 pb-2 text-sm text-muted">{t("settings.sessions.hint")}</p>
      <Loaded query={sessions} pending={<SkeletonRows rows={2} />}>
        {(found) => (
          <ul aria-label={t("settings.sessions.title")} class="divide-y divide-line">
            <For each={found().items}>
              {(session) => <SessionRow session={session} onEnd={() => setEnding(session)} />}
            </For>
          </ul>
        )}
      </Loaded>
      <Show when={others().length > 0}>
        <div class="border-t border-line p-4">
          <Button onClick={() => setEndingAll(true)}>
            <LogOut aria-hidden="true" />
            {t("settings.sessions.signOutOthers")}
          </Button>
        </div>
      </Show>
      <ConfirmDialog
        open={ending() !== null}
        onClose={() => setEnding(null)}
        title={t("settings.sessions.end", { device: ending() ? deviceName(ending()!) : "" })}
        hint={t("settings.sessions.endHint")}
        action={t("settings.sessions.endAction")}
        danger
        onConfirm={end}
      />
      <ConfirmDialog
        open={endingAll()}
        onClose={() => setEndingAll(false)}
        title={t("settings.sessions.signOutOthersTitle")}
        hint={t("settings.sessions.signOutOthersHint")}
        action={t("settings.sessions.signOutOthers")}
        danger
        onConfirm={endAll}
      />
    </Card>
  );
}
