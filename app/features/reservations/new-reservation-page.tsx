import { A, useNavigate, useSearchParams } from "@solidjs/router";
import { useMutation, useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import { everySite } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { AvailabilityCard } from "./availability-card.tsx";
import { draftFrom, namesIn, problemsOf, type BookingDraft } from "./booking-draft.ts";
import { ExtrasFields, WhatFields, WhenFields } from "./booking-fields.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { dealersQuery, refreshReservations } from "./reservations.queries.ts";

/** Reserves machines by type, or one machine, and shows what is free while one chooses. */
export function NewReservationPage() {
  const { me } = useSession();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [draft, setDraft] = createStore<BookingDraft>(draftFrom(params));
  const [asked, setAsked] = createSignal(false);
  const sites = useQuery(everySite);
  const jobsites = createMemo(() => (sites.isSuccess ? sites.data.filter(({ kind }) => kind === "JOBSITE") : []));
  const site = () => jobsites().find(({ id }) => id === draft.siteId) ?? null;
  const timeZone = () => site()?.timeZone ?? me().organization.timeZone;
  const isCustomer = () => me().organization.type === "CUSTOMER";

  const served = useQuery(() => dealersQuery(me().organization.type === "DEALER" ? null : draft.siteId));
  const dealers = createMemo(() => (served.isSuccess ? served.data : []));
  const today = () => localDay(new Date(), timeZone());
  const problems = createMemo(() => problemsOf(draft, { today: today(), dealers: dealers().length }));
  const shown = () => (asked() ? problems() : {});
  createEffect(
    on(dealers, (found) => {
      if (!found.some(({ dealerId }) => dealerId === draft.dealerId)) setDraft("dealerId", null);
    }),
  );

  /** What to ask about; null while too little is chosen. */
  const wanted = createMemo(() => {
    const { from, to } = problems();
    if (draft.by !== "type" || !draft.type || from || to) return null;
    const dealerId = draft.dealerId ?? (dealers().length === 1 ? dealers()[0]!.dealerId : null);
    return {
      type: draft.type,
      from: draft.from,
      to: draft.to,
      limit: 5,
      ...(draft.siteId ? { siteId: draft.siteId } : {}),
      ...(dealerId ? { dealerId } : {}),
    };
  });

  let operationId: string = crypto.randomUUID();
  const reserve = useMutation(() => ({
    mutationFn: () =>
      client.reservations.reserve.mutate({
        operationId,
        siteId: draft.siteId!,
        from: draft.from,
        to: draft.to,
        attachments: namesIn(draft.attachments).slice(0, 20),
        ...(draft.by === "type"
          ? { type: draft.type!, quantity: Number(draft.quantity) }
          : { humanId: draft.humanId.trim() }),
        ...(draft.dealerId ? { dealerId: draft.dealerId } : {}),
        contractNumber: draft.contractNumber,
        poNumber: draft.poNumber,
        deliveryContact: draft.contactName.trim() ? { name: draft.contactName, phone: draft.contactPhone } : null,
        ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}),
      }),
    onSuccess: async (made) => {
      toast.success(t(made.state === "REQUESTED" ? "reservations.create.asked" : "reservations.create.done"));
      await refreshReservations();
      navigate(`/reservations/${made.id}`, { replace: true });
    },
    // What was refused may be tried again as another operation; what got no answer is the same one.
    onError: (error) => {
      if ((error as { data?: unknown }).data) operationId = crypto.randomUUID();
    },
  }));
  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(problems()).length === 0) reserve.mutate();
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
  const take = (humanId: string) => setDraft({ by: "machine", humanId });
  return (
    <>
      <PageHeader
        title={t("reservations.create.title")}
        eyebrow={
          <A href="/reservations" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
            <ChevronLeft class="size-4" aria-hidden="true" />
            {t("reservations.detail.back")}
          </A>
        }
        description={t(isCustomer() ? "reservations.create.askHint" : "reservations.create.hint")}
      />
      <form novalidate class="grid items-start gap-4 lg:grid-cols-3" onSubmit={submit}>
        <div class="flex min-w-0 flex-col gap-4 lg:col-span-2">
          <Card title={t("reservations.create.what")}>
            <WhatFields draft={draft} set={setDraft} problems={shown()} />
          </Card>
          <Card title={t("reservations.create.when")}>
            <WhenFields
              draft={draft}
              set={setDraft}
              problems={shown()}
              sites={jobsites()}
              dealers={dealers()}
              today={today()}
              timeZone={timeZone()}
              showCustomer={!isCustomer()}
            />
          </Card>
        </div>
        {/* Before the details on the phone, beside all on a desk. */}
        <div class="flex min-w-0 flex-col gap-4 lg:sticky lg:top-4 lg:row-span-2">
          <AvailabilityCard
            wanted={wanted()}
            quantity={Number(draft.quantity) || 1}
            timeZone={timeZone()}
            onTakeMachine={take}
          />
        </div>
        <Card title={t("reservations.create.extras")} class="lg:col-span-2">
          <ExtrasFields draft={draft} set={setDraft} />
        </Card>
        <div class="flex flex-col gap-3 lg:col-span-3">
          <Show when={reserve.isError}>
            <RefusalNotice
              error={reserve.error}
              timeZone={timeZone()}
              onTakeMachine={take}
              onTakeDays={(from, to) =>
                setDraft({ from: localDay(from, timeZone()), to: localDay(new Date(to.getTime() - 1), timeZone()) })
              }
            />
          </Show>
          <div class="flex flex-col gap-3 sm:flex-row-reverse">
            <Button type="submit" variant="primary" size="lg" busy={reserve.isPending}>
              {t(isCustomer() ? "reservations.create.ask" : "reservations.create.submit")}
            </Button>
            <ButtonLink size="lg" href="/reservations">
              {t("common.action.cancel")}
            </ButtonLink>
          </div>
        </div>
      </form>
    </>
  );
}
