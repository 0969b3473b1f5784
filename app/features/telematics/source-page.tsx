import { useMutation, useQuery } from "@tanstack/solid-query";
import { A, useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { AsideCard } from "./aside-card.tsx";
import { DocumentCard } from "./document-card.tsx";
import { RejectsCard } from "./rejects-card.tsx";
import { GapsCard, ImportsCard, SilentCard } from "./source-cards.tsx";
import { UnconfirmedCard } from "./unconfirmed-card.tsx";
import { failureText, HealthBadge, sourceName } from "./source-words.tsx";
import { sourceQuery, type SourceDetail } from "./telematics.queries.ts";

/** One source: how it is doing, what it brought, what of it could not be used. */
export function SourcePage() {
  const params = useParams<{ id: string }>();
  const query = useQuery(() => sourceQuery(params.id));
  return (
    <Show when={!query.isPending && query.data} fallback={<Waiting query={query} />}>
      {(source) => <Loading source={source()} />}
    </Show>
  );
}

function Waiting(props: { query: Parameters<typeof Loaded<SourceDetail>>[0]["query"] }) {
  return (
    <>
      <PageHeader title={t("telematics.source")} eyebrow={<Back />} />
      <Loaded query={props.query}>{() => <></>}</Loaded>
    </>
  );
}

const Back = () => (
  <A href="/sources" class="underline-offset-2 hover:underline">
    {t("telematics.back")}
  </A>
);

function Loading(props: { source: SourceDetail }) {
  const { can } = useSession();
  return (
    <>
      <PageHeader
        title={sourceName(props.source)}
        eyebrow={<Back />}
        meta={<HealthBadge health={props.source.health} />}
        description={props.source.kind === "FILE" ? undefined : t(`telematics.kind.${props.source.kind}`)}
        actions={<Actions source={props.source} />}
      />
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <FactsCard source={props.source} />
        <SilentCard source={props.source} />
        <RejectsCard id={props.source.id} />
        <AsideCard of={{ sourceId: props.source.id }} />
        <ImportsCard source={props.source} />
        <GapsCard source={props.source} />
        <Show when={props.source.createsMachines && can("telematics.unconfirmed")}>
          <UnconfirmedCard />
        </Show>
        <Show when={props.source.active && (props.source.kind === "FILE" || props.source.kind === "PUSH")}>
          <div class="lg:col-span-2">
            <DocumentCard sourceId={props.source.id} />
          </div>
        </Show>
      </div>
    </>
  );
}

function Actions(props: { source: SourceDetail }) {
  const format = useFormat();
  const { can } = useSession();
  const pull = useMutation(() => ({
    mutationFn: () => client.telematics.pull.mutate({ operationId: crypto.randomUUID(), id: props.source.id }),
    onSuccess: async (result: Awaited<ReturnType<typeof client.telematics.pull.mutate>>) => {
      const said = t(`telematics.detail.pulled.${result.state}`, { readings: format().number(result.readings) });
      if (result.state === "FAILED") toast.error(`${said}. ${failureText(result.error ?? "")}`);
      else toast.success(said);
      await trpc.telematics.invalidate();
    },
    onError: (error: unknown) => toast.error(errorSentence(error, t)),
  }));
  const turn = useMutation(() => ({
    mutationFn: () =>
      client.telematics.updateSource.mutate({
        operationId: crypto.randomUUID(),
        id: props.source.id,
        active: !props.source.active,
      }),
    onSuccess: () => trpc.telematics.invalidate(),
    onError: (error: unknown) => toast.error(errorSentence(error, t)),
  }));
  return (
    <>
      <Show when={can("telematics.updateSource")}>
        <Button busy={turn.isPending} disabled={!online()} onClick={() => turn.mutate()}>
          {t(props.source.active ? "telematics.detail.switchOff" : "telematics.detail.switchOn")}
        </Button>
      </Show>
      <Show when={props.source.kind === "PULL" && props.source.active && can("telematics.pull")}>
        <Button variant="primary" busy={pull.isPending} disabled={!online()} onClick={() => pull.mutate()}>
          {t("telematics.detail.pull")}
        </Button>
      </Show>
    </>
  );
}

function FactsCard(props: { source: SourceDetail }) {
  const format = useFormat();
  const at = (time: string | null) =>
    time ? `${format().relative(time)} · ${format().dateTime(time)}` : t("telematics.never");
  const requests = () => {
    const { requestsToday, requestsPerDay } = props.source;
    const made = format().number(requestsToday);
    return requestsPerDay === null ? made : t("telematics.detail.of", { made, most: format().number(requestsPerDay) });
  };
  const items = () => [
    { term: t("telematics.column.seen"), value: at(props.source.lastSeenAt) },
    { term: t("telematics.detail.lastReading"), value: at(props.source.lastReadingAt) },
    ...(props.source.kind === "FILE"
      ? []
      : [
          {
            term: t("telematics.detail.cadence"),
            value: t("telematics.detail.minutes", { minutes: format().number(props.source.cadenceS / 60) }),
          },
        ]),
    {
      term: t("telematics.detail.learned"),
      value:
        props.source.learnedCadenceS === null
          ? t("telematics.detail.notLearned")
          : t("telematics.detail.minutes", { minutes: format().number(Math.round(props.source.learnedCadenceS / 60)) }),
    },
    { term: t("telematics.column.machines"), value: format().number(props.source.machines) },
    ...(props.source.kind === "PULL"
      ? [
          { term: t("telematics.form.url"), value: <span class="break-all">{props.source.url}</span> },
          { term: t("telematics.form.auth"), value: t(`telematics.auth.${props.source.auth}`) },
          {
            term: t("telematics.detail.nextPull"),
            value: props.source.nextPullAt && props.source.active ? format().dateTime(props.source.nextPullAt) : "–",
          },
          { term: t("telematics.detail.requests"), value: requests() },
        ]
      : []),
    ...(props.source.lastError
      ? [
          {
            term: t("telematics.detail.lastError"),
            value: `${failureText(props.source.lastError)} · ${at(props.source.lastErrorAt)}`,
          },
        ]
      : []),
  ];
  return (
    <Card title={t("telematics.detail.facts")}>
      <DefinitionList columns={2} items={items()} />
    </Card>
  );
}
