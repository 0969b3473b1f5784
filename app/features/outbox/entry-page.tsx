import { A, useNavigate, useParams } from "@solidjs/router";
import CloudCheck from "lucide-solid/icons/cloud-check";
import HardDrive from "lucide-solid/icons/hard-drive";
import { createSignal, Match, onMount, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { type DamagedEntry, isDamaged, type OutboxEntry } from "~/lib/outbox/entry.ts";
import { loadOutbox, ownerOf } from "~/lib/outbox/load.ts";
import type { Fate } from "~/lib/outbox/outbox.ts";
import { isRead, isUnreadable, queue } from "~/lib/outbox/queue-state.ts";
import { useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { toast } from "~/ui/toast.tsx";
import { EntryActions } from "./entry-actions.tsx";
import { entryByKey, standingOf, toneOf, whatOf } from "./entry-words.ts";
import { RefusalCard } from "./refusal-card.tsx";
import { TruthCard } from "./truth-card.tsx";

/** They speak the words of whatever was entered: the page does not wait for all of those. */
const EnteredCard = lazyPart(
  async () => (await import("./entered-card.tsx")).EnteredCard,
  () => true,
);
const AmendForm = lazyPart(
  async () => (await import("./amend-form.tsx")).AmendForm,
  () => true,
);

/** One entry: what was entered beside what is true, why it was not taken, and what the person makes of it. */
export function EntryPage() {
  const { me } = useSession();
  const params = useParams<{ key: string }>();
  onMount(() => void loadOutbox().then((outbox) => outbox.startOutbox(ownerOf(me()))));
  const entry = () => entryByKey(queue(), params.key);
  const sound = () => {
    const found = entry();
    return found && !isDamaged(found) ? found : null;
  };
  const damaged = () => {
    const found = entry();
    return found && isDamaged(found) ? found : null;
  };
  return (
    <Switch>
      <Match when={sound()}>{(found) => <SoundEntry entry={found()} />}</Match>
      <Match when={damaged()}>{(found) => <DamagedPage entry={found()} />}</Match>
      <Match when={isUnreadable()}>
        <PageHeader title={t("outbox.title")} />
        <Card>
          <EmptyState icon={<HardDrive />} title={t("outbox.unreadable.title")} hint={t("outbox.unreadable.hint")} />
        </Card>
      </Match>
      <Match when={!isRead()}>
        <PageHeader title={t("outbox.title")} />
        <SkeletonRows rows={4} />
      </Match>
      <Match when={true}>
        <PageHeader title={t("outbox.title")} />
        <Card>
          <EmptyState
            icon={<CloudCheck />}
            title={t("outbox.entry.gone")}
            hint={t("outbox.entry.goneHint")}
            action={<ButtonLink href="/queue">{t("outbox.open")}</ButtonLink>}
          />
        </Card>
      </Match>
    </Switch>
  );
}

const Eyebrow = () => (
  <A href="/queue" class="underline underline-offset-4">
    {t("outbox.entry.eyebrow")}
  </A>
);

function SoundEntry(props: { entry: OutboxEntry }) {
  const navigate = useNavigate();
  const [changing, setChanging] = createSignal(false);
  const asks = () => props.entry.state !== "waiting";
  const standing = () => standingOf(props.entry, queue(), false);
  /** Says what became of it, and leads to where it is now. */
  const follow = (fate: Fate) => {
    if (fate.kind === "asks") {
      setChanging(false);
      toast.error(t("outbox.toast.refused"));
      navigate(`/queue/${fate.entry.id}`, { replace: true });
      return;
    }
    if (fate.kind === "accepted") toast.success(t("outbox.toast.accepted"));
    else toast.info(t("outbox.toast.stored"));
    navigate("/queue");
  };
  return (
    <>
      <PageHeader
        eyebrow={<Eyebrow />}
        title={`${props.entry.label}: ${whatOf(props.entry, t)}`}
        meta={<Badge tone={toneOf[standing()]}>{t(`outbox.state.${standing()}`)}</Badge>}
      />
      <div class="flex flex-col gap-4 md:gap-6">
        <Show when={asks()}>
          <RefusalCard entry={props.entry} />
        </Show>
        <div class="grid items-start gap-4 md:grid-cols-2 md:gap-6">
          <Show when={changing()} fallback={<EnteredCard entry={props.entry} />}>
            <AmendForm entry={props.entry} onDone={follow} onCancel={() => setChanging(false)} />
          </Show>
          <TruthCard entry={props.entry} />
        </div>
        <Show when={!changing()}>
          <EntryActions entry={props.entry} onChange={() => setChanging(true)} onFate={follow} />
        </Show>
      </div>
    </>
  );
}

function DamagedPage(props: { entry: DamagedEntry }) {
  const raw = () => {
    try {
      return JSON.stringify(props.entry.raw, null, 2).slice(0, 5_000);
    } catch {
      return String(props.entry.raw);
    }
  };
  return (
    <>
      <PageHeader
        eyebrow={<Eyebrow />}
        title={t("outbox.entry.damaged")}
        description={t("outbox.entry.damagedHint")}
        meta={<Badge tone="red">{t("outbox.state.damaged")}</Badge>}
      />
      <div class="flex flex-col gap-4 md:gap-6">
        <Card title={t("outbox.entry.raw")}>
          <pre
            tabindex="0"
            aria-label={t("outbox.entry.raw")}
            class="max-h-96 overflow-auto text-sm break-words whitespace-pre-wrap"
          >
            {raw()}
          </pre>
        </Card>
        <EntryActions entry={props.entry} />
      </div>
    </>
  );
}
