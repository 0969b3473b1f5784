import { A, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { Show } from "solid-js";
import { ContactPerson } from "~/features/rentals/contact-person.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { ReservationActions } from "./reservation-actions.tsx";
import { ReservationBadge } from "./reservation-badge.tsx";
import { reservationQuery, type ReservationDetail } from "./reservations.queries.ts";
import { periodText, whatText } from "./reservation-words.ts";
import { UnitsCard } from "./units-card.tsx";

function Facts(props: { reservation: ReservationDetail }) {
  const { me } = useSession();
  const format = useFormat();
  const who = (name: string | null, at: string) =>
    name ? t("reservations.detail.requestedBy", { name, time: format().dateTime(at) }) : format().dateTime(at);
  const items = () => {
    const { siteName, customerName, dealerName, attachments, notes, reason, decidedAt } = props.reservation;
    const { contractNumber, poNumber, deliveryContact } = props.reservation;
    const partner =
      me().organization.type === "CUSTOMER"
        ? { term: t("reservations.column.dealer"), value: dealerName }
        : { term: t("reservations.column.customer"), value: customerName };
    return [
      partner,
      { term: t("reservations.column.site"), value: siteName },
      {
        term: t("reservations.column.days"),
        value: (
          <>
            {periodText(props.reservation, format())}
            <span class="block text-sm font-normal text-muted">
              {t("reservations.create.zone", { zone: (props.reservation.siteTimeZone ?? "UTC").replaceAll("_", " ") })}
            </span>
          </>
        ),
      },
      ...(attachments.length ? [{ term: t("reservations.detail.attachments"), value: attachments.join(", ") }] : []),
      ...(contractNumber ? [{ term: t("reservations.create.contractNumber"), value: contractNumber }] : []),
      ...(poNumber ? [{ term: t("reservations.create.poNumber"), value: poNumber }] : []),
      ...(deliveryContact
        ? [
            {
              term: t("reservations.create.contactName"),
              value: <ContactPerson contact={deliveryContact} />,
            },
          ]
        : []),
      ...(notes ? [{ term: t("reservations.create.notes"), value: notes }] : []),
      {
        term: t("reservations.detail.requested"),
        value: who(props.reservation.requestedByName, props.reservation.createdAt),
      },
      ...(decidedAt
        ? [{ term: t("reservations.detail.decided"), value: who(props.reservation.decidedByName, decidedAt) }]
        : []),
      ...(reason ? [{ term: t("reservations.detail.reason"), value: reason }] : []),
    ];
  };
  return <DefinitionList items={items()} />;
}

/** One reservation: what was asked, what was answered, and the machines given to it. */
export function ReservationPage() {
  const params = useParams<{ id: string }>();
  const query = useQuery(() => reservationQuery(params.id));
  const missed = (reservation: ReservationDetail) =>
    (reservation.state === "REQUESTED" || reservation.state === "CONFIRMED") &&
    reservation.pickedUp === 0 &&
    Date.parse(reservation.startsAt) + 86_400_000 < Date.now();
  return (
    <Loaded query={query}>
      {(reservation) => (
        <>
          <PageHeader
            title={whatText(reservation())}
            eyebrow={
              <A href="/reservations" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
                <ChevronLeft class="size-4" aria-hidden="true" />
                {t("reservations.detail.back")}
              </A>
            }
            meta={<ReservationBadge state={reservation().state} />}
            description={[reservation().customerName, reservation().siteName].filter(Boolean).join(", ")}
            actions={<ReservationActions reservation={reservation()} />}
          />
          <Show when={missed(reservation())}>
            <p class="mb-4 rounded-md border border-amber-line bg-amber-soft p-3 text-sm font-medium text-amber">
              {t("reservations.detail.missed")}
            </p>
          </Show>
          <div class="grid items-start gap-4 lg:grid-cols-3">
            <div class="min-w-0 lg:col-span-2">
              <UnitsCard reservation={reservation()} />
            </div>
            <Card title={t("reservations.detail.facts")}>
              <Facts reservation={reservation()} />
            </Card>
          </div>
        </>
      )}
    </Loaded>
  );
}
