import "./paper.css";
import { useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Link from "lucide-solid/icons/link";
import Printer from "lucide-solid/icons/printer";
import Signature from "lucide-solid/icons/signature";
import { createSignal, Show } from "solid-js";
import type { InspectionKind } from "../../../server/domain/inspections/words.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { inspectionForm, type InspectionForm, oneTicket } from "../inspections/inspections.queries.ts";
import { emptySignature, SignaturePad, signatureOf, signatureProblem } from "../inspections/signature-pad.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import { TicketSheet } from "./ticket-sheet.tsx";

/** What is signed for, and by whom. */
function SignNow(props: { form: InspectionForm }) {
  const format = useFormat();
  const meter = () => (props.form.kind === "OUT" ? props.form.engineStart : props.form.engineEnd);
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
    sign.mutate({ rentalId: props.form.rentalId, kind: props.form.kind, signature: signatureOf(signature()) });
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
        <DefinitionList
          columns={3}
          items={[
            {
              term: t("inspections.ticket.machine"),
              value: `${props.form.humanId} · ${props.form.make} ${props.form.model}`,
            },
            { term: t("inspections.ticket.meter"), value: meter() === null ? null : format().hours(meter()!) },
            { term: t("inspections.ticket.place"), value: props.form.siteName },
          ]}
        />
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
  const form = useQuery(() => inspectionForm(params.id, kind()));
  const signed = () => (form.isPending ? false : (form.data?.signed ?? false));
  const ticket = useQuery(() => ({ ...oneTicket(params.id, kind()), enabled: signed() }));
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
      <Loaded query={form}>
        {(data) => (
          <Show
            when={data().signed}
            fallback={
              <Show
                when={data().open}
                fallback={
                  <Card flush>
                    <EmptyState
                      icon={<Signature />}
                      title={t("inspections.ticket.unsigned")}
                      hint={t("inspections.form.closed")}
                    />
                  </Card>
                }
              >
                <SignNow form={data()} />
              </Show>
            }
          >
            <Loaded query={ticket}>
              {(found) => (
                <Card class="mx-auto max-w-4xl">
                  <TicketSheet ticket={found()} photos />
                </Card>
              )}
            </Loaded>
          </Show>
        )}
      </Loaded>
    </div>
  );
}
