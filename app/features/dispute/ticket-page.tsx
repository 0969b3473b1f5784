import "./paper.css";
import { useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Link from "lucide-solid/icons/link";
import Printer from "lucide-solid/icons/printer";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { InspectionKind } from "../../../server/domain/inspections/words.ts";
import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { toast } from "~/ui/toast.tsx";
import { oneTicket } from "../inspections/inspections.queries.ts";
import { emptySignature, SignaturePad, signatureOf, signatureProblem } from "../inspections/signature-pad.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import { TicketSheet } from "./ticket-sheet.tsx";

function SignNow(props: { rentalId: string; kind: InspectionKind }) {
  const [signature, setSignature] = createSignal(emptySignature());
  const [tried, setTried] = createSignal(false);
  const sign = createOperation({
    send: (input: { rentalId: string; kind: InspectionKind; signature: ReturnType<typeof signatureOf> }, sent) =>
      client.inspections.signTicket.mutate({ ...input, ...sent }),
    onDone: () => trpc.inspections.invalidate(),
  });
  const submit = () => {
    setTried(true);
    if (signatureProblem(signature())) return;
    sign.mutate({ rentalId: props.rentalId, kind: props.kind, signature: signatureOf(signature()) });
  };
  return (
    <Card title={t("inspections.ticket.unsigned")} class="mx-auto max-w-3xl">
      <form
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p class="text-muted">{t("inspections.ticket.unsignedHint")}</p>
        <SignaturePad draft={signature()} onChange={setSignature} tried={tried()} />
        <Show when={sign.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorSentence(sign.error, t)}
          </p>
        </Show>
        <Button type="submit" variant="primary" size="field" busy={sign.isPending}>
          {t("inspections.ticket.send")}
        </Button>
      </form>
    </Card>
  );
}

/** The ticket of one step of a rental: to be signed, and then to be shown, printed and linked to. */
export function TicketPage() {
  const params = useParams<{ id: string; kind: string }>();
  const kind = (): InspectionKind => (params.kind === "in" ? "IN" : "OUT");
  const ticket = useQuery(() => oneTicket(params.id, kind()));
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    toast.success(t("inspections.ticket.copied"));
  };
  return (
    <div class="paper">
      <PageHeader
        title={t(`inspections.ticket.title.${kind()}`)}
        {...(ticket.isSuccess
          ? { eyebrow: t("inspections.ticket.number", { id: ticket.data.id.slice(-8).toUpperCase() }) }
          : {})}
        actions={
          <Show when={ticket.isSuccess}>
            <div data-screen-only class="flex flex-wrap gap-2">
              <Button onClick={() => void copy()}>
                <Link aria-hidden="true" />
                {t("inspections.ticket.copyLink")}
              </Button>
              <Button onClick={() => window.print()}>
                <Printer aria-hidden="true" />
                {t("inspections.ticket.print")}
              </Button>
            </div>
          </Show>
        }
      />
      <Switch fallback={<SkeletonRows rows={4} />}>
        <Match when={ticket.isSuccess && ticket.data}>
          {(data) => (
            <Card class="mx-auto max-w-4xl">
              <TicketSheet ticket={data()} photos />
            </Card>
          )}
        </Match>
        <Match when={ticket.isError && errorCode(ticket.error) === "not_found"}>
          <SignNow rentalId={params.id} kind={kind()} />
        </Match>
        <Match when={ticket.isError}>
          <ErrorState error={ticket.error} busy={ticket.isFetching} onRetry={() => void ticket.refetch()} />
        </Match>
      </Switch>
    </div>
  );
}
